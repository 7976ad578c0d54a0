import type { EventReader } from '../event-log/event-log.js';
import { openFile } from './file.js';
import type { Generations } from './generations.js';
import { Projector } from './projector.js';
import { buildGeneration } from './serving-file.js';

/** How far a catch-up may lie behind before the old generation is held still for the last step. */
const nearly = 1000;

/**
 * Builds a new generation while the old one serves, and swaps: catches up, holds the old file's projector still by its
 * write lock, takes in the rest, and points to the new file. Readers never wait; servers change over when they see the
 * pointer. Answers the position at which the new generation began to serve.
 */
export function rebuild(reader: EventReader, generations: Generations, watch: (done: number) => void): number {
  const { file, db } = buildGeneration(reader, generations, watch);
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

/** Runs the task while no projector can write to the file. A file that cannot be opened has none. */
function holdingStill<T>(file: string | undefined, task: () => T): T {
  if (file === undefined) return task();
  const db = openFile(file);
  try {
    return db.transaction(task).immediate();
  } finally {
    db.close();
  }
}
