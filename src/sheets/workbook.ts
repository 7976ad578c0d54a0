/**
 * An XLSX workbook of one sheet. Every cell is text, so nothing in it is ever taken for a formula or a number. The
 * library is loaded with the first workbook: most starts never write one.
 */
export async function workbook(headings: readonly string[], rows: Iterable<readonly string[]>): Promise<Buffer> {
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const sheet = [headings.map((heading) => ({ ...textCell(heading), fontWeight: 'bold' as const }))];
  const cells = [...rows].map((row) => row.map(textCell));
  return writeXlsxFile([...sheet, ...cells], { columns: headings.map(() => ({ width: 22 })) }).toBuffer();
}

function textCell(value: string) {
  return { value, type: String };
}
