import { z } from 'zod';
import { slug } from '../identifiers.js';
import { line } from '../text.js';
import { administrativeLevel } from '../vocabularies.js';
import { cited, named, ruleId } from './provision.js';

/** Packs travel inside events, where numbers are safe integers: measured values are decimal texts. */
const decimal = z.string().regex(/^-?\d{1,15}(\.\d{1,6})?$/, { error: 'must be a decimal number' });

/** Where the registry itself can count a target: honours, certificates in force, or the pass rate of inspections. */
const counted = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('honours'), programmes: z.array(slug).min(1) }),
  z.strictObject({ from: z.literal('certificates'), schemes: z.array(slug).min(1) }),
  z.strictObject({ from: z.literal('inspections'), levels: z.array(administrativeLevel.schema).min(1) }),
]);

/** 目标: what a document wants to be reached, and by when. `aspirational` stands for 力争. */
export const target = z.strictObject({
  id: ruleId,
  ...named,
  ...cited,
  area: slug,
  comparator: z.enum(['at-least', 'more-than', 'less-than', 'equal', 'range', 'about', 'rank', 'set-by-superior']),
  value: decimal.optional(),
  /** Upper end of a range. */
  upTo: decimal.optional(),
  /** What it is measured against where that is no number: 全省前列, 省下达的目标. */
  reference: line(100).optional(),
  unit: line(30).optional(),
  by: z.string().regex(/^\d{4}$/),
  aspirational: z.literal(true).optional(),
  counted: counted.optional(),
});
export type Target = z.output<typeof target>;
