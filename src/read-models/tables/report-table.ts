import { reportDates, reportsOf } from '../../../projections/report-dates.js';
import type { ReadTable } from './table.js';

const key = ['uscc', 'event_id'] as const;
const facts = ['department', 'type', 'happened', 'received'] as const;
const columns = [...key, ...facts];

/** 报送时间, counted by day of receipt: one index, since there is a row for every adverse fact. */
export const reportTable: ReadTable = {
  name: reportDates.name,
  edition: reportDates.edition,
  ddl: `
    CREATE TABLE report_dates (
      uscc TEXT NOT NULL, event_id TEXT NOT NULL, department TEXT NOT NULL, type TEXT NOT NULL, happened TEXT,
      received TEXT NOT NULL, PRIMARY KEY (uscc, event_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX report_dates_by_received ON report_dates (received, department, type, happened);`,
  key,
  columns,
  writer: (db) => {
    const forget = db.prepare('DELETE FROM report_dates WHERE uscc = ?');
    const write = db.prepare(
      `INSERT INTO report_dates (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    return ({ uscc, state }) => {
      forget.run(uscc);
      for (const { eventId, department, type, happened, received } of reportsOf(state)) {
        write.run(uscc, eventId, department, type, happened ?? null, received);
      }
    };
  },
};
