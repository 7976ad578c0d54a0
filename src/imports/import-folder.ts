import { readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { uuid } from '../../schemas/identifiers.js';
import {
  type AcceptedImport,
  acceptedImport,
  type FileKind,
  type ImportProgress,
  importProgress,
  notBegun,
} from './import-record.js';

/**
 * One import on disk: the file that was sent, until it is settled; what it is (import.json, whose presence means that it
 * was taken in); how far it is (progress.json); the list of rejects. Each file is replaced as a whole.
 */
export class ImportFolder {
  readonly id: string;
  readonly #folder: string;

  constructor(root: string, id: string) {
    this.id = id;
    this.#folder = join(root, id);
  }

  /** Every import under a folder, oldest first: ids are ordered by time. */
  static all(root: string): readonly ImportFolder[] {
    const ids = readdirSync(root).filter((name) => uuid.safeParse(name).success);
    return ids.sort().map((id) => new ImportFolder(root, id));
  }

  upload(kind: FileKind): string {
    return join(this.#folder, `upload.${kind}`);
  }

  get rejects(): string {
    return join(this.#folder, 'rejects.csv');
  }

  /** Makes the folder; others on the machine may not look into what was sent. */
  async make(): Promise<void> {
    await mkdir(this.#folder, { mode: 0o700 });
  }

  /** Takes the import in: once this resolves, it survives a kill. */
  async accept(accepted: AcceptedImport): Promise<void> {
    await this.#replace('import.json', accepted);
  }

  /** Undefined for a file that was never wholly sent, and for an id that nothing has. */
  accepted(): AcceptedImport | undefined {
    const stored = this.#read('import.json');
    return stored === undefined ? undefined : acceptedImport.parse(stored);
  }

  progress(): ImportProgress {
    const stored = this.#read('progress.json');
    return stored === undefined ? notBegun : importProgress.parse(stored);
  }

  async keepProgress(progress: ImportProgress): Promise<void> {
    await this.#replace('progress.json', progress);
  }

  /** What was sent may name persons; it is not kept longer than it is needed. */
  async dropUpload(kind: FileKind): Promise<void> {
    await rm(this.upload(kind), { force: true });
  }

  /** Takes it out of sight without losing it. */
  setAside(): void {
    renameSync(this.#folder, `${this.#folder}.unreadable`);
  }

  discard(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #read(name: string): unknown {
    try {
      return JSON.parse(readFileSync(join(this.#folder, name), 'utf8'));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  }

  async #replace(name: string, content: unknown): Promise<void> {
    const temporary = join(this.#folder, `${name}.new`);
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(JSON.stringify(content));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, join(this.#folder, name));
    await this.#sync();
  }

  /** A name in a folder is on disk only when the folder is. */
  async #sync(): Promise<void> {
    const folder = await open(this.#folder, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }
}
