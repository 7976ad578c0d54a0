import { z } from 'zod';
import { calendarDay } from '../day.js';
import { documentEvent } from '../event-definition.js';
import { line, numberLine, prose } from '../text.js';

const fen = z.int().positive();
const year = z.int().min(1949).max(2200);

/** 奖励资金 (四（三）): amounts in integer fen, always in the payee's stream. */
export const rewardEvents = {
  RewardDetermined: documentEvent({ zh: '核定奖励金额', en: 'reward determined' }, (target) => ({
    honourIds: z.array(target).min(1).max(50),
    amountFen: fen,
    regulation: line(200),
  })),
  RewardPaid: documentEvent({ zh: '拨付奖励资金', en: 'reward paid' }, (target) => ({
    year,
    honourIds: z.array(target).min(1).max(50),
    absorbed: z.array(target).max(50),
    amountFen: fen,
    paidOn: calendarDay,
    voucherNo: numberLine(100),
  })),
  RewardRecovered: documentEvent({ zh: '追回奖励资金', en: 'reward recovered' }, (target) => ({
    target,
    amountFen: fen,
    recoveredOn: calendarDay,
    reason: prose(300),
    voucherNo: numberLine(100).optional(),
  })),
};
