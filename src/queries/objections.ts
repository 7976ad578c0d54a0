import {
  keyOfObjection,
  type ObjectionKey,
  type ObjectionsAsked,
  objectionsOnRecord,
  type StoredObjection,
} from '../read-models/objection-reader.js';
import type { ReadModels } from '../read-models/read-models.js';
import { cursorParts, pageCursor } from './page-cursor.js';

export interface ListedObjection extends StoredObjection {
  /** Null for a unit that is not registered. */
  readonly name: string | null;
}

export interface ObjectionsRequest extends Omit<ObjectionsAsked, 'after'> {
  readonly cursor?: string | undefined;
}

export interface ObjectionsAnswer {
  readonly objections: readonly ListedObjection[];
  /** Opaque; asks for what follows. Absent on the last page. */
  readonly next?: string;
}

/** 异议收件: a page of objections, in the order of the state that is asked for. Throws NotACursor on a cursor that is none. */
export function objectionsPage(
  readModels: ReadModels,
  { cursor, limit, ...asked }: ObjectionsRequest,
): ObjectionsAnswer {
  const after = cursor === undefined ? undefined : keyOf(cursor);
  return readModels.read((file) => {
    const found = objectionsOnRecord(file.db, { ...asked, after, limit: limit + 1 });
    const objections = found.slice(0, limit).map((each) => ({ ...each, name: file.name(each.uscc) ?? null }));
    const last = objections.at(-1);
    return { objections, ...(found.length > limit && last !== undefined ? { next: cursorOf(last) } : {}) };
  });
}

function cursorOf(objection: StoredObjection): string {
  const { day, eventId } = keyOfObjection(objection);
  return pageCursor(day, eventId);
}

function keyOf(cursor: string): ObjectionKey {
  const [day = '', eventId = ''] = cursorParts(cursor, /^(\d{4}(?:-\d{2}-\d{2})?) ([0-9a-f-]{36})$/);
  return { day, eventId };
}
