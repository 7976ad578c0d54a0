import type { FastifyRequest } from 'fastify';
import type { ActingDepartment } from '../domain/context.js';
import { departmentIds } from '../event-log/departments.js';
import { plainViewerOf, requireScope } from '../http/access.js';
import { noteRead } from '../http/access-trail.js';
import { profileAnswer } from '../http/answers.js';
import { askedUscc, type usccParams } from '../http/asked-uscc.js';
import type { ParsedRequest } from '../http/parsed-request.js';
import type { Registry } from '../http/registry.js';
import type { Viewer } from '../policy/visibility.js';
import { type Axes, resolveAxes } from '../queries/axes.js';
import { profileAsOf } from '../queries/profile.js';
import { type Frame, frameOf } from './frame.js';
import type { Sources } from './sources.js';
import type { Choice } from './views/choice.js';
import type { Item } from './views/item.js';
import { type Names, namesOf } from './views/names.js';
import { itemsIn, type RecordChoice, recordsIn } from './views/records.js';

/** Scopes that record anything on enterprises at all. */
export const recording = ['record', 'record:repair', 'record:objection', 'admin'] as const;

/** 登记台: who records on which enterprise, and what of its records they may see and point at. */
export interface Desk {
  readonly request: FastifyRequest;
  readonly registry: Registry;
  readonly frame: Frame;
  readonly acting: ActingDepartment;
  readonly viewer: Viewer;
  readonly axes: Axes;
  readonly names: Names;
  readonly departments: readonly Choice[];
  readonly uscc: string;
  /** Null where nothing is on record that this viewer may see. */
  readonly name: string | null;
  readonly items: readonly Item[];
  readonly records: readonly RecordChoice[];
}

/** The desk at the enterprise of the address. Throws Problem without a scope to record, Refusal on a bad code. */
export function deskAt(
  request: ParsedRequest<{ params: typeof usccParams }>,
  { registry, authentication, site }: Sources,
): Desk {
  const acting = requireScope(request, ...recording);
  const uscc = askedUscc(request.params.uscc);
  const viewer = plainViewerOf(request);
  const axes = resolveAxes(registry.log, {});
  noteRead(request, { usccs: [uscc], axes });
  const names = namesOf(axes.rules, authentication);
  const answer = profileAsOf(registry.log, uscc, axes, viewer);
  const profile = answer === undefined ? undefined : profileAnswer.parse(JSON.parse(answer.body.toString()));
  const departments = [...departmentIds(registry.log)].map((id) => {
    const name = names.department(id);
    return { value: id, label: { zh: name, en: name } };
  });
  return {
    request,
    registry,
    frame: frameOf(request, site, 'console'),
    acting,
    viewer,
    axes,
    names,
    departments,
    uscc,
    name: profile === undefined ? null : (profile.name ?? uscc),
    items: profile === undefined ? [] : itemsIn(profile),
    records: profile === undefined ? [] : recordsIn(profile, names),
  };
}
