import type { MunicipalPack } from '../../../schemas/policy/municipal-pack.js';
import type { Target } from '../../../schemas/policy/target.js';
import { listed, type PackProblem, unknown, unless } from './problem.js';

/** What targets count that is not there, and values that do not fit their comparator. */
export function targetProblems({ targets, programmes }: MunicipalPack): readonly PackProblem[] {
  const ids = new Set(programmes.map(({ id }) => id));
  const schemes = new Set(programmes.flatMap(({ id, kind }) => (kind === 'certification' ? [id] : [])));
  return targets.flatMap((target, index) => {
    const path = `targets.${index}`;
    const { counted } = target;
    if (counted?.from === 'honours') {
      const counts = listed(`${path}.counted.programmes`, counted.programmes, (id) => id);
      return [...valueProblems(target, path), ...unknown(counts, ids, 'a programme')];
    }
    if (counted?.from === 'certificates') {
      const counts = listed(`${path}.counted.schemes`, counted.schemes, (id) => id);
      return [...valueProblems(target, path), ...unknown(counts, schemes, 'a certification')];
    }
    return valueProblems(target, path);
  });
}

function valueProblems({ comparator, value, upTo, reference }: Target, path: string): readonly PackProblem[] {
  return [
    ...unless(value !== undefined || reference !== undefined, path, 'must have a value or a reference'),
    ...unless(
      (comparator === 'range') === (upTo !== undefined),
      `${path}.upTo`,
      'must be given for a range, and only there',
    ),
    ...unless(upTo === undefined || Number(value) < Number(upTo), `${path}.upTo`, 'must be greater than value'),
  ];
}
