import Database from 'better-sqlite3';

/**
 * Takes a lock on a file for as long as this process lives; the system lets go of it even at kill -9. Answers how to
 * let go earlier, or undefined while another process holds it.
 */
export function takeProcessLock(file: string): (() => void) | undefined {
  const db = new Database(file, { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
    return () => db.close();
  } catch (error) {
    db.close();
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_BUSY') return undefined;
    throw error;
  }
}
