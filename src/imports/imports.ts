import { EventEmitter, once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { AccessKeys } from '../commands/access-keys.js';
import type { EnterpriseCommands } from '../commands/enterprise-commands.js';
import type { Rim } from '../commands/rim.js';
import type { SourceReports } from '../commands/source-reports.js';
import { WorkQueue } from '../event-log/work-queue.js';
import { ImportFolder } from './import-folder.js';
import type { AcceptedImport, ImportProgress, ImportRequest } from './import-record.js';
import { ImportRun } from './import-run.js';
import { receive, UploadRefused } from './upload.js';

export interface ImportsAt {
  /** Where files lie while they are imported, and what became of them. */
  readonly folder: string;
  readonly commands: EnterpriseCommands;
  readonly sourceReports: SourceReports;
  readonly keys: AccessKeys;
  readonly rim: Rim;
  /** Something was recorded: read models may follow. */
  readonly wake: () => void;
  readonly note: (message: string, error?: unknown) => void;
}

export interface ImportStatus {
  readonly accepted: AcceptedImport;
  readonly progress: ImportProgress;
  /** `interrupted` goes on when the server starts again. */
  readonly status: 'queued' | 'running' | 'interrupted' | 'done' | 'failed';
}

/** Imports that wait or are being sent; more are asked to come again. */
const maxWaiting = 16;
/** How many imports are remembered; the oldest that have ended go first. */
const remembered = 1000;
const tellEvery = 200;

/**
 * 批量导入: takes files in, imports one after another, and remembers what became of each. An import that was taken in is
 * carried out whether its sender stays or not, and goes on after a kill. One process a data folder does this.
 */
export class Imports {
  readonly #at: ImportsAt;
  readonly #changes = new EventEmitter<Record<string, []>>().setMaxListeners(0);
  readonly #queue: WorkQueue<ImportFolder>;
  #uploads = 0;
  #run: ImportRun | undefined;
  #told = 0;

  private constructor(at: ImportsAt) {
    this.#at = at;
    mkdirSync(at.folder, { recursive: true, mode: 0o700 });
    this.#queue = new WorkQueue({
      lock: join(at.folder, 'lock'),
      left: () => this.#undone(),
      work: (folder, signal) => this.#work(folder, signal),
    });
  }

  /** Goes on with what an earlier process left. */
  static open(at: ImportsAt): Imports {
    const imports = new Imports(at);
    if (!imports.#queue.claim())
      at.note('another process imports into this data folder; this one answers about it only');
    return imports;
  }

  /** Takes a file in: once this resolves, it will be imported. Throws UploadRefused; nothing is kept then. */
  async accept(body: Readable, request: ImportRequest, sender: AcceptedImport['sender']): Promise<ImportStatus> {
    if (!this.#queue.claim()) throw new UploadRefused('elsewhere');
    const waiting = this.#queue.waiting.length + this.#uploads + (this.#run === undefined ? 0 : 1);
    if (waiting >= maxWaiting) throw new UploadRefused('queue-full');
    const folder = new ImportFolder(this.#at.folder, this.#at.rim.newId());
    this.#uploads += 1;
    try {
      await folder.make();
      const bytes = await receive(body, folder.upload(request.kind), this.#queue.closing);
      const acceptedAt = new Date(this.#at.rim.now()).toISOString();
      await folder.accept({ ...request, id: folder.id, sender, acceptedAt, bytes });
    } catch (error) {
      folder.discard();
      throw error;
    } finally {
      this.#uploads -= 1;
    }
    this.#queue.add(folder);
    this.#forget();
    return this.#statusOf(folder);
  }

  /** Undefined for an id that no import has, or had long ago. */
  find(id: string): ImportStatus | undefined {
    const folder = new ImportFolder(this.#at.folder, id);
    return folder.accepted() === undefined ? undefined : this.#statusOf(folder);
  }

  /** The latest imports that a filter lets through, newest first. */
  latest(isAsked: (accepted: AcceptedImport) => boolean, limit: number): readonly ImportStatus[] {
    const found: ImportStatus[] = [];
    for (const folder of ImportFolder.all(this.#at.folder).toReversed()) {
      const accepted = folder.accepted();
      if (accepted !== undefined && isAsked(accepted)) found.push(this.#statusOf(folder));
      if (found.length === limit) break;
    }
    return found;
  }

  /** The list of rejects and how much of it is whole. */
  rejects({ accepted, progress }: ImportStatus): { readonly file: string; readonly bytes: number } {
    return { file: new ImportFolder(this.#at.folder, accepted.id).rejects, bytes: progress.rejectBytes };
  }

  /** Resolves when an import has got further; rejects with AbortError on the signal, or when this closes. */
  async changed(id: string, signal: AbortSignal): Promise<void> {
    await once(this.#changes, id, { signal: AbortSignal.any([signal, this.#queue.closing]) });
  }

  /** Aborted once this closes. */
  get closing(): AbortSignal {
    return this.#queue.closing;
  }

  /** Breaks uploads off and lets the rows under way settle; the rest goes on at the next start. */
  close(): Promise<void> {
    return this.#queue.close();
  }

  /** Imports to be carried out; what was not taken in whole is thrown away, and what cannot be read set aside. */
  #undone(): readonly ImportFolder[] {
    const undone: ImportFolder[] = [];
    for (const folder of ImportFolder.all(this.#at.folder)) {
      try {
        if (folder.accepted() === undefined) folder.discard();
        else if (folder.progress().ended === undefined) undone.push(folder);
      } catch (error) {
        folder.setAside();
        this.#at.note(`the import ${folder.id} cannot be read and is set aside`, error);
      }
    }
    return undone;
  }

  async #work(folder: ImportFolder, signal: AbortSignal): Promise<void> {
    const accepted = folder.accepted();
    if (accepted === undefined) return;
    const { note, ...at } = this.#at;
    try {
      this.#run = new ImportRun(folder, accepted, { ...at, settled: () => this.#tell(folder.id) });
      await this.#run.toEnd(signal);
    } catch (error) {
      note(`the import ${folder.id} was interrupted and goes on when the server starts again`, error);
    }
    this.#run = undefined;
    this.#told = 0;
    this.#tell(folder.id);
  }

  #tell(id: string): void {
    const now = performance.now();
    if (now - this.#told < tellEvery) return;
    this.#told = now;
    this.#at.wake();
    this.#changes.emit(id);
  }

  #statusOf(folder: ImportFolder): ImportStatus {
    const accepted = folder.accepted();
    if (accepted === undefined) throw new Error(`the import ${folder.id} is gone`);
    if (this.#run?.id === folder.id) return { accepted, progress: this.#run.progress(), status: 'running' };
    const progress = folder.progress();
    if (!this.#queue.isOurs) return { accepted, progress, status: progress.ended ?? 'running' };
    const waits = this.#queue.waiting.some(({ id }) => id === folder.id);
    return { accepted, progress, status: progress.ended ?? (waits ? 'queued' : 'interrupted') };
  }

  #forget(): void {
    const folders = ImportFolder.all(this.#at.folder);
    for (const folder of folders.slice(0, Math.max(0, folders.length - remembered)))
      if (folder.progress().ended !== undefined) folder.discard();
  }
}
