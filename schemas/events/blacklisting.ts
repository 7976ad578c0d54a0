import { z } from 'zod';
import { calendarDay, day } from '../day.js';
import { authority } from '../document.js';
import { documentEvent } from '../event-definition.js';
import { line, numberLine } from '../text.js';
import { liftReason, listKind } from '../vocabularies.js';

/** 失信名单 */
export const blacklistingEvents = {
  EnterpriseBlacklisted: documentEvent({ zh: '列入名单', en: 'enterprise blacklisted' }, (target) => ({
    listKind: listKind.schema,
    listKindText: line(100).optional(),
    groundCode: numberLine(50).optional(),
    approvingAuthority: authority.optional(),
    linkedDecision: target.optional(),
    legalBasis: z.array(line(200)).max(20),
    listedOn: day.optional(),
    scheduledOff: calendarDay.optional(),
  })),
  BlacklistingLifted: documentEvent({ zh: '移出名单', en: 'blacklisting lifted' }, (target) => ({
    target,
    on: calendarDay,
    reason: liftReason.schema,
  })),
};
