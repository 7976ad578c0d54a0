import { firstDayOf } from '../../../schemas/day.js';
import type { MunicipalPack } from '../../../schemas/policy/municipal-pack.js';
import { honourLevel } from '../../../schemas/vocabularies.js';
import type { Rules } from '../rules.js';
import type { RewardLine } from './line.js';

type RankingKey = MunicipalPack['rewards']['ranking']['value'][number];

/** Best first, by the keys of the pack in their order; what no key tells apart stays in log order. */
export function ranked(lines: readonly RewardLine[], keys: readonly RankingKey[], rules: Rules): readonly RewardLine[] {
  const families = rules.municipal.flatMap((pack) => pack.families.map(({ id }) => id));
  const compare = comparators(families);
  return [...lines].sort((one, other) => {
    for (const key of keys) {
      const difference = compare[key](one, other);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

type Compare = (one: RewardLine, other: RewardLine) => number;

/** An amount that nobody has determined may be any, and stands first; what else a document leaves out stands last. */
function comparators(families: readonly string[]): Readonly<Record<RankingKey, Compare>> {
  return {
    amount: by((line) => -(line.amountFen ?? Number.MAX_SAFE_INTEGER)),
    level: by((line) => placeIn(honourLevel.codes, line.level)),
    family: by((line) => placeIn(families, line.family)),
    'awarded-on': by((line) => (line.awardedOn === undefined ? '9' : firstDayOf(line.awardedOn))),
    'document-no': by((line) => line.documentNo ?? '\uffff'),
  };
}

function by(key: (line: RewardLine) => number | string): Compare {
  return (one, other) => {
    const [left, right] = [key(one), key(other)];
    return left < right ? -1 : left > right ? 1 : 0;
  };
}

function placeIn(order: readonly string[], code: string | undefined): number {
  const place = code === undefined ? -1 : order.indexOf(code);
  return place < 0 ? order.length : place;
}
