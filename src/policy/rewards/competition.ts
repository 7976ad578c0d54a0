import type { MunicipalPack } from '../../../schemas/policy/municipal-pack.js';
import type { RewardStanding } from '../../../schemas/reward-bill.js';
import type { Rules } from '../rules.js';
import type { RewardLine } from './line.js';
import { programmeRoot } from './one-off.js';
import { ranked } from './ranking.js';

/** 不重复奖励: the lines of a year after the honours that compete have settled which of them is paid. */
export interface Settled {
  readonly lines: readonly RewardLine[];
  /** Whether what the year is worth stays open: an honour that may come first has no known amount, or may be cancelled. */
  readonly isOpen: boolean;
}

/** Standings that people have to clear before anybody can tell. */
const open: ReadonlySet<RewardStanding> = new Set<RewardStanding>([
  'undated',
  'amount-unknown',
  'ground-unclear',
  'one-off-unclear',
]);

export function isOpen({ standing }: RewardLine): boolean {
  return open.has(standing);
}

/**
 * Lets the honours of the families that compete settle on the highest; honours of other families are paid beside it.
 * An unknown amount leaves the whole set open. A doubtful honour that ranks below a certain one changes nothing.
 */
export function settle(lines: readonly RewardLine[], rewards: MunicipalPack['rewards'], rules: Rules): Settled {
  const set = lines.filter((line) => line.competes && (line.standing === 'entitled' || isOpen(line)));
  const order = ranked(set, rewards.ranking.value, rules);
  const best = order.find(({ standing }) => standing === 'entitled');
  const ahead = best === undefined ? order : order.slice(0, order.indexOf(best));
  const blocked = ahead.length > 0 || set.some(({ amountFen }) => amountFen === undefined);
  const inSet = new Set(set);
  const settled = lines.map((line) => {
    if (!inSet.has(line)) return line;
    if (blocked || best === undefined) return isOpen(line) ? line : { ...line, standing: 'waits' as const };
    return line === best ? line : behind(line, best, rewards, rules);
  });
  return { lines: onceADetermination(settled), isOpen: blocked };
}

/** What the others of the set are, once the best is known. */
function behind(line: RewardLine, best: RewardLine, rewards: MunicipalPack['rewards'], rules: Rules): RewardLine {
  const same = programmeRoot(line.programme, rules) === programmeRoot(best.programme, rules);
  if (same && !rewards.onePerProgrammeAndYear.value) return line;
  return { ...line, standing: same ? 'same-programme' : 'absorbed', decidedBy: best.eventId };
}

/** An amount determined for several honours together is paid once. */
function onceADetermination(lines: readonly RewardLine[]): readonly RewardLine[] {
  const first = new Map<string, string>();
  return lines.map((line) => {
    if (line.standing !== 'entitled' || line.determinedBy === undefined) return line;
    const earlier = first.get(line.determinedBy);
    if (earlier !== undefined) return { ...line, standing: 'same-determination', decidedBy: earlier };
    first.set(line.determinedBy, line.eventId);
    return line;
  });
}
