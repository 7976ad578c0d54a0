import { enterpriseSearch, searchRow } from '../../../projections/enterprise-search.js';
import type { ReadTable } from './table.js';

/**
 * 企业检索: a row an enterprise with its tokens, and a full-text index over them. unicode61 with one token per Han
 * character finds two characters as a phrase, which trigrams do not.
 */
export const searchTable: ReadTable = {
  name: 'enterprise_search',
  edition: enterpriseSearch.edition,
  ddl: `
    CREATE TABLE enterprise_search (
      since INTEGER PRIMARY KEY,
      uscc TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      characters TEXT NOT NULL,
      syllables TEXT NOT NULL,
      initials TEXT NOT NULL
    ) STRICT;
    CREATE VIRTUAL TABLE enterprise_tokens USING fts5 (
      characters, syllables, initials, content = '', contentless_delete = 1, tokenize = 'unicode61', prefix = '1 2 3'
    );`,
  key: ['uscc'],
  columns: ['uscc', 'since', 'name', 'characters', 'syllables', 'initials'],
  writer: (db) => {
    const forget = db.prepare('DELETE FROM enterprise_search WHERE since = ?');
    const forgetTokens = db.prepare('DELETE FROM enterprise_tokens WHERE rowid = ?');
    const write = db.prepare(
      'INSERT INTO enterprise_search (since, uscc, name, characters, syllables, initials) VALUES (?, ?, ?, ?, ?, ?)',
    );
    const writeTokens = db.prepare(
      'INSERT INTO enterprise_tokens (rowid, characters, syllables, initials) VALUES (?, ?, ?, ?)',
    );
    return (rendering) => {
      const { uscc, since } = rendering;
      if (forget.run(since).changes > 0) forgetTokens.run(since);
      const row = searchRow(rendering);
      if (row === undefined) return;
      const { name, characters, syllables, initials } = row;
      write.run(since, uscc, name, characters, syllables, initials);
      writeTokens.run(since, characters, syllables, initials);
    };
  },
};
