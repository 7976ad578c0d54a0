import { type ObjectionsAsked, openObjections, type StoredObjection } from '../read-models/objection-reader.js';
import type { ReadModels } from '../read-models/read-models.js';

export interface OpenObjection extends StoredObjection {
  /** Null for a unit that is not registered. */
  readonly name: string | null;
}

/** 异议收件: a page of objections that wait for their decision, the most pressing first. */
export function objectionsPage(
  readModels: ReadModels,
  asked: ObjectionsAsked,
): { readonly objections: readonly OpenObjection[]; readonly next?: string } {
  return readModels.read((file) => {
    const found = openObjections(file.db, { ...asked, limit: asked.limit + 1 });
    const objections = found.slice(0, asked.limit).map((each) => ({ ...each, name: file.name(each.uscc) ?? null }));
    const last = objections.at(-1);
    if (found.length <= asked.limit || last === undefined) return { objections };
    return { objections, next: `${last.dueOn ?? '9999'}.${last.eventId}` };
  });
}
