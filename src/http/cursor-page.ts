import { NotACursor } from '../queries/page-cursor.js';
import { Problem } from './problems.js';

/** Reads a page of a list. Throws Problem INPUT_INVALID where the cursor is none of that list. */
export function cursorPage<Page>(read: () => Page): Page {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof NotACursor)) throw error;
    throw new Problem('INPUT_INVALID', [{ field: 'cursor', rule: 'must be a cursor of this list' }]);
  }
}
