import { z } from 'zod';
import type { RoundId } from '../commands/award-rounds.js';

/** 评选轮次 in an address: `<programme>.<year>`. */
export const roundParams = z.object({
  round: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*\.\d{4}$/, { error: 'must be programme.year' }),
});

/** The round that an address names. */
export function askedRound({ round }: z.output<typeof roundParams>): RoundId {
  const [programme = '', year] = round.split('.');
  return { programme, year: Number(year) };
}
