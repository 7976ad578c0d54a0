import { checkCharacterOf, organisationCheckOf } from '../../schemas/uscc.js';

/** A valid code that no enterprise has: region 999999 is no division. `type` is 91 (企业), 92 (个体工商户), 93 … */
export function fictionalUscc(number: number, type = '91'): string {
  const organisation = String(number).padStart(8, '0');
  const first17 = `${type}999999${organisation}${organisationCheckOf(organisation)}`;
  return first17 + checkCharacterOf(first17);
}
