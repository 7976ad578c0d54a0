import { z } from 'zod';
import { calendarDay } from '../day.js';
import { plainEvent } from '../event-definition.js';
import { position, sha256Hex, slug } from '../identifiers.js';
import { line, numberLine, prose } from '../text.js';
import { uscc } from '../uscc.js';

const day = calendarDay;

/** 评选: one round of a programme in a year, in the stream `award_round-<programme>.<year>`. */
export const roundEvents = {
  RoundOpened: plainEvent(
    { zh: '启动评选', en: 'round opened' },
    {
      programme: slug,
      year: z.int().min(1949).max(2200),
      quota: z.int().positive(),
      coolingOffYears: z.int().nonnegative(),
      documentNo: numberLine(100),
      ruleVersion: line(500),
      openedOn: day,
    },
  ),
  ApplicationFiled: plainEvent({ zh: '申报', en: 'application filed' }, { uscc, filedOn: day }),
  EligibilityAssessed: plainEvent(
    { zh: '资格审查', en: 'eligibility assessed' },
    {
      uscc,
      validAt: day,
      knownAt: position,
      ruleVersion: line(500),
      edition: numberLine(64),
      verdict: z.enum(['eligible', 'ineligible', 'needs-review']),
      verdictDigest: sha256Hex,
    },
  ),
  NoticePublished: plainEvent(
    { zh: '公示开始', en: 'notice published' },
    { usccs: z.array(uscc).max(1000), from: day, until: day },
  ),
  NoticeEnded: plainEvent({ zh: '公示结束', en: 'notice ended' }, { on: day }),
  RoundDecided: plainEvent(
    { zh: '评选决定', en: 'round decided' },
    {
      documentNo: numberLine(100),
      decidedOn: day,
      winners: z.array(z.strictObject({ uscc, version: z.int().nonnegative() })).max(1000),
    },
  ),
  WinnerRefused: plainEvent(
    { zh: '取消获奖资格', en: 'winner refused' },
    { uscc, clause: line(100), reason: prose(300) },
  ),
  RoundClosed: plainEvent({ zh: '评选结束', en: 'round closed' }, { on: day }),
};
