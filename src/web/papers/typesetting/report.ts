import type { CreditReport, ReportRow, ReportSection, ReportTable } from '../paper.js';
import { setFacts } from './facts.js';
import { drawQr } from './qr.js';
import { ink, Sheet, type Style } from './sheet.js';
import { body, type Cell, small, Table } from './table.js';
import type { Typefaces } from './typefaces.js';
import { grouped, wordsOf } from './words.js';

const registry: Style = { font: 'bold', size: 24, color: ink.red, align: 'center', spacing: 2 };
const title: Style = { font: 'bold', size: 20, color: ink.text };
const subject: Style = { font: 'bold', size: 13, color: ink.text };
const code: Style = { font: 'regular', size: 11, color: ink.faint, spacing: 0.6 };
const heading: Style = { font: 'bold', size: 12, color: ink.text };
const caption: Style = { font: 'bold', size: 9, color: ink.faint };

const qrSide = 92;

/** 信用报告 as a PDF: red head, number and QR at the top right, what was asked, sections, notes, numbered pages. */
export async function setReport(report: CreditReport, typefaces: Typefaces): Promise<Buffer> {
  const sheet = await Sheet.of({ paper: report, typefaces, layout: 'portrait', text: wordsOf(report) });
  setHead(sheet, report);
  setFacts(sheet, report.asked);
  for (const section of report.sections) setSection(sheet, section, report);
  setNotes(sheet, report);
  sheet.onEveryPage((page, pages) => setFoot(sheet, report, page, pages));
  return sheet.finish();
}

function setHead(sheet: Sheet, report: CreditReport): void {
  const { left, width } = sheet;
  const style = sheet.fitting(report.registry, width, registry);
  sheet.tagged('P', () => sheet.write(report.registry, { x: left, y: sheet.y, width }, style));
  sheet.y += sheet.heightOf(report.registry, width, style) + 6;
  sheet.artifact(() => {
    sheet.doc
      .lineWidth(2)
      .moveTo(left, sheet.y)
      .lineTo(left + width, sheet.y)
      .stroke(ink.red);
    sheet.doc
      .lineWidth(0.5)
      .moveTo(left, sheet.y + 3)
      .lineTo(left + width, sheet.y + 3)
      .stroke(ink.red);
  });
  sheet.y += 20;
  const top = sheet.y;
  setTitle(sheet, report, width - qrSide - 40);
  setMark(sheet, report, top);
  sheet.y = Math.max(sheet.y, top + qrSide + 30) + 8;
}

function setTitle(sheet: Sheet, report: CreditReport, width: number): void {
  const lines: readonly (readonly [type: string, text: string, style: Style, gap: number])[] = [
    ['H1', report.title, title, 10],
    ['P', report.subject, subject, 4],
    ['P', grouped(report.uscc), code, 0],
  ];
  for (const [type, text, style, gap] of lines) {
    sheet.tagged(type, () => sheet.write(text, { x: sheet.left, y: sheet.y, width }, style));
    sheet.y += sheet.heightOf(text, width, style) + gap;
  }
}

/** 右上角: the QR that leads to the verification page, and the number below it. */
function setMark(sheet: Sheet, { verify, number }: CreditReport, top: number): void {
  const right = sheet.left + sheet.width;
  drawQr(sheet, verify.address, { x: right - qrSide, y: top, width: qrSide }, verify.caption);
  const place = { x: right - 220, y: top + qrSide + 4, width: 220 };
  const style = { ...small, align: 'right' } as const;
  sheet.tagged('P', () => sheet.write(`${verify.caption}  ${number}`, place, style));
}

function setSection(sheet: Sheet, section: ReportSection, report: CreditReport): void {
  const first = section.tables[0];
  const room = first === undefined ? 60 : 56 + Table.roomFor(sheet, columnsOf(sheet, report), cellsOf(first.rows[0]));
  sheet.y += 10;
  sheet.makeRoom(room);
  sheet.tagged('H2', () => sheet.write(section.heading, { x: sheet.left, y: sheet.y, width: sheet.width }, heading));
  sheet.y += 24;
  if (section.facts.length > 0) setFacts(sheet, section.facts);
  for (const table of section.tables) setTable(sheet, table, report);
  if (section.says !== undefined) setLine(sheet, section.says, body);
}

function setTable(sheet: Sheet, { caption: text, rows }: ReportTable, report: CreditReport): void {
  const columns = columnsOf(sheet, report);
  const words = `${text}（${rows.length}）`;
  sheet.makeRoom(18 + Table.roomFor(sheet, columns, cellsOf(rows[0])));
  sheet.tagged('H3', () => sheet.write(words, { x: sheet.left, y: sheet.y, width: sheet.width }, caption));
  sheet.y += 18;
  const table = new Table(sheet, columns);
  table.begin();
  for (const row of rows) table.row(cellsOf(row));
  table.end();
}

function columnsOf(sheet: Sheet, { columns }: CreditReport) {
  const [day, document, until, status] = [64, 132, 64, 64];
  return { titles: columns, widths: [day, sheet.width - day - document - until - status, document, until, status] };
}

function cellsOf(row: ReportRow | undefined): readonly Cell[] {
  if (row === undefined) return [];
  return [
    { text: row.day },
    { text: row.title, below: row.detail },
    { text: row.documentNo, below: row.authority },
    { text: row.until },
    { text: row.status },
  ];
}

function setNotes(sheet: Sheet, { notesHeading, notes, spelt }: CreditReport): void {
  sheet.y += 10;
  sheet.makeRoom(80);
  sheet.tagged('H2', () => sheet.write(notesHeading, { x: sheet.left, y: sheet.y, width: sheet.width }, heading));
  sheet.y += 24;
  const all = sheet.hasSpelt ? [...notes, spelt] : notes;
  for (const [index, note] of all.entries()) setLine(sheet, `${index + 1}. ${note}`, small);
}

function setLine(sheet: Sheet, text: string, style: Style): void {
  const height = sheet.heightOf(text, sheet.width, style);
  sheet.makeRoom(height + 4);
  sheet.tagged('P', () => sheet.write(text, { x: sheet.left, y: sheet.y, width: sheet.width }, style));
  sheet.y += height + 4;
}

/** 页脚 of the console brief: which page of how many, and what the report is not. */
function setFoot(sheet: Sheet, { footer, pageOf, number }: CreditReport, page: number, pages: number): void {
  const { left, width, doc } = sheet;
  const y = doc.page.height - 40;
  doc
    .lineWidth(0.5)
    .moveTo(left, y)
    .lineTo(left + width, y)
    .stroke(ink.line);
  const place = { x: left, y: y + 5, width };
  const counted = pageOf.replace('N', String(page)).replace('M', String(pages));
  sheet.write(`${counted} · ${footer}`, place, small);
  if (page > 1) sheet.write(number, { ...place, y: 32 }, { ...small, align: 'right' });
}
