import { printedFen } from './printed-amount.js';
import { RowRejected } from './rejections.js';

/** How a cell becomes a value. An empty cell is always an absent value. */
export const conversions = ['text', 'day', 'integer', 'boolean', 'list', 'yuan', 'wan-yuan'] as const;
export type Conversion = (typeof conversions)[number];

export type Value = string | number | boolean | readonly string[];

/** The value of a cell, or undefined when it holds nothing. Throws RowRejected on a number that is none. */
export function convert(cell: string, conversion: Conversion, field: string): Value | undefined {
  const text = cell.trim();
  if (conversion === 'list')
    return text
      .split(/[;；,，、|]/)
      .map((part) => part.trim())
      .filter(Boolean);
  if (text === '') return undefined;
  switch (conversion) {
    case 'text':
      return text;
    case 'day':
      return isoDay(text);
    case 'integer':
      return integer(text, field);
    case 'boolean':
      return truth(text, field);
    case 'yuan':
      return fen(text, 2, field);
    case 'wan-yuan':
      return fen(text, 6, field);
  }
}

/** 2019-7-1, 2019/07/01, 2019年7月1日, 20190701 -> 2019-07-01; anything else is left for the schema to refuse. */
function isoDay(text: string): string {
  const [, year, month, day] =
    /^(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?(?:[ T].*)?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    [];
  if (year === undefined || month === undefined) return text.replace(/年$/, '');
  return [year, month.padStart(2, '0'), ...(day === undefined ? [] : [day.padStart(2, '0')])].join('-');
}

function integer(text: string, field: string): number {
  if (!/^-?\d{1,15}$/.test(text)) throw new RowRejected('FIELD_INVALID', field, 'must be a whole number');
  return Number(text);
}

function truth(text: string, field: string): boolean {
  if (['是', 'true', '1', 'yes'].includes(text.toLowerCase())) return true;
  if (['否', 'false', '0', 'no'].includes(text.toLowerCase())) return false;
  throw new RowRejected('FIELD_INVALID', field, 'must be 是 or 否');
}

/** Decimal money shifted by `places` digits into fen, without floating point. Nothing is no amount, so 0 is absent. */
function fen(text: string, places: number, field: string): number | undefined {
  const [, whole = '', fraction = ''] = /^(\d{1,12})(?:\.(\d+))?$/.exec(text.replaceAll(',', '')) ?? [];
  if (whole === '' || fraction.slice(places).replace(/0/g, '') !== '') {
    throw new RowRejected('FIELD_INVALID', field, 'must be an amount of money in whole fen');
  }
  const amount = Number(whole + fraction.slice(0, places).padEnd(places, '0'));
  return amount === 0 ? undefined : amount;
}

/** The exact amount when a text prints one, with 角 or 分, of which the rounded amount is the rounding. */
export function exactFen(rounded: Value | undefined, printed: string): Value | undefined {
  if (typeof rounded !== 'number') return rounded;
  return printedFen(printed).find((candidate) => Math.abs(candidate - rounded) < 100) ?? rounded;
}
