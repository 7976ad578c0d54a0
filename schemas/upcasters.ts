import { type EventType, eventTypes } from './events.js';

/** Lifts the data of one schema version to the next. */
type Upcaster = (data: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/**
 * For each event type its upcasters in order: the first lifts version 1 to 2, the second 2 to 3. A changed shape
 * is a new row here, a new golden file, and a higher schemaVersion in its family; old files are never edited.
 */
const upcasters: { readonly [T in EventType]?: readonly Upcaster[] } = {};

/** Data of any known schema version in today's shape. Throws on a version that this code does not know yet. */
export function upcast(
  type: EventType,
  schemaVersion: number,
  data: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const current = eventTypes[type].schemaVersion;
  if (schemaVersion > current) {
    throw new Error(`${type} has schema version ${schemaVersion}; this program knows ${current} and must be updated`);
  }
  const chain = upcasters[type] ?? [];
  return chain.slice(schemaVersion - 1).reduce((older, lift) => lift(older), data);
}
