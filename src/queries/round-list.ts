import { foldRound, type RoundStage, type RoundState, stageOf } from '../domain/award-round.js';
import type { EventReader } from '../event-log/event-log.js';
import { cursorParts, pageCursor } from './page-cursor.js';

const prefix = 'award_round-';
const namesAtOnce = 100;

/** A round that was opened, with its id, `programme.year`. */
export interface ListedRound {
  readonly id: string;
  readonly opened: NonNullable<RoundState['opened']>;
  /** The department that opened it. */
  readonly openedBy: string;
  readonly state: RoundState;
}

export interface RoundsAsked {
  readonly programme?: string | undefined;
  readonly year?: number | undefined;
  readonly stage?: RoundStage | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface RoundsAnswer {
  readonly rounds: readonly ListedRound[];
  /** Opaque; asks for what follows. Absent on the last page. */
  readonly next?: string;
}

/** 评选轮次, a page in the order of their ids. Throws NotACursor on a cursor that is none. */
export function roundsOnRecord(log: EventReader, { cursor, limit, stage, ...named }: RoundsAsked): RoundsAnswer {
  const found: ListedRound[] = [];
  for (const id of roundIds(log, named, cursor === undefined ? '' : idOf(cursor))) {
    const round = listedRound(log, id);
    if (round === undefined || (stage !== undefined && stageOf(round.state) !== stage)) continue;
    if (found.length === limit) return { rounds: found, next: cursorOf(found) };
    found.push(round);
  }
  return { rounds: found };
}

/** Ids of the rounds of a programme, a year or all, after an id, a page of names at a time. */
function* roundIds(
  log: EventReader,
  { programme, year }: Pick<RoundsAsked, 'programme' | 'year'>,
  from: string,
): Iterable<string> {
  const own = programme === undefined ? prefix : `${prefix}${programme}.`;
  for (let after = from === '' ? '' : `${prefix}${from}`; ; ) {
    const names = log.streamNames(own, after, namesAtOnce);
    for (const name of names) if (year === undefined || name.endsWith(`.${year}`)) yield name.slice(prefix.length);
    const last = names.at(-1);
    if (last === undefined) return;
    after = last;
  }
}

function listedRound(log: EventReader, id: string): ListedRound | undefined {
  const events = log.readStream(`${prefix}${id}`);
  const state = foldRound(events);
  const openedBy = events.find(({ type }) => type === 'RoundOpened')?.actor.department;
  return state.opened === undefined || openedBy === undefined
    ? undefined
    : { id, opened: state.opened, openedBy, state };
}

function cursorOf(rounds: readonly ListedRound[]): string {
  return pageCursor(rounds.at(-1)?.id ?? '');
}

function idOf(cursor: string): string {
  const [id = ''] = cursorParts(cursor, /^([a-z0-9-]+\.\d{4})$/);
  return id;
}
