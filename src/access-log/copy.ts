import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';

/**
 * Copies an access log that a server may be writing to, as it stands at one moment; answers how many entries it has.
 * Does nothing when there is none yet.
 */
export function copyAccessLog(from: string, to: string): number {
  if (!existsSync(from)) return 0;
  const db = new Database(from, { timeout: 10_000 });
  try {
    db.prepare('VACUUM INTO ?').run(to);
  } finally {
    db.close();
  }
  const copy = new Database(to, { readonly: true });
  try {
    return copy.prepare<[], number>('SELECT count(*) FROM access').pluck().get() ?? 0;
  } finally {
    copy.close();
  }
}
