import { calendarDay, day } from '../day.js';
import { documentEvent } from '../event-definition.js';
import { prose } from '../text.js';
import { objectionOutcome, objector } from '../vocabularies.js';

/** 异议 and 更正: a void counts as never recorded and frees the record key. */
export const objectionEvents = {
  ObjectionFiled: documentEvent({ zh: '提出异议', en: 'objection filed' }, (target) => ({
    target,
    by: objector.schema,
    filedOn: calendarDay,
    dueOn: calendarDay.optional(),
  })),
  ObjectionDecided: documentEvent({ zh: '异议处理', en: 'objection decided' }, (target) => ({
    target,
    outcome: objectionOutcome.schema,
    on: day.optional(),
    reason: prose(300).optional(),
  })),
  RecordVoided: documentEvent({ zh: '作废记录', en: 'record voided' }, (target) => ({
    target,
    reason: prose(300),
    replacedBy: target.optional(),
  })),
};
