import { z } from 'zod';
import type { ReadModels } from '../read-models/read-models.js';
import { Problem } from './problems.js';

/** `after=<position>`: a read waits until its read models hold everything up to the position that a write answered. */
export const after = {
  after: z.coerce.number().int().nonnegative().optional().describe('等到该登记位置 wait for this position'),
};

/** How long a read waits at most, in milliseconds. */
const patience = 5000;

/** Waits for the position, if one is asked for. Throws Problem READ_MODEL_BEHIND when the time is over. */
export async function waitFor(position: number | undefined, readModels: ReadModels): Promise<void> {
  if (position === undefined) return;
  if (!(await readModels.waitFor(position, patience))) throw new Problem('READ_MODEL_BEHIND');
}
