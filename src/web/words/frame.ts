/** Words that stand on every page. */
export const frameWords = {
  skip: { zh: '跳到正文', en: 'Skip to content' },
  console: { zh: '管理台', en: 'Console' },
  publicFace: { zh: '信用公示', en: 'Public records' },
  search: { zh: '检索企业', en: 'Find an enterprise' },
  searchHint: { zh: '名称、曾用名、代码、拼音或首字母', en: 'Name, former name, code, pinyin or initials' },
  searchButton: { zh: '查询', en: 'Search' },
  signIn: { zh: '登录', en: 'Sign in' },
  signOut: { zh: '退出', en: 'Sign out' },
  switchRole: { zh: '切换身份', en: 'Switch role' },
  otherLanguage: { zh: 'English', en: '中文' },
  menu: { zh: '菜单', en: 'Menu' },
  breadcrumb: { zh: '当前位置', en: 'You are here' },
  home: { zh: '首页', en: 'Home' },
  footer: {
    zh: '本系统反映登记在案的记录，不构成信用担保。',
    en: 'This registry shows what is on record; it vouches for nobody.',
  },
  documentation: { zh: '接口文档', en: 'API documentation' },
  print: { zh: '打印', en: 'Print' },
  copy: { zh: '复制', en: 'Copy' },
  copied: { zh: '已复制', en: 'Copied' },
  close: { zh: '收起', en: 'Close' },
  previous: { zh: '回到第一页', en: 'First page' },
  next: { zh: '下一页', en: 'Next page' },
  reset: { zh: '重置', en: 'Reset' },
  query: { zh: '查询', en: 'Show' },
  all: { zh: '全部', en: 'All' },
  export: { zh: '导出', en: 'Export' },
} as const;

/** 共 N 条 */
export function countWords(count: number) {
  const number = count.toLocaleString('en-US');
  return { zh: `共 ${number} 条`, en: `${number} in all` };
}
