import { checkCharacterOf, checkUscc, organisationCheckOf } from '../../schemas/uscc.js';

/** A valid code that no enterprise has: region 999999 is no division. `type` is 91 (企业), 92 (个体工商户), 93 … */
export function fictionalUscc(number: number, type = '91'): string {
  const organisation = String(number).padStart(8, '0');
  const first17 = `${type}999999${organisation}${organisationCheckOf(organisation)}`;
  return first17 + checkCharacterOf(first17);
}

/**
 * A code of Fujian's pilot series as it was given out, region 359999: the organisation code is right, the last character
 * follows the rule of the series instead of the standard. About one number in six has none.
 */
export function pilotUscc(number: number): string {
  const organisation = `M000${String(number).padStart(4, '0')}`;
  const first17 = `91359999${organisation}${organisationCheckOf(organisation)}`;
  const codes = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].map((character) => first17 + character);
  const pilot = codes.find((code) => checkUscc(code).outcome === 'legacy-exception');
  if (pilot === undefined) throw new Error(`no code of the pilot series has the number ${number}`);
  return pilot;
}
