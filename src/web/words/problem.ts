/** What a refused page says beside the sentence of the refusal. */
export const problemWords = {
  backHome: { zh: '回到首页', en: 'Back to the home page' },
  invalid: { zh: '所填内容有误', en: 'Something that was filled in is wrong' },
  fields: { zh: '请核对以下各项', en: 'Please look at these fields' },
  back: { zh: '返回上一页', en: 'Back to the page before' },
  suggestion: { zh: '是否应为', en: 'Did you mean' },
  successor: { zh: '由下列主体承继', en: 'Succeeded by' },
  request: { zh: '请求编号', en: 'Request id' },
  signIn: { zh: '登录后再试', en: 'Sign in and try again' },
  otherKey: { zh: '换一个密钥登录', en: 'Sign in with another key' },
  searchInstead: {
    zh: '可用名称、代码或拼音重新检索。',
    en: 'Try the search: name, code or pinyin.',
  },
  purpose: { zh: '查询事由', en: 'Purpose' },
  purposeHint: {
    zh: '该密钥可查全部历史，须注明事由，事由记入查询留痕。',
    en: 'This key reads the whole history; the purpose goes into the access log.',
  },
} as const;
