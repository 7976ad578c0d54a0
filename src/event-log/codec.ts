import { createHash } from 'node:crypto';
import { canonicalJson } from '../../schemas/canonical.js';
import { eventTypes, isEventType, type NewEvent, type RecordedEvent } from '../../schemas/events.js';
import { upcast } from '../../schemas/upcasters.js';
import type { StoredEvent } from './event-log.js';

/** An event type that this program does not know: a newer one wrote it, and guessing would corrupt what is folded. */
export class UnknownEventType extends Error {
  constructor(type: string, position: number) {
    super(`event ${position} has the unknown type ${type}; this program must be updated before it can go on`);
    this.name = 'UnknownEventType';
  }
}

/** The stored form of an event. Throws on numbers that are not safe integers: they would not survive every reader. */
export function encode(event: NewEvent): Omit<StoredEvent, 'position'> {
  const { salt, ...committed } = event;
  const body = canonicalJson(committed);
  refuseUnsafeNumbers(event.data, event.type);
  const raw = Buffer.from(salt, 'hex');
  return { body, salt: raw, commitment: commitmentOf(raw, body) };
}

function refuseUnsafeNumbers(value: unknown, where: string): void {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new TypeError(`${where}: ${value} is not a safe integer`);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) refuseUnsafeNumbers(inner, `${where}.${key}`);
}

function commitmentOf(salt: Buffer, body: string): Buffer {
  return createHash('sha256').update(salt).update(body, 'utf8').digest();
}

/** Is the stored commitment that of the stored form? Reads what lies there, never the upcast event. */
export function isCommitted(stored: StoredEvent): boolean {
  return stored.commitment.equals(commitmentOf(stored.salt, stored.body));
}

/** RFC 6962 leaf of the transparency tree: SHA-256(0x00 ‖ commitment), at index position − 1. */
export function leafHash(commitment: Buffer): Buffer {
  return createHash('sha256').update(Buffer.of(0)).update(commitment).digest();
}

/** The event in today's shape. Throws UnknownEventType. */
export function decode(stored: Omit<StoredEvent, 'commitment'>): RecordedEvent {
  const { body, salt, position } = stored;
  const current = Object.assign(lifted(JSON.parse(body), position), { salt: salt.toString('hex'), position });
  if (isRecorded(current)) return current;
  throw new Error(`event ${stored.position} has no readable envelope`);
}

function lifted(parsed: unknown, position: number): object {
  if (typeof parsed !== 'object' || parsed === null || !('type' in parsed) || typeof parsed.type !== 'string') {
    throw new Error(`event ${position} is not an event`);
  }
  if (!isEventType(parsed.type)) throw new UnknownEventType(parsed.type, position);
  if (!('schemaVersion' in parsed) || typeof parsed.schemaVersion !== 'number' || parsed.schemaVersion < 1) {
    throw new Error(`event ${position} does not say which version of ${parsed.type} it is`);
  }
  const version = parsed.schemaVersion;
  const today = eventTypes[parsed.type].schemaVersion;
  if (version === today) return parsed;
  const data = 'data' in parsed && typeof parsed.data === 'object' ? { ...parsed.data } : {};
  return { ...parsed, schemaVersion: today, data: upcast(parsed.type, version, data) };
}

/**
 * What the log holds was checked against its schema before it was first written and is held by its commitment since,
 * so a known type is all that needs to be looked at on every read.
 */
function isRecorded(event: object): event is RecordedEvent {
  return 'type' in event && 'data' in event && 'stream' in event && 'position' in event;
}
