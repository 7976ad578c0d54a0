/** 登记录入 */
export const recordWords = {
  start: { zh: '登记录入', en: 'Record a document' },
  startHint: {
    zh: '先定企业：输入名称、代码、拼音或首字母。尚未登记的企业请直接输入统一社会信用代码。',
    en: 'Name the enterprise first. One that is not registered yet is named by its code.',
  },
  choose: { zh: '选择登记事项', en: 'What to record' },
  nothing: {
    zh: '没有符合条件的企业。未登记的企业可直接输入 18 位统一社会信用代码登记。',
    en: 'No enterprise matches. One that is not registered yet is recorded by its code of 18 characters.',
  },
  unknown: { zh: '该代码名下尚无在案记录。', en: 'Nothing is on record under this code yet.' },
  following: { zh: '后续事项（变更、修复、异议、作废等）', en: 'What follows on a record' },
  followingHint: {
    zh: '从档案中该条记录的“依据”进入，记录会自动带入。',
    en: 'Best opened from the evidence of the record in the profile, which fills it in.',
  },
  toProfile: { zh: '查看档案', en: 'Open the profile' },
  another: { zh: '登记另一件', en: 'Record another' },
  otherEnterprise: { zh: '换一家企业', en: 'Another enterprise' },
  document: { zh: '文书', en: 'The document' },
  matter: { zh: '事项', en: 'What it says' },
  source: { zh: '报送', en: 'Who reports it' },
  remedy: { zh: '异议成立时的处理', en: 'What an upheld objection brings about' },
  modified: {
    zh: '变更后的内容（选“变更该决定”时填写）',
    en: 'What the decision says from then on, if it is modified',
  },
  publication: { zh: '只从公开发布得知时，注明公布者与网址', en: 'Known from a publication alone? Say whose' },
  check: { zh: '核对', en: 'Check' },
  checkTitle: { zh: '核对后登记', en: 'Check, then record' },
  checkHint: {
    zh: '登记后不能改动，有误只能更正或作废。请与文书逐项核对。',
    en: 'What is recorded stays; mistakes are corrected or voided by a later document. Compare each line.',
  },
  record: { zh: '登记', en: 'Record' },
  edit: { zh: '返回修改', en: 'Back to the form' },
  done: (what: string) => ({ zh: `已登记：${what}`, en: `Recorded: ${what}` }),
  donePending: { zh: '已登记，本节点稍后可查。', en: 'Recorded; this node shows it in a moment.' },
  donePosition: (position: number) => ({ zh: `登记位置 ${position}`, en: `position ${position}` }),
  known: { zh: '该事实已登记在案，未重复登记', en: 'This is on record already; nothing was recorded twice' },
  knownState: { zh: '现状', en: 'It is now' },
  taken: { zh: '在案的同一文书', en: 'The same document as recorded' },
  similar: {
    zh: '该企业名下已有同一文号的记录，请确认不是同一件',
    en: 'This document number is on record already; make sure that this is another matter',
  },
  hidden: { zh: '该记录不在您的可见范围内。', en: 'You may not see that record.' },
  changed: {
    zh: '您打开表单后，该企业又有新的登记。请看过下列变化，再核对一次。',
    en: 'Others have recorded on this enterprise since you opened the form. Look at it, then check again.',
  },
  changedHidden: {
    zh: '新登记的事项不在您的可见范围内。',
    en: 'What was recorded is not yours to see.',
  },
  follow: { zh: '后续登记', en: 'Record what follows' },
} as const;
