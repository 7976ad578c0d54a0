import { checkUscc } from './uscc.js';

/** What was found; never the text itself, which must not reach a log or an answer. */
export type PersonalData = 'id-card' | 'mobile-phone' | 'landline';

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const idChecks = '10X98765432';

/** 18 characters from the start of any run of digits, also with a space or hyphen between them. */
const eighteen = /(?<!\d)(?=(\d(?:[ -]?\d){16}[ -]?[\dX])(?!\d))/g;

/** The number before 1999: province, district, birth date in the 1900s, no check digit. */
const fifteen =
  /(?<![\dA-Z-])(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])\d{4}[3-9]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![\dA-Z-])/;

const mobile =
  /(?:(?<![\dA-Z.])|(?<=TEL|PHONE|MOBILE))(?:\+?86\)?[ -]?)?1[3-9]\d(?:[ -]?\d{4}[ -]?|\.\d{4}\.)\d{4}(?![\dA-Z]|\.\d| ?[元万亿])/;

/** Area code, seven or eight digits, perhaps an extension. */
const landline = /(?<![\dA-Z.-])\(?0(?:10|2\d|[3-9]\d\d)(?:\) ?-?|[ -])[1-9]\d{2,3} ?\d{4}(?:-\d{1,4})?(?![\dA-Z-])/;

/** Most names and titles have none, and need no closer look. */
const anyDigit = /\p{N}/u;

/** Identity numbers 公民身份号码 (GB 11643) anywhere in a text, also inside document numbers. */
export function findIdentityNumber(text: string): PersonalData | undefined {
  return anyDigit.test(text) && hasIdentityNumber(plainOf(text)) ? 'id-card' : undefined;
}

/** Identity and telephone numbers in free text. Organisation codes, amounts and document numbers are not flagged. */
export function findPersonalData(text: string): PersonalData | undefined {
  if (!anyDigit.test(text)) return undefined;
  const plain = plainOf(text);
  if (hasIdentityNumber(plain) || fifteen.test(plain)) return 'id-card';
  if (mobile.test(plain)) return 'mobile-phone';
  return landline.test(plain) ? 'landline' : undefined;
}

/** Half width and upper case, with one kind of hyphen and without the invisible characters that tear numbers apart. */
function plainOf(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Pd}/gu, '-');
}

function hasIdentityNumber(plain: string): boolean {
  for (const [, found = ''] of plain.matchAll(eighteen)) {
    if (isIdentityNumber(found.replace(/[ -]/g, ''))) return true;
  }
  return false;
}

/** A birth date and ISO 7064 mod 11-2. A foreigner's number begins with 9 as codes of enterprises do. */
function isIdentityNumber(text: string): boolean {
  if (!/^[1-9]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dX]$/.test(text)) return false;
  const sum = idWeights.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  if (idChecks[sum % 11] !== text[17]) return false;
  return !(text.startsWith('9') && checkUscc(text).outcome === 'valid');
}
