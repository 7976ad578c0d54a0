import { existsSync } from 'node:fs';
import { detachReplica, openForReading } from './sqlite-schema.js';

/**
 * Copies a log that others may be writing to, as it stands at one moment: a read transaction of its own, so writers
 * neither wait nor disturb it. The copy of a replica is a log of its own. Does nothing when there is none yet.
 */
export function copyLog(from: string, to: string): void {
  if (!existsSync(from)) return;
  const db = openForReading(from);
  try {
    db.prepare('VACUUM INTO ?').run(to);
  } finally {
    db.close();
  }
  detachReplica(to);
}
