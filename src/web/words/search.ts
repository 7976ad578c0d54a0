/** 企业检索 */
export const searchWords = {
  title: { zh: '企业检索', en: 'Find an enterprise' },
  results: (text: string) => ({ zh: `“${text}”的检索结果`, en: `Results for “${text}”` }),
  nothing: {
    zh: '没有符合条件的企业。可改用曾用名、统一社会信用代码或拼音首字母查询；个体工商户只能用代码查询。',
    en: 'No enterprise matches. Try a former name, the code or the initials; sole traders are found by code alone.',
  },
  hint: {
    zh: '输入两个字即可，例如名称中的两个字、拼音 shili 或首字母 aysl。',
    en: 'Two characters suffice: two of the name, pinyin such as shili, or initials such as aysl.',
  },
  name: { zh: '企业名称', en: 'Name' },
  code: { zh: '统一社会信用代码', en: 'Code' },
  most: (count: number) => ({
    zh: `只显示最接近的 ${count} 家，请输入更多字。`,
    en: `Only the closest ${count} are shown; type more of the name.`,
  }),
} as const;
