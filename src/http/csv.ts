import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';

/**
 * Rows as CSV for people: byte order mark, formulas defused. Where a row cannot be made the file breaks off with that error,
 * which the answer then tells; there is nobody else to tell.
 */
export function csvOf(rows: AsyncIterable<readonly string[]>): Readable {
  return pipeline(Readable.from(rows), stringify({ bom: true, escape_formulas: true }), () => undefined);
}
