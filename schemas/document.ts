import { z } from 'zod';
import { calendarDay, day } from './day.js';
import { departmentId, uuid } from './identifiers.js';
import { line, numberLine } from './text.js';
import { uscc } from './uscc.js';

/** 作出机关: the authority that decided, as the document prints it. */
export const authority = z.strictObject({ name: line(100), uscc: uscc.optional() });

/**
 * 来源: who reported the fact and on which day it came in. `publication` keeps where it was published when that
 * is all that is known: a publication day is no decision day, a publisher no deciding authority.
 */
export const source = z.strictObject({
  department: departmentId,
  receivedOn: calendarDay,
  publication: z
    .strictObject({
      by: line(100),
      on: day.optional(),
      url: z
        .url({ protocol: /^https?$/ })
        .max(500)
        .optional(),
    })
    .optional(),
});

/** What every fact from a document carries beside its own fields. Absent means that the document does not say. */
export const documentFields = {
  documentTitle: line(200).optional(),
  documentNo: numberLine(100).optional(),
  authority: authority.optional(),
  source,
};

/** On the event only: the voided event whose key this fact takes again. The registry fills it in. */
export const replacement = { replaces: uuid.optional() };
