import { clauseReason } from '../../../schemas/verdict.js';
import type { Label } from '../../../schemas/vocabulary.js';
import type { Grounds } from '../../policy/conditions/check.js';

/** 理由 of a clause, each said once. */
export function reasonWords(grounds: readonly Grounds[]): Label {
  const labels = [...new Set(grounds.map(({ reason }) => reason))].map((reason) => clauseReason.label(reason));
  return { zh: labels.map(({ zh }) => zh).join('、'), en: labels.map(({ en }) => en).join(', ') };
}
