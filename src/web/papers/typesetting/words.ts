import type { Paper } from '../paper.js';

/** Every character that may be set: all that a paper says, and what numbers and spelt characters are made of. */
export function wordsOf(paper: Paper): string {
  return `${JSON.stringify(paper)}[U+0123456789ABCDEF] ·`;
}

/** A code in its groups of 2, 6, 9 and 1. */
export function grouped(uscc: string): string {
  return [uscc.slice(0, 2), uscc.slice(2, 8), uscc.slice(8, 17), uscc.slice(17)].join(' ');
}
