import { createHash } from 'node:crypto';
import { canonicalJson } from '../../schemas/canonical.js';
import type { Command } from '../../schemas/commands.js';
import type { CommandMark } from '../../schemas/envelope.js';
import { Problem } from './problems.js';

interface Asked {
  readonly credential: string;
  readonly uscc: string;
  readonly command: Command;
}

/**
 * The mark of a command that carries an Idempotency-Key: key = SHA-256(credential ‖ NUL ‖ Idempotency-Key), digest =
 * SHA-256 of the canonical command. Undefined without the header.
 */
export function markOf(header: string | undefined, { credential, uscc, command }: Asked): CommandMark | undefined {
  if (header === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,200}$/.test(header)) {
    throw new Problem('INPUT_INVALID', [
      { field: 'Idempotency-Key', rule: 'must be 1 to 200 visible ASCII characters' },
    ]);
  }
  return { key: sha256(`${credential}\0${header}`), digest: sha256(canonicalJson({ uscc, ...command })) };
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
