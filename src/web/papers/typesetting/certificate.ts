import type { HonourCertificate } from '../paper.js';
import { drawQr } from './qr.js';
import { ink, Sheet, type Style } from './sheet.js';
import { small } from './table.js';
import type { Typefaces } from './typefaces.js';
import { grouped, wordsOf } from './words.js';

const gold = '#ad6800';

const title: Style = { font: 'bold', size: 30, color: ink.red, align: 'center' };
const registry: Style = { font: 'regular', size: 11, color: ink.faint, align: 'center', spacing: 1 };
const holder: Style = { font: 'bold', size: 20, color: ink.text, align: 'center' };
const code: Style = { font: 'regular', size: 10, color: ink.faint, align: 'center', spacing: 0.6 };
const verb: Style = { font: 'regular', size: 13, color: ink.faint, align: 'center' };
const honour: Style = { font: 'bold', size: 42, color: gold, align: 'center', spacing: 2 };
const detail: Style = { font: 'regular', size: 13, color: ink.text, align: 'center' };
const label: Style = { font: 'regular', size: 10, color: ink.faint };
const value: Style = { font: 'regular', size: 11, color: ink.text };

const qrSide = 84;

/** 荣誉证书 as a PDF: one landscape page, the name of the honour large, a restrained border, a QR to its verification. */
export async function setCertificate(certificate: HonourCertificate, typefaces: Typefaces): Promise<Buffer> {
  const text = wordsOf(certificate);
  const sheet = await Sheet.of({ paper: certificate, typefaces, layout: 'landscape', text });
  sheet.artifact(() => setBorder(sheet));
  setMiddle(sheet, certificate);
  setFacts(sheet, certificate);
  setMark(sheet, certificate);
  return sheet.finish();
}

function setBorder({ doc }: Sheet): void {
  const { width, height } = doc.page;
  for (const [inset, line] of [
    [26, 2],
    [32, 0.6],
  ] as const) {
    doc
      .lineWidth(line)
      .rect(inset, inset, width - 2 * inset, height - 2 * inset)
      .stroke(gold);
  }
}

/** What everybody reads: who holds which honour. */
function setMiddle(sheet: Sheet, certificate: HonourCertificate): void {
  const isHan = certificate.language === 'zh';
  const spaced = (style: Style, spacing: number): Style => (isHan ? { ...style, spacing } : style);
  const boxes: readonly (readonly [type: string, text: string, style: Style, y: number, height: number])[] = [
    ['P', certificate.registry, registry, 58, 18],
    ['H1', certificate.title, spaced(title, 10), 80, 46],
    ['P', certificate.holder, holder, 146, 40],
    ['P', grouped(certificate.uscc), code, 188, 16],
    ['P', certificate.verb, spaced(verb, 4), 220, 20],
    ['H2', certificate.honour, honour, 244, 84],
    ['P', certificate.detail, detail, 332, 40],
  ];
  for (const [type, text, style, y, height] of boxes) {
    if (text !== '') setBox(sheet, { type, text, style, y, height });
  }
}

interface Box {
  readonly type: string;
  readonly text: string;
  readonly style: Style;
  readonly y: number;
  readonly height: number;
}

/** A text in the middle of its box, as large as it can be, its lines about equally long. */
function setBox(sheet: Sheet, { type, text, style, y, height }: Box): void {
  const filled = sheet.filling(text, { width: sheet.width - 48, height }, style);
  const place = {
    x: (sheet.doc.page.width - filled.width) / 2,
    y: y + (height - filled.height) / 2,
    width: filled.width,
  };
  sheet.tagged(type, () => sheet.write(text, place, filled.style));
}

const factsAt = 404;

function setFacts(sheet: Sheet, { facts, footer, spelt }: HonourCertificate): void {
  const x = sheet.left + 24;
  const width = sheet.width - qrSide - 140;
  let y = factsAt;
  const table = sheet.open('Table');
  for (const fact of facts) {
    const row = sheet.open('TR', table);
    const header = { under: row, scope: 'Row' } as const;
    sheet.tagged('TH', () => sheet.write(fact.label, { x, y: y + 1, width: 84 }, label), header);
    const fitted = sheet.fitting(fact.value, width - 90, value);
    sheet.tagged('TD', () => sheet.write(fact.value, { x: x + 90, y, width: width - 90 }, fitted), { under: row });
    row.end();
    y += 22;
  }
  table.end();
  const note = sheet.hasSpelt ? `${footer}${spelt}` : footer;
  const place = { x, y: sheet.doc.page.height - 56, width: sheet.width - 48 };
  const fitted = sheet.fitting(note, place.width, { ...small, align: 'center' });
  sheet.tagged('P', () => sheet.write(note, place, fitted));
}

function setMark(sheet: Sheet, { verify, number }: HonourCertificate): void {
  const right = sheet.left + sheet.width - 24;
  drawQr(sheet, verify.address, { x: right - qrSide, y: factsAt - 12, width: qrSide }, verify.caption);
  const style = { ...small, align: 'right' } as const;
  for (const [index, text] of [verify.caption, number].entries()) {
    const place = { x: right - 220, y: factsAt + qrSide - 8 + index * 12, width: 220 };
    sheet.tagged('P', () => sheet.write(text, place, style));
  }
}
