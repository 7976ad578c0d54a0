import { eventTypes } from './events.js';

/** 工作日历 of one year, as it is published: every day lies in the year, and none is both off and worked. */
export const workdayCalendar = eventTypes.WorkdayCalendarPublished.schema.superRefine((calendar, context) => {
  const { year, daysOff, workdays } = calendar;
  for (const [field, days] of Object.entries({ daysOff, workdays })) {
    for (const [index, day] of days.entries()) {
      if (Number(day.slice(0, 4)) === year) continue;
      context.addIssue({ code: 'custom', path: [field, index], message: `must lie in ${year}` });
    }
  }
  const off = new Set(daysOff);
  for (const [index, day] of workdays.entries()) {
    if (off.has(day)) context.addIssue({ code: 'custom', path: ['workdays', index], message: 'must not be a day off' });
  }
});
