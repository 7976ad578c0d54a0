import type { Label } from '../../../schemas/vocabulary.js';

/** What a rule of a field is called in Chinese; the schemas name it in English. */
const chinese: readonly (readonly [RegExp, string])[] = [
  [/^must not be empty$|received undefined$/, '必须填写'],
  [/^must have at most (\d+) characters$/, '最多 $1 个字'],
  [/identity number/, '不得含有个人身份证件号码'],
  [/mobile phone|telephone/, '不得含有个人电话号码'],
  [/control characters/, '含有无法显示的字符，请重新输入'],
];

/** 某栏不合规则: which field, and why. */
export function wrongField({ zh, en }: Label, rule: string): Label {
  const [pattern, words] = chinese.find(([each]) => each.test(rule)) ?? [undefined, rule];
  const [, number = ''] = pattern?.exec(rule) ?? [];
  const missing = /received undefined$/.test(rule) ? 'must not be empty' : rule;
  return { zh: `${zh}：${words.replace('$1', number)}`, en: `${en}: ${missing}` };
}
