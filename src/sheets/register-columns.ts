import type { PackNames } from '../policy/pack-names.js';
import type { RegisterLine, RegisterName } from '../queries/registers.js';

/** A column of an exported register: its heading, and where its text stands in a line. */
export interface ExportColumn {
  readonly heading: string;
  readonly path: readonly string[];
  /** Where the id stands of the programme by whose name the text is told, or that stands in for it where there is none. */
  readonly programme?: readonly string[];
}

const column = (heading: string, ...path: readonly string[]): ExportColumn => ({ heading, path });
const named = (heading: string, id: readonly string[], path = id): ExportColumn => ({ heading, path, programme: id });
const programme = ['item', 'data', 'programme'];
const scheme = ['item', 'data', 'scheme'];

const document = [
  column('文号', 'item', 'data', 'documentNo'),
  column('作出机关', 'item', 'data', 'authority', 'name'),
];

/** What a person gets who opens a register in a spreadsheet. */
export const exportColumns: { readonly [R in RegisterName]: readonly ExportColumn[] } = {
  honours: [
    column('统一社会信用代码', 'uscc'),
    column('企业名称', 'name'),
    named('荣誉', programme, ['item', 'data', 'honourName']),
    named('项目', programme),
    column('项目编号', ...programme),
    column('年度', 'item', 'data', 'programmeYear'),
    column('授予日期', 'item', 'data', 'awardedOn'),
    column('有效期至', 'item', 'data', 'validUntil'),
    column('状态', 'item', 'status', 'zh'),
    ...document,
  ],
  certificates: [
    column('统一社会信用代码', 'uscc'),
    column('企业名称', 'name'),
    column('证书编号', 'item', 'data', 'certificateNo'),
    named('认证项目', scheme),
    column('项目编号', ...scheme),
    column('认证范围', 'item', 'data', 'scope'),
    column('发证机构', 'item', 'data', 'body'),
    column('发证日期', 'item', 'data', 'from'),
    column('有效期至', 'item', 'data', 'until'),
    column('状态', 'item', 'status', 'zh'),
  ],
  penalties: [
    column('统一社会信用代码', 'uscc'),
    column('企业名称', 'name'),
    column('违法行为', 'item', 'data', 'conduct', 'summary'),
    column('决定日期', 'item', 'data', 'decidedOn'),
    column('公示截止期', 'item', 'data', 'statedPublicUntil'),
    column('状态', 'item', 'status', 'zh'),
    ...document,
  ],
};

/** The text of a column in a line; empty when the document does not say. `names` are those of programmes, by id. */
export function cellOf(line: RegisterLine, column: ExportColumn, names: PackNames): string {
  const { path, programme: of } = column;
  if (of === undefined) return textAt(line, path);
  const id = textAt(line, of);
  return (path === of ? '' : textAt(line, path)) || (names.get(id)?.zh ?? id);
}

function textAt(line: RegisterLine, path: readonly string[]): string {
  const value = path.reduce<unknown>((node, step) => {
    return typeof node === 'object' && node !== null
      ? new Map<string, unknown>(Object.entries(node)).get(step)
      : undefined;
  }, line);
  return value === undefined || value === null ? '' : String(value);
}
