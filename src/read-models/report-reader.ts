import type Database from 'better-sqlite3';

/** Reports of one department on one type of fact that happened and came in on the same days. */
export interface ReportedTogether {
  readonly department: string;
  readonly type: string;
  /** As the document dates it; null when it does not. */
  readonly happened: string | null;
  readonly received: string;
  readonly count: number;
}

/** What came in between two days, both included, counted. */
export function reportsReceived(
  db: Database.Database,
  {
    from,
    until,
    department,
  }: { readonly from: string; readonly until: string; readonly department?: string | undefined },
): Iterable<ReportedTogether> {
  const own = department === undefined ? '' : 'AND department = ?';
  return db
    .prepare<string[], ReportedTogether>(
      `SELECT department, type, happened, received, count(*) AS count FROM report_dates
       WHERE received >= ? AND received <= ? ${own} GROUP BY received, department, type, happened`,
    )
    .iterate(from, until, ...(department === undefined ? [] : [department]));
}
