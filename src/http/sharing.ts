import type { FastifyRequest } from 'fastify';
import { type JointList, jointList } from '../../schemas/vocabularies.js';
import { resolveAxes } from '../queries/axes.js';
import { type AskedLateness, type Lateness, latenessOf } from '../queries/lateness.js';
import { type ListMeasures, measuresOfList, ownMeasures, unansweredOn } from '../queries/measures.js';
import { allReceipts, type DepartmentReceipts, overdueDays } from '../queries/receipts.js';
import { requireScope } from './access.js';
import { noteRead } from './access-trail.js';
import { Problem } from './problems.js';
import type { Registry } from './registry.js';

/** What is asked of receipts: by default every department and list that may be seen. */
export interface AskedReceipts {
  readonly list?: JointList | undefined;
  readonly department?: string | undefined;
}

/** 回执情况 as of the last day opened. */
export interface ReceiptsSeen {
  readonly day: string;
  readonly overdueDays: number | undefined;
  readonly departments: readonly DepartmentReceipts[];
}

/** An administrator sees every department; a department itself, on the lists that its key may read. */
export function receiptsFor(request: FastifyRequest, registry: Registry, asked: AskedReceipts): ReceiptsSeen {
  const own = requireScope(request, 'admin', 'feed:joint-reward', 'feed:joint-punishment');
  const { list, department } = asked;
  const isAdmin = own.scopes.has('admin');
  const lists = jointList.codes.filter((each) => isAdmin || own.scopes.has(`feed:${each}`));
  const wanted = lists.filter((each) => list === undefined || each === list);
  const isForeign = !isAdmin && department !== undefined && department !== own.department;
  if (isForeign || wanted.length === 0) throw new Problem('SCOPE_MISSING');
  const axes = resolveAxes(registry.log, {}, registry.readModels.checkpoint().position);
  const of = { department: isAdmin ? department : own.department, lists: wanted };
  return { day: axes.validAt, overdueDays: overdueDays(axes), departments: [...allReceipts(registry, of)] };
}

/** 措施统计: an administrator sees every department, a department itself. */
export async function measuresFor(
  request: FastifyRequest,
  { log, readModels }: Registry,
  list: JointList,
): Promise<ListMeasures> {
  const own = requireScope(request, `feed:${list}`, 'admin');
  const { departments, ...whole } = await measuresOfList({ log, readModels }, list);
  const isAdmin = own.scopes.has('admin');
  return { ...whole, departments: departments.filter((each) => isAdmin || each.department === own.department) };
}

interface AskedOwn {
  readonly list: JointList;
  readonly after: readonly [day: string, eventId: string] | undefined;
  readonly limit: number;
}

/** 本部门措施 on a list that its key may read. */
export function ownMeasuresFor(request: FastifyRequest, { readModels }: Registry, asked: AskedOwn) {
  const { department } = requireScope(request, `feed:${asked.list}`);
  const page = ownMeasures(readModels, { department, ...asked });
  noteRead(request, { usccs: page.measures.map(({ uscc }) => uscc) });
  return page;
}

interface AskedUnanswered {
  readonly list: JointList;
  readonly department: string | undefined;
  readonly after: string;
  readonly limit: number;
}

/** 未响应主体: of another department an administrator alone is told. */
export function unansweredFor(request: FastifyRequest, { readModels }: Registry, asked: AskedUnanswered) {
  const own = requireScope(request, `feed:${asked.list}`);
  const isForeign = asked.department !== undefined && asked.department !== own.department;
  if (isForeign && !own.scopes.has('admin')) throw new Problem('SCOPE_MISSING');
  const page = unansweredOn(readModels, asked);
  noteRead(request, { usccs: page.usccs });
  return page;
}

/** 报送及时性: an administrator sees every department, a department itself. */
export function latenessFor(request: FastifyRequest, registry: Registry, asked: AskedLateness): Lateness {
  const own = requireScope(request, 'record', 'admin');
  if (own.scopes.has('admin')) return latenessOf(registry, asked);
  if (asked.department !== undefined && asked.department !== own.department) throw new Problem('SCOPE_MISSING');
  return latenessOf(registry, { ...asked, department: own.department });
}
