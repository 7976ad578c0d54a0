import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { JointList } from '../../schemas/vocabularies.js';
import { divisionNames, type PackNames } from '../policy/pack-names.js';
import type { Rules } from '../policy/rules.js';
import { type ListItem, listPage } from '../queries/joint-lists.js';
import type { ListPage } from '../read-models/list-reader.js';
import type { ReadModels } from '../read-models/read-models.js';
import { workbook } from '../sheets/workbook.js';
import { csvOf } from './csv.js';
import { gzippedStream } from './gzip.js';
import { type ListHead, listRow } from './list-answer.js';
import { Problem } from './problems.js';

const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** In which a list is told, beside JSON; as the documentation of a route says it. */
export const listFiles = {
  'application/x-ndjson': { schema: z.string() },
  'text/csv': { schema: z.string() },
  [spreadsheet]: { schema: z.string().meta({ format: 'binary' }) },
};

export interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

interface ListFile {
  readonly list: JointList;
  readonly format: 'ndjson' | 'csv' | 'xlsx';
  readonly head: Omit<ListHead, 'feed'>;
  readonly rows: AsyncIterable<ToldRow>;
  readonly rules: Rules;
}

/** Sends a list as a file, in constant memory; a workbook is made in memory, so it is bounded. Throws Problem EXPORT_TOO_LARGE. */
export async function sendList(
  { request, reply }: Exchange,
  { list, format, head, rows, rules }: ListFile,
): Promise<FastifyReply> {
  const told = { measures: head.measures, divisions: divisionNames(rules), rows };
  const name = `attachment; filename="${list}.${format}"`;
  switch (format) {
    case 'ndjson':
      return reply
        .type('application/x-ndjson; charset=utf-8')
        .send(gzippedStream(request, reply, listNdjson(head, rows)));
    case 'csv':
      reply.header('content-disposition', name).type('text/csv; charset=utf-8');
      return reply.send(gzippedStream(request, reply, listCsv(told)));
    case 'xlsx': {
      const body = await listXlsx(told);
      if (body === undefined) throw new Problem('EXPORT_TOO_LARGE');
      return reply.header('content-disposition', name).type(spreadsheet).send(body);
    }
  }
}

/** A row as it is told in a file: one that is sealed has no text, one that was judged for its asker no id. */
export type ToldRow = ListItem | { readonly row: Readonly<Record<string, unknown>> };

const page = 500;

/** Every row of a list at a position, a page at a time; other requests are served in between. */
export async function* standingRows(
  readModels: ReadModels,
  asked: Omit<ListPage, 'after' | 'limit'>,
): AsyncGenerator<ListItem> {
  let after: string | undefined = '';
  while (after !== undefined) {
    const { items, next }: ReturnType<typeof listPage> = listPage(readModels, { ...asked, after, limit: page });
    yield* items;
    after = next;
    await setImmediate();
  }
}

/** NDJSON: the head first, then a line a row. */
function listNdjson(head: object, rows: AsyncIterable<ToldRow>): Readable {
  const text = async function* () {
    yield `${JSON.stringify(head)}\n`;
    for await (const each of rows) yield `${JSON.stringify(each)}\n`;
  };
  return Readable.from(text());
}

const xlsxLimit = 50_000;
const headings = ['统一社会信用代码', '企业名称', '区县', '理由', '依据', '文号', '自', '至', '有争议', '措施'];

/** What a list for people is made of. */
interface Told extends Pick<ListHead, 'measures'> {
  /** Names of divisions, by code. */
  readonly divisions: PackNames;
  readonly rows: AsyncIterable<ToldRow>;
}

async function* cells({ measures, divisions, rows }: Told): AsyncGenerator<string[]> {
  const own = measures.map(({ zh }) => zh).join('；');
  for await (const each of rows) {
    if ('sealed' in each) continue;
    const { uscc, name, division, grounds, since, until, disputed } = listRow.parse(each.row);
    const joined = (part: (ground: (typeof grounds)[number]) => string | undefined): string =>
      [...new Set(grounds.flatMap((each) => part(each) ?? []))].join('；');
    const reasons = [joined(({ zh }) => zh), joined(({ legalBasis, clause }) => legalBasis ?? clause)];
    const last = [joined(({ documentNo }) => documentNo), since, until ?? '', disputed ? '是' : '否', own];
    const place = divisions.get(division ?? '')?.zh ?? division ?? '';
    yield [uscc, name ?? '', place, ...reasons, ...last];
  }
}

/** CSV for people: byte order mark, formulas defused; what was withdrawn since is left out. */
function listCsv(told: Told): Readable {
  const rows = async function* () {
    yield headings;
    yield* cells(told);
  };
  return csvOf(rows());
}

/** More lines than a spreadsheet is good for are asked for as CSV: undefined. */
async function listXlsx(told: Told): Promise<Buffer | undefined> {
  const rows: string[][] = [];
  for await (const row of cells(told)) {
    if (rows.length === xlsxLimit) return undefined;
    rows.push(row);
  }
  return workbook(headings, rows);
}
