import { screeningRecords, storedRecords } from '../../../projections/screening-records.js';
import type { ReadTable } from './table.js';

/** 审查要件: a row an enterprise, read and parsed once for each that is screened. */
export const screeningTable: ReadTable = {
  name: screeningRecords.name,
  edition: screeningRecords.edition,
  ddl: 'CREATE TABLE screening_records (uscc TEXT PRIMARY KEY, records TEXT NOT NULL) STRICT;',
  key: ['uscc'],
  columns: ['uscc', 'records'],
  writer: (db) => {
    const forget = db.prepare('DELETE FROM screening_records WHERE uscc = ?');
    const write = db.prepare('INSERT OR REPLACE INTO screening_records (uscc, records) VALUES (?, ?)');
    return ({ uscc, state }) => {
      const records = storedRecords(state);
      if (records === undefined) forget.run(uscc);
      else write.run(uscc, records);
    };
  },
};
