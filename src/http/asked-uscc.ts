import { z } from 'zod';
import { checkUscc } from '../../schemas/uscc.js';
import { Refusal } from '../domain/refusal.js';

/** The code in an address, as written; checked by askedUscc so that the answer can say what is wrong with it. */
export const usccParams = z.object({ uscc: z.string().min(1).max(64) });

/** The normalised code. Throws Refusal USCC_INVALID with the defect and, for look-alikes, a suggestion. */
export function askedUscc(raw: string): string {
  const checked = checkUscc(raw);
  if (checked.outcome !== 'invalid') return checked.uscc;
  const { defect: reason, suggestion } = checked;
  throw new Refusal('USCC_INVALID', { field: 'uscc', reason, ...(suggestion === undefined ? {} : { suggestion }) });
}
