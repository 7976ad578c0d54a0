import type { EventReader } from '../event-log/event-log.js';
import { isUnreadable, openFile } from './file.js';
import type { Generations } from './generations.js';
import { Projector } from './projector.js';
import { buildGeneration, type Said } from './serving-file.js';

/** How far a catch-up may lie behind before the old generation is held still for the last step. */
const nearly = 1000;

interface Watching {
  /** Told now and then how many enterprises are done. */
  readonly progress: (enterprises: number) => void;
  readonly said: Said;
}

/**
 * Builds a new generation while the old one serves, and swaps: catches up, holds the old file's projector still by its
 * write lock, takes in the rest, and points to the new file. Readers never wait; servers change over when they see the
 * pointer. Answers the position at which the new generation began to serve.
 */
export function rebuild(reader: EventReader, generations: Generations, { progress, said }: Watching): number {
  return generations.lock.hold(
    () => rebuildAlone(reader, generations, progress),
    () => said('another process is making the read models: waiting for it'),
  );
}

function rebuildAlone(reader: EventReader, generations: Generations, progress: Watching['progress']): number {
  const { file, db } = buildGeneration(reader, generations, progress);
  try {
    const projector = new Projector(reader, db);
    while (reader.head().position - projector.position() > nearly) projector.catchUp();
    return holdingStill(generations.current(), () => {
      const position = projector.catchUp();
      generations.pointTo(file);
      return position;
    });
  } finally {
    db.close();
    const current = generations.current();
    if (current !== undefined) generations.discardAllBut(current);
  }
}

/** Runs the task while no projector can write to the file; a file that is missing or damaged has none. */
function holdingStill<T>(file: string | undefined, task: () => T): T {
  const db = file === undefined ? undefined : lockedForWriting(file);
  try {
    return task();
  } finally {
    db?.close();
  }
}

/** Closing lets go of the lock. */
function lockedForWriting(file: string): ReturnType<typeof openFile> | undefined {
  try {
    const db = openFile(file);
    db.exec('BEGIN IMMEDIATE');
    return db;
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return undefined;
  }
}
