import { setImmediate } from 'node:timers/promises';
import type { ListJob } from '../list-jobs/job-record.js';
import { judgedRow, judgingAxes } from '../queries/judged-lists.js';
import { listRow } from './list-answer.js';
import type { Registry } from './registry.js';

/** The result of a job, and which of its rows are asked for. */
export interface JobRows {
  readonly registry: Registry;
  readonly job: ListJob;
  readonly filter: { readonly division?: string | undefined; readonly text?: string | undefined };
}

interface JudgedItem {
  readonly row: ReturnType<typeof listRow.parse>;
}

/** How many rows are judged before other requests get their turn. */
const atOnce = 25;

/** The rows of a result with the number of the code each was made of, judged as they are taken. */
async function* numbered(
  { registry, job, filter }: JobRows,
  after: number,
): AsyncGenerator<{ readonly item: JudgedItem; readonly number: number }> {
  const { id, list, axes: asked } = job;
  for (let at = after; ; at += atOnce) {
    await setImmediate();
    const codes = registry.listJobs.codes(id, at, atOnce);
    const axes = judgingAxes(registry, { ...asked, knownAt: String(asked.knownAt) });
    for (const [index, uscc] of codes.entries()) {
      const judged = judgedRow(registry, uscc, { list, axes });
      if (judged === undefined || !passes(judged, filter)) continue;
      yield { item: { row: listRow.parse(judged) }, number: at + index + 1 };
    }
    if (codes.length < atOnce) return;
  }
}

function passes(
  { name, division }: { readonly name: string | null; readonly division: string | null },
  filter: JobRows['filter'],
): boolean {
  if (filter.division !== undefined && division !== filter.division) return false;
  return filter.text === undefined || (name?.includes(filter.text) ?? false);
}

/** All rows of a result, in code order. */
export async function* judgedRows(rows: JobRows): AsyncGenerator<JudgedItem> {
  for await (const { item } of numbered(rows, 0)) yield item;
}

/** A page of a result, and after which code the next begins; without one it is the last. */
export async function judgedPage(
  rows: JobRows,
  after: number,
  limit: number,
): Promise<{ readonly items: readonly JudgedItem[]; readonly next?: number }> {
  const items: JudgedItem[] = [];
  let last = after;
  for await (const { item, number } of numbered(rows, after)) {
    if (items.length === limit) return { items, next: last };
    items.push(item);
    last = number;
  }
  return { items };
}
