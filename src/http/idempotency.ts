import type { FastifyRequest } from 'fastify';
import type { CommandMark } from '../../schemas/envelope.js';
import { commandMark } from '../commands/command-mark.js';
import { Problem } from './problems.js';

/** The mark of a request that carries an Idempotency-Key; the credential is its sender. Undefined without the header. */
export function markOf({ headers }: FastifyRequest, credential: string, asked: object): CommandMark | undefined {
  const header = headers['idempotency-key'];
  if (header === undefined) return undefined;
  if (typeof header !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(header)) {
    throw new Problem('INPUT_INVALID', [
      { field: 'Idempotency-Key', rule: 'must be 1 to 200 visible ASCII characters' },
    ]);
  }
  return commandMark(credential, header, asked);
}
