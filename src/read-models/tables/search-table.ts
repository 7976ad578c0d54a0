import { enterpriseSearch, searchRow } from '../../../projections/enterprise-search.js';
import type { ReadTable } from './table.js';

interface Kept {
  readonly id: number;
}

/**
 * 企业检索: a row an enterprise with its tokens, and a full-text index over them. unicode61 with one token per Han
 * character finds two characters as a phrase, which trigrams do not.
 */
export const searchTable: ReadTable = {
  name: 'enterprise_search',
  edition: enterpriseSearch.edition,
  ddl: `
    CREATE TABLE enterprise_search (
      id INTEGER PRIMARY KEY,
      uscc TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      characters TEXT NOT NULL,
      syllables TEXT NOT NULL,
      initials TEXT NOT NULL
    ) STRICT;
    CREATE VIRTUAL TABLE enterprise_tokens USING fts5 (
      characters, syllables, initials, content = '', contentless_delete = 1, tokenize = 'unicode61', prefix = '1 2 3'
    );`,
  canonical: 'SELECT uscc, name, characters, syllables, initials FROM enterprise_search ORDER BY uscc',
  writer: (db) => {
    const find = db.prepare<[string], Kept>('SELECT id FROM enterprise_search WHERE uscc = ?');
    const forget = db.prepare('DELETE FROM enterprise_search WHERE id = ?');
    const forgetTokens = db.prepare('DELETE FROM enterprise_tokens WHERE rowid = ?');
    const write = db.prepare(
      'INSERT INTO enterprise_search (uscc, name, characters, syllables, initials) VALUES (?, ?, ?, ?, ?)',
    );
    const writeTokens = db.prepare(
      'INSERT INTO enterprise_tokens (rowid, characters, syllables, initials) VALUES (?, ?, ?, ?)',
    );
    return (rendering) => {
      const kept = find.get(rendering.uscc);
      if (kept !== undefined) {
        forget.run(kept.id);
        forgetTokens.run(kept.id);
      }
      const row = searchRow(rendering);
      if (row === undefined) return;
      const { name, characters, syllables, initials } = row;
      const { lastInsertRowid } = write.run(rendering.uscc, name, characters, syllables, initials);
      writeTokens.run(lastInsertRowid, characters, syllables, initials);
    };
  },
};
