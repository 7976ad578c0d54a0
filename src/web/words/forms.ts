/** 表单 */
export const formWords = {
  missing: { zh: '此项必填。', en: 'This must be filled in.' },
  choose: { zh: '请从列表中选择一项。', en: 'Choose one of the list.' },
  notHere: { zh: '此项不适用于所选情形，请清空。', en: 'This does not belong to what was chosen; leave it empty.' },
  badAmount: {
    zh: '金额应以元填写，最多两位小数，例如 50000 或 50000.50。',
    en: 'The amount is in yuan with at most two decimals, such as 50000 or 50000.50.',
  },
  pick: { zh: '请选择', en: 'choose' },
  none: { zh: '未载明', en: 'not stated' },
  unneeded: { zh: '不填', en: 'nothing' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  dayHint: { zh: '2026-03-01、2026-03 或 2026', en: '2026-03-01, 2026-03 or 2026' },
  moneyHint: { zh: '单位：元', en: 'in yuan' },
  linesHint: { zh: '一行一项', en: 'one a line' },
  instead: { zh: '不在其中，另填', en: 'not among them' },
  insteadRecord: { zh: '事件编号或记录键', en: 'event id or record key' },
  insteadCode: { zh: '代码', en: 'code' },
  noRecords: {
    zh: '没有可选的在案记录，请填事件编号或记录键。',
    en: 'Nothing to choose from; name it by event id or record key.',
  },
  add: { zh: '再加一项', en: 'Add another' },
  place: (number: number) => ({ zh: `第 ${number} 项`, en: `No. ${number}` }),
  wrong: (count: number) => ({ zh: `有 ${count} 处需要修改`, en: `${count} to be corrected` }),
} as const;
