import type { RegisterLine, RegisterName } from '../queries/registers.js';

/** A column of an exported register: its heading, and where its text stands in a line. */
export interface ExportColumn {
  readonly heading: string;
  readonly path: readonly string[];
}

const column = (heading: string, ...path: readonly string[]): ExportColumn => ({ heading, path });

const document = [
  column('文号', 'item', 'data', 'documentNo'),
  column('作出机关', 'item', 'data', 'authority', 'name'),
];

/** What a person gets who opens a register in a spreadsheet. */
export const exportColumns: { readonly [R in RegisterName]: readonly ExportColumn[] } = {
  honours: [
    column('统一社会信用代码', 'uscc'),
    column('企业名称', 'name'),
    column('荣誉', 'item', 'data', 'honourName'),
    column('项目', 'item', 'data', 'programme'),
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
    column('认证项目', 'item', 'data', 'scheme'),
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

/** The text of a column in a line; empty when the document does not say. */
export function cellOf(line: RegisterLine, { path }: ExportColumn): string {
  const value = path.reduce<unknown>((node, step) => {
    return typeof node === 'object' && node !== null
      ? new Map<string, unknown>(Object.entries(node)).get(step)
      : undefined;
  }, line);
  return value === undefined || value === null ? '' : String(value);
}
