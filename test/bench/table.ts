import { type Bound, type Row, type SkippedRow, verdictOf } from './row.js';

const headers = ['work', 'against', 'figure', 'the other', 'ratio', 'floor', ''] as const;

/** The rows as a table of text; the columns are as wide as they must be. */
export function tableOf(rows: readonly (Row | SkippedRow)[]): string {
  const cells = [headers, ...rows.map(cellsOf)];
  const widths = headers.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  const lines = cells.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

function cellsOf(row: Row | SkippedRow): readonly string[] {
  const { work, against } = row;
  if ('skipped' in row) return [work, against, row.skipped, '', '', '', verdictOf(row)];
  const [one = '', other = ''] = row.figures.map((figure) => `${rounded(figure)} ${row.unit}`);
  return [work, against, one, other, row.ratio === undefined ? '' : ratio(row.ratio), boundOf(row), verdictOf(row)];
}

function boundOf({ bound, ratio: held, unit }: Row): string {
  const figure = (value: number): string => (held === undefined ? `${value} ${unit}` : ratio(value));
  return isLeast(bound) ? `>= ${figure(bound.atLeast)}` : `<= ${figure(bound.atMost)}`;
}

function isLeast(bound: Bound): bound is { readonly atLeast: number } {
  return 'atLeast' in bound;
}

function ratio(value: number): string {
  return `${value.toFixed(2)}x`;
}

/** Three digits say enough. */
function rounded(figure: number): string {
  return figure >= 100 ? String(Math.round(figure)) : figure.toPrecision(3);
}
