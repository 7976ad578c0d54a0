/** What was found; never the text itself, which must not reach a log or an answer. */
export type PersonalData = 'id-card' | 'mobile-phone' | 'landline';

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const idChecks = '10X98765432';

/** An 18-character resident identity number 公民身份号码 (GB 11643): a birth date and ISO 7064 mod 11-2. */
function isIdentityNumber(text: string): boolean {
  if (!/^[1-9]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dX]$/.test(text)) return false;
  const sum = idWeights.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return idChecks[sum % 11] === text[17];
}

/** Identity numbers anywhere in a text, also inside document numbers and with spaces between the groups. */
export function findIdentityNumber(text: string): PersonalData | undefined {
  const plain = text.normalize('NFKC').toUpperCase();
  for (const match of plain.matchAll(/(?<![0-9A-Z])\d{6}[ -]?\d{8}[ -]?\d{3}[\dX](?![0-9A-Z])/g)) {
    if (isIdentityNumber(match[0].replace(/[ -]/g, ''))) return 'id-card';
  }
  return undefined;
}

/** Identity and telephone numbers in free text. Organisation codes, amounts and document numbers are not flagged. */
export function findPersonalData(text: string): PersonalData | undefined {
  const identity = findIdentityNumber(text);
  if (identity !== undefined) return identity;
  const plain = text.normalize('NFKC');
  if (/(?<![0-9A-Za-z.])(\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![0-9A-Za-z])/.test(plain)) return 'mobile-phone';
  if (/(?<![0-9A-Za-z.-])\(?0\d{2,3}\)?[ -]\d{7,8}(?![0-9A-Za-z-])/.test(plain)) return 'landline';
  return undefined;
}
