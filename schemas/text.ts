import { z } from 'zod';
import { findIdentityNumber, findPersonalData, type PersonalData } from './personal-data.js';

const controls = /[\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffd]/u;
const controlsButNewline = /[^\P{Cc}\n]|[\p{Cs}\u2028\u2029\ufeff\ufffd]/u;

/**
 * A single line: NFC, trimmed, not empty, at most `max` characters, no control characters, no lone surrogates, no U+FFFD
 * where a character was lost, no identity or telephone number of a person.
 */
export function line(max: number) {
  return clean(max, controls, findPersonalData);
}

/** Free text: as a line, but new lines may stand in it. */
export function prose(max: number) {
  return clean(max, controlsButNewline, findPersonalData);
}

/** A document, certificate or case number: long digit runs are usual there, identity numbers are still refused. */
export function numberLine(max: number) {
  return clean(max, controls, findIdentityNumber);
}

function clean(max: number, forbidden: RegExp, find: (text: string) => PersonalData | undefined) {
  return z
    .string()
    .overwrite((text) => text.replace(/\r\n?/g, '\n').normalize('NFC').trim())
    .refine((text) => !forbidden.test(text), {
      error: 'must not contain control characters, broken surrogates or U+FFFD',
    })
    .min(1, { error: 'must not be empty' })
    .refine((text) => [...text].length <= max, { error: `must have at most ${max} characters` })
    .superRefine((text, context) => {
      const found = find(text);
      if (found === undefined) return;
      context.addIssue({ code: 'custom', message: complaint[found], params: { personal: found } });
    })
    .meta({ maxLength: max });
}

const complaint: { readonly [P in PersonalData]: string } = {
  'id-card': 'must not contain an identity number of a person',
  'mobile-phone': 'must not contain a mobile phone number',
  landline: 'must not contain a telephone number',
};
