import { createHash } from 'node:crypto';
import { canonicalJson } from '../../schemas/canonical.js';
import type { CommandMark } from '../../schemas/envelope.js';

/**
 * The mark by which the log recognises a repeated command: key = SHA-256(sender ‖ NUL ‖ name), digest = SHA-256 of the
 * canonical body. `name` tells one sender's commands apart: an Idempotency-Key, the row of an import, a form.
 */
export function commandMark(sender: string, name: string, body: object): CommandMark {
  return { key: sha256(`${sender}\0${name}`), digest: sha256(canonicalJson(body)) };
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
