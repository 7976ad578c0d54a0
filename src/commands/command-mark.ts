import { hash } from 'node:crypto';
import { canonicalJson } from '../../schemas/canonical.js';
import type { CommandMark } from '../../schemas/envelope.js';
import type { RecordedEvent } from '../../schemas/events.js';
import { Refusal } from '../domain/refusal.js';
import type { EventReader } from '../event-log/event-log.js';

/**
 * The mark by which the log recognises a repeated command: key = SHA-256(sender ‖ NUL ‖ name), digest = SHA-256 of what
 * is asked for, as canonical JSON. `name` tells one sender's commands apart: an Idempotency-Key, the row of an import,
 * a form.
 */
export function commandMark(sender: string, name: string, asked: object): CommandMark {
  return { key: sha256(`${sender}\0${name}`), digest: sha256(canonicalJson(asked)) };
}

/**
 * Idempotency lives in the log: the events that the first call under a mark recorded, whichever node took it; none when
 * there was no such call. Two nodes that are sent one key for two things in one moment record both: to each its own.
 * Throws Refusal when the key stands for other things alone.
 */
export function repeatedEvents(reader: EventReader, mark: CommandMark | undefined): readonly RecordedEvent[] {
  if (mark === undefined) return [];
  const known = reader.commandEvents(mark.key);
  const own = known.filter(({ command }) => command?.digest === mark.digest);
  if (known.length > 0 && own.length === 0) throw new Refusal('IDEMPOTENCY_KEY_REUSED');
  return own;
}

function sha256(text: string): string {
  return hash('sha256', text);
}
