import { checkCharacterOf, organisationCheckOf } from '../../schemas/uscc.js';

/** A valid code that no enterprise has: region 999999 is no division. `type` is 91 (企业), 92 (个体工商户), 93 … */
export function fictionalUscc(number: number, type = '91'): string {
  const organisation = String(number).padStart(8, '0');
  const first17 = `${type}999999${organisation}${organisationCheckOf(organisation)}`;
  return first17 + checkCharacterOf(first17);
}

/** A code of Fujian's pilot series as it was given out: the organisation code is right, the last character is not. */
export function pilotUscc(number: number): string {
  const organisation = `M000${String(number).padStart(4, '0')}`;
  const first17 = `91359999${organisation}${organisationCheckOf(organisation)}`;
  return first17 + (checkCharacterOf(first17) === '7' ? '8' : '7');
}
