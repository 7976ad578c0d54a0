import { dayInShanghai } from '../../schemas/day.js';
import { commandMark } from '../commands/command-mark.js';
import type { EnterpriseCommands } from '../commands/enterprise-commands.js';
import type { Rim } from '../commands/rim.js';
import type { SourceReports } from '../commands/source-reports.js';
import type { ActingDepartment } from '../domain/context.js';
import { Refusal } from '../domain/refusal.js';
import type { ReadRow } from './command-row.js';
import type { ImportSource } from './import-source.js';
import { RowRejected } from './rejections.js';
import type { ReadResult, Row } from './rows.js';
import type { Tally } from './tally.js';

/** What an import tells while it runs, row by row in the order of the file. */
export interface ImportEvents {
  rejected(row: number, rejection: RowRejected, source: Row | undefined): Promise<void>;
  /** The row and all before it are settled; the tally counts these and no others. */
  settled(row: number): Promise<void>;
}

export interface ImportWork {
  readonly commands: EnterpriseCommands;
  readonly reports: SourceReports;
  readonly rim: Rim;
  readonly readRow: ReadRow;
  readonly source: ImportSource;
  readonly actor: ActingDepartment;
  readonly tally: Tally;
  readonly events: ImportEvents;
  /** What all that is recorded from one file has in common. */
  readonly correlationId: string;
  /** Of an import that may be interrupted and go on: a row that runs again answers as it did the first time. */
  readonly importId?: string;
}

/** Rows on their way at once: enough to fill the groups of the writing thread. */
const inFlight = 512;

type Fate =
  | { readonly outcome: 'recorded' | 'already-recorded' }
  | { readonly rejected: RowRejected }
  | { readonly failed: unknown };

interface Running {
  readonly result: ReadResult;
  readonly fate: Promise<Fate>;
}

/**
 * Sends each row through the same door as everyone's commands. Rows of one enterprise keep their order. What was
 * recorded before a kill is already known when the file is imported again, so running twice is harmless.
 */
export async function runImport(rows: AsyncIterable<ReadResult>, work: ImportWork): Promise<void> {
  const running: Running[] = [];
  try {
    for await (const result of rows) {
      running.push({ result, fate: fateOf(result, work) });
      if (running.length >= inFlight) await settleFirst(running, work);
    }
    while (running.length > 0) await settleFirst(running, work);
  } finally {
    await Promise.all(running.map(({ fate }) => fate));
  }
}

async function settleFirst(running: Running[], { tally, events }: ImportWork): Promise<void> {
  const first = running.shift();
  if (first === undefined) return;
  const { result } = first;
  const fate = await first.fate;
  if ('failed' in fate) throw fate.failed;
  if ('rejected' in fate) {
    tally.reject(fate.rejected.code);
    await events.rejected(numberOf(result), fate.rejected, 'row' in result ? result.row : undefined);
  } else if (fate.outcome === 'recorded') tally.recorded += 1;
  else tally.known += 1;
  await events.settled(numberOf(result));
}

/** The row of the file that a record came from. */
export function numberOf(result: ReadResult): number {
  return 'row' in result ? result.row.number : result.number;
}

/** Never rejects, since nobody may be waiting for it yet. */
async function fateOf(result: ReadResult, work: ImportWork): Promise<Fate> {
  try {
    if ('rejected' in result) return result;
    return { outcome: await execute(result.row, work) };
  } catch (error) {
    const rejected = rejectionOf(error);
    return rejected === undefined ? { failed: error } : { rejected };
  }
}

async function execute(row: Row, work: ImportWork): Promise<'recorded' | 'already-recorded'> {
  const { commands, reports, rim, readRow, source, actor, correlationId, importId } = work;
  const read = readRow(row, source);
  if ('report' in read) {
    const today = dayInShanghai(rim.now());
    return (await reports.record(read.report, actor, today, correlationId)).outcome;
  }
  const { uscc, command } = read;
  const mark = importId === undefined ? undefined : commandMark(importId, String(row.number), { uscc, ...command });
  return (await commands.execute({ uscc, command, actor, mark, correlationId })).outcome;
}

/** Only foreseen noes reject a row; anything else ends the import. */
function rejectionOf(error: unknown): RowRejected | undefined {
  if (error instanceof RowRejected) return error;
  if (!(error instanceof Refusal)) return undefined;
  const { field, eventId, successor } = error.details;
  const pointers = [eventId && `event ${eventId}`, successor && `successor ${successor}`].filter(Boolean);
  return new RowRejected(error.code, field, pointers.join(', '));
}
