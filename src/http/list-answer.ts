import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { stringify } from 'csv-stringify';
import { z } from 'zod';
import { jointList, listReason } from '../../schemas/vocabularies.js';
import { type ListItem, listPage } from '../queries/joint-lists.js';
import type { ListPage } from '../read-models/list-reader.js';
import type { ReadModels } from '../read-models/read-models.js';
import { workbook } from '../sheets/workbook.js';

const ground = z.object({
  code: z.string(),
  zh: z.string(),
  clause: z.string(),
  quote: z.string(),
  legalBasis: z.string().optional(),
  documentNo: z.string().optional(),
  authority: z.string().optional(),
  since: z.string(),
  until: z.string().optional(),
  assumed: z.string().optional(),
  eventIds: z.array(z.string()),
  disputed: z.boolean(),
});

/** A row of a list, the same for every department. */
export const listRow = z.strictObject({
  list: jointList.schema,
  uscc: z.string(),
  name: z.string().nullable(),
  division: z.string().nullable(),
  grounds: z.array(ground),
  since: z.string(),
  until: z.string().nullable(),
  disputed: z.boolean(),
});

const sealed = z.strictObject({ rowId: z.string(), sealed: z.literal(true) });
const item = z.union([sealed, z.strictObject({ rowId: z.string(), rowSalt: z.string(), row: listRow })]);
export type ListRow = z.output<typeof listRow>;

const axes = z.object({ validAt: z.string(), knownAt: z.int(), ruleVersion: z.string() });
export const listMeasure = z.object({
  code: z.string(),
  zh: z.string(),
  en: z.string(),
  clause: z.string(),
  legalBasis: z.string().optional(),
});

/** What stands before the rows: the axes, where the feed goes on, and what the asking department is to do. */
export const listHead = z.object({
  list: jointList.schema,
  axes,
  feed: z.object({ cursor: z.string(), sequence: z.int(), digest: z.string() }),
  measures: z.array(listMeasure),
});
export type ListHead = z.output<typeof listHead>;

export const listAnswer = listHead.extend({ items: z.array(item), next: z.string().optional() });

const frame = {
  sequence: z.int(),
  digest: z.string().describe('此变动后的集合摘要 of the set after this change'),
  position: z.int(),
  op: z.enum(['add', 'remove']),
  rowId: z.string(),
  recordedAt: z.string(),
};

/** A change of a list, as documented; a test checks every change against it. */
export const listChange = z.discriminatedUnion('sealed', [
  z.strictObject({
    ...frame,
    sealed: z.literal(true),
    withdrawal: z.strictObject({ reasonClass: listReason.schema, clause: z.string() }).optional(),
  }),
  z.strictObject({
    ...frame,
    sealed: z.literal(false),
    uscc: z.string(),
    rowSalt: z.string().optional(),
    row: listRow.optional(),
    reasonClass: listReason.schema,
    causes: z.array(z.string()),
    effectiveOn: z.string(),
    ruleVersion: z.string(),
  }),
]);

const page = 500;

/** Every row of a list at a position, a page at a time; other requests are served in between. */
async function* allItems(readModels: ReadModels, asked: Omit<ListPage, 'after' | 'limit'>): AsyncGenerator<ListItem> {
  let after: string | undefined = '';
  while (after !== undefined) {
    const { items, next }: ReturnType<typeof listPage> = listPage(readModels, { ...asked, after, limit: page });
    yield* items;
    after = next;
    await setImmediate();
  }
}

type Whole = Omit<ListPage, 'after' | 'limit'>;

/** NDJSON: the head first, then a line a row. The rows are those of the head's position, whatever comes meanwhile. */
export function listNdjson(readModels: ReadModels, head: ListHead, asked: Whole): Readable {
  const text = async function* () {
    yield `${JSON.stringify(head)}\n`;
    for await (const each of allItems(readModels, asked)) yield `${JSON.stringify(each)}\n`;
  };
  return Readable.from(text());
}

const headings = ['统一社会信用代码', '企业名称', '区县', '理由', '依据', '文号', '自', '至', '有争议', '措施'];

async function* cells(readModels: ReadModels, { measures }: ListHead, asked: Whole): AsyncGenerator<string[]> {
  const own = measures.map(({ zh }) => zh).join('；');
  for await (const each of allItems(readModels, asked)) {
    if ('sealed' in each) continue;
    const { uscc, name, division, grounds, since, until, disputed } = listRow.parse(each.row);
    const joined = (part: (ground: (typeof grounds)[number]) => string | undefined): string =>
      grounds.flatMap((each) => part(each) ?? []).join('；');
    const reasons = [joined(({ zh }) => zh), joined(({ legalBasis, clause }) => legalBasis ?? clause)];
    const last = [joined(({ documentNo }) => documentNo), since, until ?? '', disputed ? '是' : '否', own];
    yield [uscc, name ?? '', division ?? '', ...reasons, ...last];
  }
}

/** CSV for people: byte order mark, formulas defused; what was withdrawn since is left out. */
export function listCsv(readModels: ReadModels, head: ListHead, asked: Whole): Readable {
  const rows = async function* () {
    yield headings;
    yield* cells(readModels, head, asked);
  };
  return Readable.from(rows()).pipe(stringify({ bom: true, escape_formulas: true }));
}

/** More lines than a spreadsheet is good for are asked for as CSV: undefined. */
export async function listXlsx(
  readModels: ReadModels,
  head: ListHead,
  asked: Whole,
  most: number,
): Promise<Buffer | undefined> {
  const rows: string[][] = [];
  for await (const row of cells(readModels, head, asked)) {
    if (rows.length === most) return undefined;
    rows.push(row);
  }
  return workbook(headings, rows);
}
