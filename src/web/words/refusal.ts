import type { Label } from '../../../schemas/vocabulary.js';
import { type Refusal, refusals } from '../../domain/refusal.js';

/** 不予受理 as a sentence, with what it points at. */
export function refusalWords({ code, details: { reason } }: Refusal): Label {
  const { zh, en } = refusals[code];
  return reason === undefined ? { zh, en } : { zh: `${zh}（${reason}）`, en: `${en} (${reason})` };
}
