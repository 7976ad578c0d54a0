import type { z } from 'zod';
import { isDay, precedes } from './day.js';

/** Pairs of days of which the second never ends before the first begins. */
const ordered = [
  ['from', 'until'],
  ['awardedOn', 'validUntil'],
  ['decidedOn', 'servedOn'],
  ['decidedOn', 'statedPublicUntil'],
  ['listedOn', 'scheduledOff'],
  ['occurredOn', 'reportedOn'],
  ['occurredOn', 'determinedOn'],
  ['filedOn', 'dueOn'],
] as const;

/** Codes that may be `other`, and the field that then carries the printed text. */
const printed = [
  ['division', 'divisionText'],
  ['kind', 'kindText'],
  ['type', 'typeText'],
  ['listKind', 'listKindText'],
] as const;

/**
 * Rules across the fields of one object: no interval ends before it begins, and `other` carries the printed
 * text, which no other code does. Each issue names the second field of its pair.
 */
export function consistent(value: object, context: z.RefinementCtx): void {
  const fields = new Map<string, unknown>(Object.entries(value));
  for (const [first, second] of ordered) {
    const [start, end] = [fields.get(first), fields.get(second)];
    if (isDay(start) && isDay(end) && precedes(end, start)) {
      context.addIssue({ code: 'custom', path: [second], message: `must not be before ${first}` });
    }
  }
  for (const [code, text] of printed) {
    if (fields.get(code) === 'other' && fields.get(text) === undefined) {
      context.addIssue({ code: 'custom', path: [text], message: `must carry the printed text when ${code} is other` });
    }
    if (fields.get(code) !== 'other' && fields.get(text) !== undefined) {
      context.addIssue({ code: 'custom', path: [text], message: `stands only beside ${code} = other` });
    }
  }
}
