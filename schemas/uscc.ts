import { z } from 'zod';

/** 31 characters of GB 32100-2015: no I, O, S, V, Z. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/** Registering authorities and their kinds of unit: GB 32100-2015 and its amendments. */
const category = /^(1[1239]|2[19]|3[1-59]|4[19]|5[1239]|6[129]|7[129]|8[19]|9[1239]|A[19]|N[1239]|Y1)/;

export type UsccDefect =
  | 'LENGTH'
  | 'OLD_REGISTRATION_NUMBER'
  | 'ALPHABET'
  | 'CATEGORY'
  | 'REGION'
  | 'ORGANISATION_CODE'
  | 'CHECK_CHARACTER';

export type UsccOutcome =
  | { readonly outcome: 'valid'; readonly uscc: string }
  | { readonly outcome: 'legacy-exception'; readonly uscc: string }
  | { readonly outcome: 'invalid'; readonly defect: UsccDefect; readonly suggestion?: string };

/** Upper case, half width, without white space. Nothing else is ever changed silently. */
export function normaliseUscc(raw: string): string {
  return raw.normalize('NFKC').replace(/\s/gu, '').toUpperCase();
}

/** The 18th character for the first 17: (31 − Σ CiWi mod 31) mod 31 (GB 32100-2015). */
export function checkCharacterOf(first17: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * alphabet.indexOf(first17[index] ?? ''), 0);
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

/** The 9th character of an organisation code for its first 8 (GB 11714-1997): 11 − Σ mod 11, 10 as X, 11 as 0. */
export function organisationCheckOf(first8: string): string {
  const sum = organisationWeights.reduce(
    (total, weight, index) => total + weight * weightedValue(first8[index] ?? ''),
    0,
  );
  return '0123456789X0'.charAt(11 - (sum % 11));
}

/** Digits as they are, A to Z as 10 to 35 (GB 11714). */
function weightedValue(character: string): number {
  return Number.parseInt(character, 36);
}

/** Fujian's pilot series 福建试点代码, given out before GB 32100 was in force. */
const pilotSeries = /^9135\d{4}M000[01]/;

/**
 * The pilot series has a right organisation code and a check character of its own: Σ Ci·2^i over all 18 is a multiple
 * of 37, the last one with weight 1. No standard says so; every real code of the series that we know holds to it.
 */
function isPilotCode(uscc: string): boolean {
  const sum = [...uscc.slice(0, 17)].reduce(
    (total, character, index) => total + weightedValue(character) * 2 ** index,
    0,
  );
  return pilotSeries.test(uscc) && (sum + weightedValue(uscc.charAt(17))) % 37 === 0;
}

/**
 * Checks 统一社会信用代码 by GB 32100 and the organisation code inside it by GB 11714. A legacy exception needs a
 * reference to evidence; a look-alike (O for 0) is answered with a suggestion and never corrected silently.
 */
export function checkUscc(raw: string): UsccOutcome {
  const uscc = normaliseUscc(raw);
  const defect = defectOf(uscc);
  if (defect === undefined) return { outcome: 'valid', uscc };
  if (defect === 'CHECK_CHARACTER' && isPilotCode(uscc)) return { outcome: 'legacy-exception', uscc };
  const lookalike = uscc.replace(/[OISZV]/g, (character) => lookalikes[character] ?? character);
  const suggested = lookalike !== uscc && defectOf(lookalike) === undefined;
  return { outcome: 'invalid', defect, ...(suggested ? { suggestion: lookalike } : {}) };
}

const lookalikes: Readonly<Record<string, string>> = { O: '0', I: '1', S: '5', Z: '2', V: 'U' };

function defectOf(uscc: string): UsccDefect | undefined {
  if (/^\d{15}$/.test(uscc)) return 'OLD_REGISTRATION_NUMBER';
  if (uscc.length !== 18) return 'LENGTH';
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(uscc)) return 'ALPHABET';
  if (!category.test(uscc)) return 'CATEGORY';
  if (!/^..\d{6}/.test(uscc)) return 'REGION';
  if (organisationCheckOf(uscc.slice(8, 16)) !== uscc[16]) return 'ORGANISATION_CODE';
  return checkCharacterOf(uscc.slice(0, 17)) === uscc[17] ? undefined : 'CHECK_CHARACTER';
}

/** A code as it stands in events: normalised, valid or a legacy exception. */
export const uscc = z
  .string()
  .max(64, { abort: true })
  .overwrite(normaliseUscc)
  .superRefine((text, context) => {
    const checked = checkUscc(text);
    if (checked.outcome !== 'invalid') return;
    const hint = checked.suggestion === undefined ? '' : `; did you mean ${checked.suggestion}?`;
    context.addIssue({ code: 'custom', message: `is not a valid code: ${checked.defect}${hint}`, params: checked });
  });

/** 个体工商户: the name of a sole trader is the name of a person. */
export function isSoleTrader(code: string): boolean {
  return code.startsWith('92');
}

/** Whether a registration under this code must name evidence for it. */
export function isLegacyCode(code: string): boolean {
  return checkUscc(code).outcome === 'legacy-exception';
}
