import type { FastifyRequest } from 'fastify';
import { resolveAxes } from '../queries/axes.js';
import { type ObjectionsAnswer, type ObjectionsRequest, objectionsPage } from '../queries/objections.js';
import { requireScope } from './access.js';
import { noteRead } from './access-trail.js';
import { cursorPage } from './cursor-page.js';
import type { Registry } from './registry.js';

/** 异议收件: all of them, for those who decide objections; else those about the department's own records. */
export function objectionsFor(
  request: FastifyRequest,
  { log, readModels }: Registry,
  asked: Omit<ObjectionsRequest, 'of' | 'by'>,
): ObjectionsAnswer {
  const { department, scopes } = requireScope(request, 'record', 'record:objection', 'admin');
  const of = scopes.has('record:objection') || scopes.has('admin') ? undefined : department;
  const page = cursorPage(() => objectionsPage(readModels, { ...asked, of, by: department }));
  const axes = resolveAxes(log, {}, readModels.checkpoint().position);
  noteRead(request, { axes, usccs: [...new Set(page.objections.map(({ uscc }) => uscc))] });
  return page;
}
