import { z } from 'zod';
import { creditRegime } from './policy/credit-regime.js';
import { municipalPack } from './policy/municipal-pack.js';

/** 规则包: rules as data. Its identity is `id@first 12 hex digits of SHA-256 of its canonical JSON`. */
export const policyPack = z.discriminatedUnion('kind', [municipalPack, creditRegime]);
export type PolicyPack = z.output<typeof policyPack>;

/** One pack inside a rule version R: which pack, and which wording of it. */
export const packReference = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*@[0-9a-f]{12}$/, {
  error: 'must be packId@first-12-hex',
});

/** R, 规则版本: a sorted list of pack references joined by commas, or `none`. */
export const ruleVersion = z
  .string()
  .max(500)
  .refine((text) => text === 'none' || text.split(',').every((each) => packReference.safeParse(each).success), {
    error: 'must be `none` or packId@first-12-hex joined by commas',
  });
