import type { StoredEvent } from './event-log.js';

/** Where a stored event is filed: what the log's columns repeat of its body. */
export interface Filing {
  readonly stream: string;
  readonly version: number;
  readonly id: string;
  readonly recordedAt: number;
  readonly commandKey: string | undefined;
}

/**
 * Reads from a stored body where the event belongs. It looks at the envelope alone, so events of unknown types and of
 * older shapes travel as well. Throws when there is no envelope.
 */
export function filingOf({ body, position }: Pick<StoredEvent, 'body' | 'position'>): Filing {
  const parsed: unknown = JSON.parse(body);
  const { stream, version, id, recordedAt, command } = fieldsOf(parsed);
  if (typeof stream !== 'string' || typeof version !== 'number' || typeof id !== 'string') {
    throw new Error(`event ${position} has no readable envelope`);
  }
  const instant = typeof recordedAt === 'string' ? Date.parse(recordedAt) : Number.NaN;
  if (Number.isNaN(instant)) throw new Error(`event ${position} does not say when it was recorded`);
  const { key } = fieldsOf(command);
  return { stream, version, id, recordedAt: instant, commandKey: typeof key === 'string' ? key : undefined };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
