import { foldRound, type RoundState } from '../domain/award-round.js';
import type { EventReader } from '../event-log/event-log.js';

const prefix = 'award_round-';

/** A round with its id, `programme.year`. */
export interface ListedRound {
  readonly id: string;
  readonly state: RoundState;
}

/** 评选轮次, a page in the order of their ids; `next` is the id after which the next page starts. */
export function roundsOnRecord(
  log: EventReader,
  { after, limit }: { readonly after: string; readonly limit: number },
): { readonly rounds: readonly ListedRound[]; readonly next?: string } {
  const names = log.streamNames(prefix, after === '' ? '' : `${prefix}${after}`, limit + 1);
  const rounds = names.slice(0, limit).map((name) => ({
    id: name.slice(prefix.length),
    state: foldRound(log.readStream(name)),
  }));
  const last = rounds.at(-1);
  return { rounds, ...(names.length > limit && last !== undefined ? { next: last.id } : {}) };
}
