import { setImmediate } from 'node:timers/promises';
import type { AccessKeys } from '../commands/access-keys.js';
import type { EnterpriseCommands } from '../commands/enterprise-commands.js';
import type { Rim } from '../commands/rim.js';
import type { SourceReports } from '../commands/source-reports.js';
import type { ActingDepartment } from '../domain/context.js';
import { mappedRows, plainRows, type ReadRow } from './command-row.js';
import { FileRefused } from './file-refused.js';
import type { ImportFolder } from './import-folder.js';
import { type AcceptedImport, type ImportProgress, type ShownReject, shownRejects } from './import-record.js';
import { readMapping } from './mapping.js';
import { RejectList } from './reject-list.js';
import { type RowRejected, sentencesOf } from './rejections.js';
import { type ReadResult, readRows } from './rows.js';
import { numberOf, runImport } from './run.js';
import { Tally } from './tally.js';

export interface RunningFor {
  readonly commands: EnterpriseCommands;
  readonly sourceReports: SourceReports;
  readonly keys: AccessKeys;
  readonly rim: Rim;
  /** Called after each row. */
  readonly settled: () => void;
}

/** Rows between two checkpoints: what runs again after a kill, answering as it did the first time. */
const checkpointEvery = 1000;
/** Rows between two chances for other requests. */
const breathEvery = 32;
/** What a token said of its holder is taken for so long after the file was sent. In milliseconds. */
const tokenHolds = 24 * 60 * 60_000;

/**
 * One import under way. It begins at the last checkpoint, and at each checkpoint asks whether the sender's key still
 * holds.
 */
export class ImportRun {
  readonly id: string;
  readonly #folder: ImportFolder;
  readonly #accepted: AcceptedImport;
  readonly #for: RunningFor;
  readonly #tally: Tally;
  readonly #shown: ShownReject[];
  readonly #start: ImportProgress;
  #row: number;
  #rejectBytes: number;

  constructor(folder: ImportFolder, accepted: AcceptedImport, runningFor: RunningFor) {
    this.id = folder.id;
    this.#folder = folder;
    this.#accepted = accepted;
    this.#for = runningFor;
    this.#start = folder.progress();
    this.#tally = new Tally(this.#start.counts);
    this.#shown = [...this.#start.rejects];
    this.#row = this.#start.row;
    this.#rejectBytes = this.#start.rejectBytes;
  }

  /** How far it is this moment. */
  progress(): ImportProgress {
    return { row: this.#row, counts: this.#tally.counts(), rejects: this.#shown, rejectBytes: this.#rejectBytes };
  }

  /** Runs to the end, or until it is told to stop; then it goes on another time. Rejects on what was not foreseen. */
  async toEnd(stop: AbortSignal): Promise<void> {
    const { kind } = this.#accepted;
    const rejects = await RejectList.open(this.#folder.rejects, this.#start.rejectBytes);
    try {
      const ending = await this.#run(rejects, stop);
      await this.#keep(rejects, ending);
      if (ending.ended !== undefined) await this.#folder.dropUpload(kind);
    } finally {
      await rejects.close();
    }
  }

  async #run(rejects: RejectList, stop: AbortSignal): Promise<Pick<ImportProgress, 'ended' | 'failure'>> {
    const { commands, sourceReports, rim } = this.#for;
    try {
      await runImport(this.#rowsLeft(stop), {
        commands,
        reports: sourceReports,
        rim,
        readRow: this.#readRow(),
        source: this.#accepted.source,
        actor: this.#sender(),
        tally: this.#tally,
        importId: this.id,
        correlationId: this.id,
        events: {
          rejected: (row, rejected) => this.#reject(rejects, row, rejected),
          settled: (row) => this.#settled(rejects, row),
        },
      });
      return stop.aborted ? {} : { ended: 'done' };
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      return { ended: 'failed', failure: { code: error.code, reason: error.message } };
    }
  }

  #readRow(): ReadRow {
    const { mapping, command } = this.#accepted;
    return mapping === undefined ? plainRows(command) : mappedRows(readMapping(mapping));
  }

  #sender(): ActingDepartment {
    const { key } = this.#accepted.sender;
    const sender = this.#holderOfToken() ?? this.#for.keys.holder(key);
    if (sender === undefined) throw new FileRefused('SENDER_KEY_ENDED', 'the key that sent the file holds no longer');
    return sender;
  }

  #holderOfToken(): ActingDepartment | undefined {
    const { sender, acceptedAt } = this.#accepted;
    const { rim, keys } = this.#for;
    if (sender.scopes === undefined || rim.now() - Date.parse(acceptedAt) > tokenHolds) return undefined;
    return keys.enrolled({ ...sender, scopes: new Set(sender.scopes) });
  }

  async *#rowsLeft(stop: AbortSignal): AsyncGenerator<ReadResult> {
    for await (const result of readRows(this.#folder.upload(this.#accepted.kind), () => undefined)) {
      if (stop.aborted) return;
      if (numberOf(result) % breathEvery === 0) await setImmediate();
      if (numberOf(result) > this.#start.row) yield result;
    }
  }

  async #reject(rejects: RejectList, row: number, rejected: RowRejected): Promise<void> {
    await rejects.add(row, rejected);
    this.#rejectBytes = rejects.bytes;
    const { code, field, message } = rejected;
    if (this.#shown.length < shownRejects)
      this.#shown.push({ row, code, field, reason: message === '' ? sentencesOf(code).en : message });
  }

  async #settled(rejects: RejectList, row: number): Promise<void> {
    this.#row = row;
    this.#for.settled();
    if (this.#tally.read % checkpointEvery !== 0) return;
    this.#sender();
    await this.#keep(rejects, {});
  }

  async #keep(rejects: RejectList, ending: Pick<ImportProgress, 'ended' | 'failure'>): Promise<void> {
    await rejects.sync();
    this.#rejectBytes = rejects.bytes;
    await this.#folder.keepProgress({ ...this.progress(), ...ending });
  }
}
