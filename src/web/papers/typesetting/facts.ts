import type { Fact } from '../paper.js';
import { type Element, ink, type Sheet, type Style } from './sheet.js';
import { body } from './table.js';

const label: Style = { font: 'regular', size: 9, color: ink.faint };
const labelWidth = 96;
const gap = 8;
const padding = 4;

/** 事项表: facts with a line below; two beside each other where both are short. */
export function setFacts(sheet: Sheet, facts: readonly Fact[]): void {
  const table = sheet.open('Table');
  for (const row of rowsOf(sheet, facts)) setRow(sheet, row, table);
  table.end();
  sheet.y += 8;
}

function rowsOf(sheet: Sheet, facts: readonly Fact[]): readonly (readonly Fact[])[] {
  const rows: Fact[][] = [];
  const isShort = ({ value }: Fact): boolean => sheet.heightOf(value, valueWidth(sheet, 2), body) < 2 * body.size;
  for (const fact of facts) {
    const [before, ...others] = rows.at(-1) ?? [];
    if (before !== undefined && others.length === 0 && isShort(before) && isShort(fact)) rows.at(-1)?.push(fact);
    else rows.push([fact]);
  }
  return rows;
}

function valueWidth(sheet: Sheet, columns: number): number {
  return sheet.width / columns - labelWidth - gap;
}

function setRow(sheet: Sheet, facts: readonly Fact[], table: Element): void {
  const columns = facts.length;
  const width = valueWidth(sheet, columns);
  const heights = facts.flatMap(({ label: text, value }) => [
    sheet.heightOf(text, labelWidth, label),
    sheet.heightOf(value, width, body),
  ]);
  const height = Math.max(...heights) + 2 * padding + 2;
  sheet.makeRoom(height);
  const row = sheet.open('TR', table);
  for (const [index, fact] of facts.entries()) {
    const x = sheet.left + (index * sheet.width) / columns;
    const y = sheet.y + padding + 1;
    const header = { under: row, scope: 'Row' } as const;
    sheet.tagged('TH', () => sheet.write(fact.label, { x, y, width: labelWidth }, label), header);
    const place = { x: x + labelWidth + gap, y, width };
    sheet.tagged('TD', () => sheet.write(fact.value, place, body), { under: row });
  }
  row.end();
  sheet.y += height;
  sheet.artifact(() => {
    const { left, y } = sheet;
    sheet.doc
      .lineWidth(0.5)
      .moveTo(left, y)
      .lineTo(left + sheet.width, y)
      .stroke(ink.line);
  });
}
