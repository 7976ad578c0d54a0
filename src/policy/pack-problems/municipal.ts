import { precedes } from '../../../schemas/day.js';
import type { Condition } from '../../../schemas/policy/condition.js';
import type { MunicipalPack, Programme } from '../../../schemas/policy/municipal-pack.js';
import { conditionProblems } from './condition.js';
import { listed, type PackProblem, type Reference, repeated, unknown, unless } from './problem.js';
import { targetProblems } from './target.js';

/** What a municipal pack says wrongly. */
export function municipalProblems(pack: MunicipalPack): readonly PackProblem[] {
  const { from, until, divisions, departments, families, programmes, targets, lists } = pack;
  const { jointReward, measures } = lists;
  const departmentIds = new Set(departments.map(({ id }) => id));
  return [
    ...unless(until === undefined || from <= until, 'until', 'must not lie before from'),
    ...repeated(listed('divisions', divisions, ({ code }) => code, 'code')),
    ...repeated(listed('departments', departments, ({ id }) => id, 'id')),
    ...repeated(listed('families', families, ({ id }) => id, 'id')),
    ...repeated(listed('programmes', programmes, ({ id }) => id, 'id')),
    ...repeated(listed('targets', targets, ({ id }) => id, 'id')),
    ...repeated(listed('lists.measures', measures, ({ code }) => code, 'code')),
    ...repeated(ruleIds(pack)),
    ...programmeProblems(pack),
    ...conditionsOf(pack).flatMap(({ path, conditions }) =>
      conditions.flatMap((condition, index) => conditionProblems(condition, `${path}.${index}`)),
    ),
    ...unknown(
      listed('lists.jointReward.families', jointReward.families, (id) => id),
      new Set(families.map(({ id }) => id)),
      'a family',
    ),
    ...unknown(
      listed('lists.measures', measures, ({ department }) => department, 'department'),
      departmentIds,
      'a department',
    ),
    ...jointReward.conditions.flatMap(({ source }, index) =>
      unless(
        source === undefined,
        `lists.jointReward.conditions.${index}.source`,
        'must not be given: lists go by what is on record',
      ),
    ),
    ...targetProblems(pack),
  ];
}

/** Every list of conditions, with its path. */
function conditionsOf(
  pack: MunicipalPack,
): readonly { readonly path: string; readonly conditions: readonly Condition[] }[] {
  return [
    { path: 'grounds', conditions: pack.grounds },
    { path: 'general', conditions: pack.general },
    { path: 'lists.jointReward.conditions', conditions: pack.lists.jointReward.conditions },
    ...pack.programmes.map(({ conditions = [] }, index) => ({ path: `programmes.${index}.conditions`, conditions })),
  ];
}

/** Verdicts cite rules by id alone, so conditions and principles share one set of ids. */
function ruleIds(pack: MunicipalPack): readonly Reference[] {
  return [
    ...conditionsOf(pack).flatMap(({ path, conditions }) => listed(path, conditions, ({ id }) => id, 'id')),
    ...listed('rewards.principles', pack.rewards.principles, ({ id }) => id, 'id'),
  ];
}

function programmeProblems({ programmes, families, departments, targets }: MunicipalPack): readonly PackProblem[] {
  const at = (field: keyof Programme, idOf: (programme: Programme) => string | undefined): readonly Reference[] =>
    listed('programmes', programmes, idOf, field);
  const ids = new Set(programmes.map(({ id }) => id));
  const goals = new Set(targets.map(({ id }) => id));
  return [
    ...unknown(
      at('family', ({ family }) => family),
      new Set(families.map(({ id }) => id)),
      'a family',
    ),
    ...unknown(
      at('responsible', ({ responsible }) => responsible),
      new Set(departments.map(({ id }) => id)),
      'a department',
    ),
    ...unknown(
      at('includedIn', ({ includedIn }) => includedIn),
      ids,
      'a programme',
    ),
    ...unknown(
      at('successor', ({ successor }) => successor),
      ids,
      'a programme',
    ),
    ...programmes.flatMap((programme, index) => [
      ...unknown(
        listed(`programmes.${index}.targets`, programme.targets ?? [], (id) => id),
        goals,
        'a target',
      ),
      ...ownProblems(programme, `programmes.${index}`, programmes),
    ]),
  ];
}

function ownProblems(programme: Programme, path: string, all: readonly Programme[]): readonly PackProblem[] {
  const { bonus, family, opened, closed } = programme;
  return [
    ...unless(bonus === undefined || family !== undefined, `${path}.family`, 'must be given where there is a bonus'),
    ...unless(
      opened === undefined || closed === undefined || !precedes(closed.value, opened.value),
      `${path}.closed`,
      'must not lie before opened',
    ),
    ...unless(!returns(programme, all, 'includedIn'), `${path}.includedIn`, 'must not lead back to the programme'),
    ...unless(!returns(programme, all, 'successor'), `${path}.successor`, 'must not lead back to the programme'),
  ];
}

/** Does following the field from a programme come back to it? */
function returns(start: Programme, all: readonly Programme[], field: 'includedIn' | 'successor'): boolean {
  const next = new Map(all.map((programme) => [programme.id, programme[field]]));
  const seen = new Set<string>();
  let id = start[field];
  while (id !== undefined && !seen.has(id)) {
    if (id === start.id) return true;
    seen.add(id);
    id = next.get(id);
  }
  return false;
}
