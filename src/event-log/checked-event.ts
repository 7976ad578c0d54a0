import { filing } from '../../schemas/envelope.js';
import { isCommitted } from './codec.js';
import type { StoredEvent } from './event-log.js';

const SALT_BYTES = 16;

/** A stored event that cannot take its place in another log: damaged, or not the one that comes next. */
export class StoredEventRefused extends Error {
  /** The position at which it was refused. */
  readonly position: number;
  readonly rule: string;

  constructor(position: number, rule: string) {
    super(`event ${position}: ${rule}`);
    this.name = 'StoredEventRefused';
    this.position = position;
    this.rule = rule;
  }
}

/** A stored event whose commitment was checked, and where it is filed: what a log's columns repeat of its body. */
export interface CheckedEvent extends StoredEvent {
  readonly stream: string;
  readonly version: number;
  readonly id: string;
  /** Milliseconds. */
  readonly recordedAt: number;
  readonly commandKey: string | undefined;
}

/**
 * Checks that a stored event is the one that comes next, is what it is committed to, and says where it belongs. It
 * looks at the envelope alone, so events of unknown types and of older shapes pass as well. Throws StoredEventRefused.
 */
export function checked(stored: StoredEvent, expected: number): CheckedEvent {
  const { position, salt, body } = stored;
  if (position !== expected)
    throw new StoredEventRefused(expected, `position ${position} stands where ${expected} must`);
  if (salt.length !== SALT_BYTES) throw new StoredEventRefused(position, `the salt must have ${SALT_BYTES} bytes`);
  if (!isCommitted(stored)) throw new StoredEventRefused(position, 'the commitment is not that of the body');
  const read = filing.safeParse(jsonOf(body, position));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new StoredEventRefused(position, `the envelope: ${issue?.path.join('.')} ${issue?.message}`);
  }
  const { stream, version, id, recordedAt, command } = read.data;
  return { ...stored, stream, version, id, recordedAt: Date.parse(recordedAt), commandKey: command?.key };
}

function jsonOf(body: string, position: number): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) throw new StoredEventRefused(position, 'the body is no JSON');
    throw error;
  }
}
