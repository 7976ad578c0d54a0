import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { uuid } from '../../schemas/identifiers.js';
import type { ActingDepartment } from '../domain/context.js';
import type { ImportStatus } from '../imports/imports.js';
import { requireScope } from './access.js';
import type { ParsedRequest } from './parsed-request.js';
import { Problem } from './problems.js';
import type { Registry } from './registry.js';

/** The address of one import. */
export const importParams = z.object({ id: uuid });

/** Whoever may send files. */
export function importSender(request: FastifyRequest): ActingDepartment {
  return requireScope(request, 'record', 'record:repair', 'record:objection', 'admin');
}

/** Only the key that started an import may read it, or an administrator's. */
export function importsReadableBy(request: FastifyRequest): (key: string) => boolean {
  const { key, scopes } = importSender(request);
  return (startedBy) => scopes.has('admin') || startedBy === key;
}

/** The import of the address. Throws Problem IMPORT_UNKNOWN for one that is not there or not this key's. */
export function askedImport(
  request: ParsedRequest<{ params: typeof importParams }>,
  { imports }: Registry,
): ImportStatus {
  const isReadable = importsReadableBy(request);
  const found = imports.find(request.params.id);
  if (found === undefined || !isReadable(found.accepted.sender.key)) throw new Problem('IMPORT_UNKNOWN');
  return found;
}
