import type { EnterpriseCommands } from '../../commands/enterprise-commands.js';
import type { Rim } from '../../commands/rim.js';
import type { ActingDepartment } from '../../domain/context.js';
import { Refusal } from '../../domain/refusal.js';
import type { ImportSource, ReadRow } from './command-row.js';
import { RowRejected } from './rejections.js';
import type { ReadResult, Row } from './rows.js';
import type { Tally } from './tally.js';

/** What an import tells while it runs. */
export interface ImportEvents {
  rejected(row: number, rejection: RowRejected, source: Row | undefined): Promise<void>;
  settled(): void;
}

export interface ImportWork {
  readonly commands: EnterpriseCommands;
  readonly rim: Rim;
  readonly readRow: ReadRow;
  readonly source: ImportSource;
  readonly tally: Tally;
  readonly events: ImportEvents;
}

/** Rows on their way at once: enough to fill the groups of the writing thread. */
const inFlight = 512;

/** Whoever imports on the machine acts for every department whose facts are in the file. */
const importer: ActingDepartment = { department: 'registry', name: '', key: 'local', scopes: new Set(['admin']) };

/**
 * Sends each row through the same door as everyone's commands. Rows of one enterprise keep their order. What was
 * recorded before a kill is already known when the file is imported again, so running twice is harmless.
 */
export async function runImport(rows: AsyncIterable<ReadResult>, work: ImportWork): Promise<void> {
  const pending: Promise<void>[] = [];
  for await (const result of rows) {
    pending.push(settle(result, work));
    if (pending.length >= inFlight) await pending.shift();
  }
  await Promise.all(pending);
}

async function settle(result: ReadResult, work: ImportWork): Promise<void> {
  const { tally, events } = work;
  try {
    if ('rejected' in result) throw result.rejected;
    const outcome = await execute(result.row, work);
    if (outcome === 'recorded') tally.recorded += 1;
    else tally.known += 1;
  } catch (error) {
    const rejection = rejectionOf(error);
    tally.reject(rejection.code);
    const [number, row] = 'row' in result ? [result.row.number, result.row] : [result.number, undefined];
    await events.rejected(number, rejection, row);
  }
  events.settled();
}

async function execute(row: Row, { commands, rim, readRow, source }: ImportWork): Promise<string> {
  const { uscc, command } = readRow(row, source);
  const result = await commands.execute({ uscc, command, actor: importer, correlationId: rim.newId() });
  return result.outcome;
}

/** Only foreseen noes reject a row; anything else ends the import. */
function rejectionOf(error: unknown): RowRejected {
  if (error instanceof RowRejected) return error;
  if (!(error instanceof Refusal)) throw error;
  const { field, eventId, successor } = error.details;
  const pointers = [eventId && `event ${eventId}`, successor && `successor ${successor}`].filter(Boolean);
  return new RowRejected(error.code, field, pointers.join(', '));
}
