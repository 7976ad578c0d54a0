import type { Label } from '../../../schemas/vocabulary.js';
import type { Authentication } from '../../http/authentication.js';
import { divisionNames } from '../../policy/pack-names.js';
import { programmeOf, type Rules } from '../../policy/rules.js';

/** What ids are called: programmes and divisions by the packs, departments by how they are enrolled. */
export interface Names {
  programme(id: string): Label;
  division(code: string): Label;
  department(id: string): string;
}

/** For one page, on which the same few departments are named again and again: each is looked up once. */
export function namesOf(rules: Rules, authentication: Authentication): Names {
  const divisions = divisionNames(rules);
  const departments = new Map<string, string>();
  const department = (id: string): string => {
    const name = departments.get(id) ?? authentication.nameOf(id) ?? id;
    departments.set(id, name);
    return name;
  };
  return {
    programme: (id) => programmeOf(rules, id)?.programme ?? { zh: id, en: id },
    division: (code) => divisions.get(code) ?? { zh: code, en: code },
    department,
  };
}
