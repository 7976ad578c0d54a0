import type { Command } from '../../schemas/commands.js';
import type { CommandMark } from '../../schemas/envelope.js';
import { commandMark } from '../commands/command-mark.js';
import { Problem } from './problems.js';

interface Asked {
  readonly credential: string;
  readonly uscc: string;
  readonly command: Command;
}

/** The mark of a command that carries an Idempotency-Key; the credential is its sender. Undefined without the header. */
export function markOf(header: string | undefined, { credential, uscc, command }: Asked): CommandMark | undefined {
  if (header === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,200}$/.test(header)) {
    throw new Problem('INPUT_INVALID', [
      { field: 'Idempotency-Key', rule: 'must be 1 to 200 visible ASCII characters' },
    ]);
  }
  return commandMark(credential, header, { uscc, ...command });
}
