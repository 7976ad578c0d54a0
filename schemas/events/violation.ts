import { z } from 'zod';
import { consistent } from '../consistency.js';
import { calendarDay, day } from '../day.js';
import { documentEvent } from '../event-definition.js';
import { line, numberLine, prose } from '../text.js';
import {
  conductType,
  penaltyKind,
  procedure,
  repairScope,
  reviewKind,
  reviewOutcome,
  severity,
  yesNoUnknown,
} from '../vocabularies.js';

const conduct = z
  .strictObject({ type: conductType.schema, typeText: line(50).optional(), summary: prose(300) })
  .superRefine(consistent);

/** 处罚; amounts are integer fen 分, and a fine of nothing is no amount. 责令改正 is not a penalty. */
const penalty = z
  .strictObject({
    kind: penaltyKind.schema,
    kindText: line(100).optional(),
    amountFen: z.int().positive().optional(),
    largeAmount: yesNoUnknown.schema,
    licenceNo: numberLine(100).optional(),
  })
  .superRefine(consistent);

const legalBasis = z.array(line(200)).max(20);
const penalties = z.array(penalty).max(20);

/** 违法行为与行政处罚, and everything that becomes of a decision: modified, annulled, fulfilled, repaired, reviewed. */
export const violationEvents = {
  ViolationRecorded: documentEvent({ zh: '行政处罚', en: 'violation recorded' }, () => ({
    decidedOn: day.optional(),
    servedOn: day.optional(),
    procedure: procedure.schema,
    conduct,
    legalBasis,
    penalties,
    statedSeverity: severity.schema.optional(),
    statedPublicUntil: day.optional(),
    catalogueItem: numberLine(50).optional(),
  })),
  ViolationModified: documentEvent({ zh: '变更处罚决定', en: 'violation modified' }, (target) => ({
    target,
    on: day.optional(),
    conduct: conduct.optional(),
    legalBasis: legalBasis.optional(),
    penalties: penalties.optional(),
    statedSeverity: severity.schema.optional(),
    statedPublicUntil: day.optional(),
  })),
  ViolationAnnulled: documentEvent({ zh: '撤销处罚决定', en: 'violation annulled' }, (target) => ({
    target,
    on: day.optional(),
    reason: prose(300),
  })),
  PenaltyFulfilled: documentEvent({ zh: '处罚履行完毕', en: 'penalty fulfilled' }, (target) => ({
    target,
    on: day.optional(),
  })),
  RepairApplied: documentEvent({ zh: '申请信用修复', en: 'repair applied for' }, (target) => ({
    target,
    on: day.optional(),
  })),
  RepairRefused: documentEvent({ zh: '不予信用修复', en: 'repair refused' }, (target) => ({
    target,
    on: day.optional(),
    reason: prose(300),
  })),
  CreditRepaired: documentEvent({ zh: '信用修复', en: 'credit repaired' }, (target) => ({
    target,
    scope: repairScope.schema,
    effectiveOn: calendarDay,
  })),
  ReviewOpened: documentEvent({ zh: '复议或诉讼受理', en: 'review opened' }, (target) => ({
    target,
    review: reviewKind.schema,
    caseNo: numberLine(100).optional(),
    stayed: z.boolean(),
    on: day.optional(),
  })),
  ReviewClosed: documentEvent({ zh: '复议或诉讼结果', en: 'review closed' }, (target) => ({
    target,
    outcome: reviewOutcome.schema,
    on: day.optional(),
  })),
};
