import type { RegisterProjection } from '../../../projections/projection.js';
import type { ReadTable } from './table.js';

/** The table of a register: slim rows, indexed by the day they are sorted by and by each column that is searched. */
export function registerTable({ name, edition, columns, rows }: RegisterProjection): ReadTable {
  const all = ['uscc', 'event_id', 'day', ...columns];
  const indexes = columns.map((column) => `CREATE INDEX ${name}_by_${column} ON ${name} (${column}, day, event_id);`);
  return {
    name,
    edition,
    ddl: `
      CREATE TABLE ${name} (${all.map((column) => `${column} TEXT`).join(', ')}, PRIMARY KEY (event_id, uscc)) STRICT;
      CREATE INDEX ${name}_by_uscc ON ${name} (uscc);
      CREATE INDEX ${name}_by_day ON ${name} (day, event_id);
      ${indexes.join('\n')}`,
    key: ['event_id', 'uscc'],
    columns: all,
    writer: (db) => {
      const forget = db.prepare(`DELETE FROM ${name} WHERE uscc = ?`);
      const write = db.prepare(`INSERT INTO ${name} (${all.join(', ')}) VALUES (${all.map(() => '?').join(', ')})`);
      return (rendering) => {
        forget.run(rendering.uscc);
        for (const row of rows(rendering)) {
          write.run(rendering.uscc, row.event_id, row.day, ...columns.map((column) => row[column] ?? null));
        }
      };
    },
  };
}
