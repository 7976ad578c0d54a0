import { z } from 'zod';
import { calendarDay, day } from '../day.js';
import { plainEvent } from '../event-definition.js';
import { departmentId, division, sha256Hex, slug } from '../identifiers.js';
import { ruleId } from '../policy/provision.js';
import { line, numberLine } from '../text.js';

/** Numbers inside events are safe integers, so a measured value is written as a decimal text. */
const decimal = z.string().regex(/^-?\d{1,15}(\.\d{1,6})?$/, { error: 'must be a decimal number' });

/** What concerns the registry as a whole: rules in force, working days, the passing of days, targets 目标. */
export const registryEvents = {
  PolicyAdopted: plainEvent(
    { zh: '采用规则包', en: 'policy adopted' },
    {
      packId: slug,
      sha256: sha256Hex,
      from: calendarDay,
      until: calendarDay.optional(),
      pack: z.record(z.string(), z.json()),
    },
  ),
  PolicyRetired: plainEvent(
    { zh: '停用规则包', en: 'policy retired' },
    { packId: slug, sha256: sha256Hex, on: calendarDay },
  ),
  /** 工作日历: days off and make-up working days of one year, where they differ from Monday to Friday. */
  WorkdayCalendarPublished: plainEvent(
    { zh: '公布工作日历', en: 'workday calendar published' },
    {
      year: z.int().min(1949).max(2200),
      daysOff: z.array(calendarDay).max(366),
      workdays: z.array(calendarDay).max(366),
      documentNo: line(100).optional(),
    },
  ),
  DayOpened: plainEvent({ zh: '开启日期', en: 'day opened' }, { date: calendarDay }),
  TargetObserved: plainEvent(
    { zh: '目标完成值', en: 'target observed' },
    {
      target: ruleId,
      division,
      period: day,
      value: decimal,
      unit: line(20),
      department: departmentId,
      documentNo: numberLine(100).optional(),
    },
  ),
};
