import { firstDayOf } from '../schemas/day.js';
import { recordsOf } from '../src/domain/enterprise.js';
import { rewardYearOf } from '../src/policy/honours.js';
import type { RegisterProjection } from './projection.js';

/**
 * 奖励年度: which enterprises a year's bills are about: those with an honour of the year, and those paid for it, whose
 * honours may have been withdrawn since. It is no list for anybody to see.
 */
export const rewardYear = {
  name: 'reward_year',
  edition: 1,
  columns: ['year'],
  rows: ({ state }) => [
    ...recordsOf(state, 'HonourAwarded').map((honour) => ({
      event_id: honour.event.id,
      day: firstDayOf(honour.event.data.awardedOn ?? honour.event.data.source.receivedOn),
      year: String(rewardYearOf(honour)),
    })),
    ...recordsOf(state, 'RewardPaid').map(({ event }) => ({
      event_id: event.id,
      day: event.data.paidOn,
      year: String(event.data.year),
    })),
  ],
} as const satisfies RegisterProjection<'year'>;
