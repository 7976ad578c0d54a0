import { createHash } from 'node:crypto';
import { canonicalJson } from '../../schemas/canonical.js';
import type { Command } from '../../schemas/commands.js';
import type { CommandMark } from '../../schemas/envelope.js';

interface Marked {
  readonly uscc: string;
  readonly command: Command;
}

/**
 * The mark by which the log recognises a repeated command: key = SHA-256(sender ‖ NUL ‖ name), digest = SHA-256 of the
 * canonical command. `name` tells one sender's commands apart: an Idempotency-Key, or the row of an import.
 */
export function commandMark(sender: string, name: string, { uscc, command }: Marked): CommandMark {
  return { key: sha256(`${sender}\0${name}`), digest: sha256(canonicalJson({ uscc, ...command })) };
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
