import type Database from 'better-sqlite3';
import { rewardYear } from '../../projections/reward-year.js';

/** Codes of the enterprises that a year's bills are about, after a code, in code order. */
export function rewardedIn(
  db: Database.Database,
  { year, after, limit }: { readonly year: number; readonly after: string; readonly limit: number },
): readonly string[] {
  const sql = `SELECT DISTINCT uscc FROM ${rewardYear.name} WHERE year = ? AND uscc > ? ORDER BY uscc LIMIT ?`;
  return db.prepare<[string, string, number], string>(sql).pluck().all(String(year), after, limit);
}
