import type { Command } from '../../schemas/commands.js';

let inspections = 0;

/** A fact that no other round has recorded: an inspection passed. */
export function freshInspection(): Command<'RecordInspection'> & { readonly type: 'RecordInspection' } {
  inspections += 1;
  return {
    type: 'RecordInspection',
    data: {
      source: { department: 'scjg', receivedOn: '2026-10-30' },
      authority: { name: '安阳市市场监督管理局（演示）' },
      level: 'municipal',
      inspectedOn: '2026-10-20',
      reportNo: `检〔2026〕${process.pid}-${Date.now()}-${inspections}号`,
      product: '主导产品',
      batch: '20261020',
      result: 'passed',
    },
  };
}
