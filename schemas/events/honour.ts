import { z } from 'zod';
import { consistent } from '../consistency.js';
import { calendarDay, day } from '../day.js';
import { documentEvent } from '../event-definition.js';
import { slug } from '../identifiers.js';
import { line, prose } from '../text.js';
import { honourClass, honourSubjectKind, revocationEffect } from '../vocabularies.js';

const subject = z
  .strictObject({ kind: honourSubjectKind.schema, kindText: line(50).optional(), name: line(100).optional() })
  .superRefine(consistent)
  .refine((value) => value.kind !== 'individual' || value.name === undefined, {
    path: ['name'],
    error: 'an individual carries no name',
  });

/** 荣誉: lives in the stream of the unit that would be paid (主创单位, each participant of a standard). */
export const honourEvents = {
  HonourAwarded: documentEvent({ zh: '授予荣誉', en: 'honour awarded' }, () => ({
    programme: slug,
    programmeYear: z.int().min(1949).max(2200).optional(),
    honourName: line(100).optional(),
    subject,
    awardedOn: day.optional(),
    validUntil: day.optional(),
    class: honourClass.schema.optional(),
  })),
  HonourRevoked: documentEvent({ zh: '撤销荣誉', en: 'honour revoked' }, (target) => ({
    target,
    on: calendarDay,
    reason: prose(300),
    effect: revocationEffect.schema,
  })),
};
