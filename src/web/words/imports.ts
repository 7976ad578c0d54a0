/** 批量导入 */
export const importWords = {
  title: { zh: '批量导入', en: 'Import' },
  one: { zh: '导入结果', en: 'An import' },
  file: { zh: '报送文件（CSV 或 NDJSON）', en: 'File (CSV or NDJSON)' },
  fileHint: {
    zh: '第一行为字段名，如 uscc、documentNo、decidedOn；须为 UTF-8 或 GB18030。网页直接提交最大 32 MB；启用脚本时最大 512 MB，并显示进度。',
    en: 'The first line names the fields, such as uscc, documentNo, decidedOn; UTF-8 or GB18030. 32 MB at most, 512 MB and progress where scripts run.',
  },
  matter: { zh: '登记事项', en: 'What each row records' },
  matterHint: { zh: '行内写明 command 的可不选', en: 'not needed where rows name it themselves' },
  mapping: { zh: '列映射', en: 'Mapping of columns' },
  noMapping: { zh: '不用，列名即字段名', en: 'none: columns are named as fields' },
  receivedOn: { zh: '收到日期', en: 'Received on' },
  send: { zh: '报送', en: 'Send' },
  sending: { zh: '正在上传', en: 'Uploading' },
  brokenOff: {
    zh: '连接中断，文件未完整送达，未保留任何内容。恢复后请再按“报送”。',
    en: 'The connection broke: the file did not arrive whole and nothing was kept. Send it again.',
  },
  noFile: { zh: '请先选取文件。', en: 'Take a file first.' },
  badKind: {
    zh: '只接受 .csv、.ndjson 文件。XLSX 请另存为 CSV（UTF-8）。',
    en: 'Only .csv and .ndjson files are taken; save a workbook as CSV (UTF-8).',
  },
  tooLarge: {
    zh: '文件超过 32 MB，网页无法直接提交。请启用脚本后再报送，或拆分文件。',
    en: 'The file is larger than 32 MB, which the page alone cannot send. Let scripts run, or split the file.',
  },
  latest: { zh: '最近的导入', en: 'Latest imports' },
  none: { zh: '本密钥尚未导入过文件。', en: 'This key has sent no file yet.' },
  at: { zh: '受理时间', en: 'Accepted' },
  status: { zh: '状态', en: 'Status' },
  row: { zh: '行', en: 'Row' },
  read: { zh: '已处理', en: 'settled' },
  recorded: { zh: '新登记', en: 'recorded' },
  known: { zh: '已在案', en: 'on record already' },
  rejected: { zh: '拒收', en: 'rejected' },
  open: { zh: '查看', en: 'Open' },
  going: {
    zh: '导入在服务器上进行，关闭本页或断网均不影响。进度自动更新；未启用脚本时请刷新本页。',
    en: 'The server goes on whether this page stays open or not. The figures follow by themselves; without scripts, reload.',
  },
  reasons: { zh: '拒收原因', en: 'Why rows were rejected' },
  count: { zh: '行数', en: 'Rows' },
  reason: { zh: '原因', en: 'Reason' },
  field: { zh: '字段', en: 'Field' },
  firstRejects: { zh: '拒收的行（前 100 行）', en: 'Rejected rows (the first 100)' },
  download: { zh: '下载全部拒收行', en: 'Download all rejects' },
  failed: { zh: '整个文件未导入', en: 'The file as a whole was refused' },
  again: {
    zh: '改正后可重新报送整个文件，已登记的行不会重复登记。',
    en: 'Correct it and send the whole file again: rows on record are not recorded twice.',
  },
} as const;

export const importStatusWords = {
  queued: { zh: '排队中', en: 'waiting' },
  running: { zh: '导入中', en: 'running' },
  interrupted: { zh: '中断，重启后继续', en: 'interrupted, goes on at the next start' },
  done: { zh: '完成', en: 'done' },
  failed: { zh: '未导入', en: 'refused' },
} as const;
