import type { Label } from '../../schemas/vocabulary.js';
import type { Rules } from './rules.js';

/** What the packs call something, by its id or code there. */
export type PackNames = ReadonlyMap<string, Label>;

/** Programmes 奖项, certifications among them. */
export function programmeNames({ municipal }: Rules): PackNames {
  return new Map(municipal.flatMap(({ programmes }) => programmes.map((each) => [each.id, each] as const)));
}

/** Divisions 区县. */
export function divisionNames({ municipal }: Rules): PackNames {
  return new Map(municipal.flatMap(({ divisions }) => divisions.map((each) => [each.code, each] as const)));
}
