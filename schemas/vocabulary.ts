import { z } from 'zod';

/** What a code is called on pages and in exports. */
export interface Label {
  readonly zh: string;
  readonly en: string;
}

/** A closed list of codes, each with its Chinese and English name. */
export interface Vocabulary<Code extends string> {
  readonly codes: readonly Code[];
  readonly schema: z.ZodEnum<{ [C in Code]: C }>;
  label(code: Code): Label;
}

/** A vocabulary from its terms, in the order in which they are listed. */
export function vocabulary<const Code extends string>(
  ...terms: readonly (readonly [code: Code, zh: string, en: string])[]
): Vocabulary<Code> {
  const labels = new Map(terms.map(([code, zh, en]) => [code, { zh, en }]));
  const codes = terms.map(([code]) => code);
  return {
    codes,
    schema: z.enum(codes),
    label: (code) => labels.get(code) ?? { zh: code, en: code },
  };
}
