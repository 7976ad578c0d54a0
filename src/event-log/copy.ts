import { existsSync } from 'node:fs';
import { openForReading } from './sqlite-schema.js';

/** Copies a log that others may be writing to, as it stands at one moment. Does nothing when there is none yet. */
export async function copyLog(from: string, to: string): Promise<void> {
  if (!existsSync(from)) return;
  const db = openForReading(from);
  try {
    await db.backup(to);
  } finally {
    db.close();
  }
}
