/** 规则包 */
export const packWords = {
  title: { zh: '规则包', en: 'Rule packs' },
  note: {
    zh: '规则包由管理员在服务器上用 qcr policy adopt 采用；每次采用都是一条不可更改的记录。',
    en: 'Packs are adopted on the machine with qcr policy adopt; each adoption is a record that stays.',
  },
  pack: { zh: '规则包', en: 'Pack' },
  reference: { zh: '版本', en: 'Wording' },
  from: { zh: '起', en: 'From' },
  until: { zh: '止', en: 'Until' },
  adoptedAt: { zh: '采用时间', en: 'Adopted' },
  status: { zh: '状态', en: 'Status' },
  inForce: { zh: '现行', en: 'in force' },
  earlier: { zh: '非现行', en: 'not in force' },
  nothing: { zh: '尚未采用规则包。', en: 'No pack has been adopted yet.' },
  compare: { zh: '比较两个版本', en: 'Compare two wordings' },
  before: { zh: '原版本', en: 'Earlier' },
  after: { zh: '新版本', en: 'Later' },
  show: { zh: '比较', en: 'Compare' },
  same: { zh: '两个版本没有差别。', en: 'There is no difference.' },
  changes: (count: number) => ({ zh: `共 ${count} 处不同`, en: `${count} differences` }),
  change: { zh: '变动', en: 'Change' },
  what: { zh: '内容', en: 'What' },
} as const;

export const packChangeWords = {
  added: { zh: '新增', en: 'added' },
  removed: { zh: '删去', en: 'removed' },
  changed: { zh: '修改', en: 'changed' },
} as const;
