import { enterpriseName, indexedNames } from '../../../projections/enterprise-name.js';
import type { ReadTable } from './table.js';

/** 名称索引: normalised name -> code, for reports of candidates. */
export const nameTable: ReadTable = {
  name: 'enterprise_name',
  edition: enterpriseName.edition,
  ddl: `
    CREATE TABLE enterprise_name (name TEXT NOT NULL, uscc TEXT NOT NULL, PRIMARY KEY (name, uscc)) STRICT, WITHOUT ROWID;
    CREATE INDEX enterprise_name_by_uscc ON enterprise_name (uscc);`,
  key: ['name', 'uscc'],
  columns: ['name', 'uscc'],
  writer: (db) => {
    const forget = db.prepare('DELETE FROM enterprise_name WHERE uscc = ?');
    const write = db.prepare('INSERT INTO enterprise_name (name, uscc) VALUES (?, ?)');
    return ({ uscc, state }) => {
      forget.run(uscc);
      for (const name of indexedNames(state)) write.run(name, uscc);
    };
  },
};
