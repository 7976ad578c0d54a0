import { day } from '../day.js';
import { documentEvent } from '../event-definition.js';
import { numberLine, prose } from '../text.js';
import { incidentGrade, incidentKind, liability } from '../vocabularies.js';

/** 责任事故; until liability is determined nobody can tell whose it is. */
export const incidentEvents = {
  IncidentRecorded: documentEvent({ zh: '事故报告', en: 'incident recorded' }, () => ({
    incidentKind: incidentKind.schema,
    occurredOn: day.optional(),
    reportedOn: day.optional(),
    summary: prose(300).optional(),
  })),
  LiabilityDetermined: documentEvent({ zh: '事故责任认定', en: 'liability determined' }, (target) => ({
    target,
    grade: incidentGrade.schema,
    liability: liability.schema,
    determinedOn: day.optional(),
  })),
  /** 违规集体上访认定: a reference to the decision and nothing else. */
  PetitionFindingRecorded: documentEvent({ zh: '违规集体上访认定', en: 'petition finding recorded' }, () => ({
    decisionNo: numberLine(100),
    determinedOn: day.optional(),
  })),
};
