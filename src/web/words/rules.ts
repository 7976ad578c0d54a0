import type { Label } from '../../../schemas/vocabulary.js';

/** What the rules of the schemas say, in words for whoever fills in a form; `$1` is what a rule names. */
const rules: readonly (readonly [said: RegExp, zh: string])[] = [
  [/^must be a day that exists/, '应为存在的日期：2026、2026-03 或 2026-03-01。'],
  [/^must be a calendar day/, '应为存在的日期，写到日，例如 2026-03-01。'],
  [/^must not be empty/, '此项必填。'],
  [/^must have at most (\d+) characters/, '不得超过 $1 个字。'],
  [/^must not contain control characters/, '含有不可见的控制字符，请删去后重填。'],
  [/^must not contain an identity number/, '不得填写公民身份号码。本系统不登记个人信息，请删去。'],
  [/^must not contain a mobile phone/, '不得填写手机号码。本系统不登记个人信息，请删去。'],
  [/^must not contain a telephone/, '不得填写电话号码。本系统不登记个人信息，请删去。'],
  [/^must carry the printed text/, '上一项选“其他”时，请照文书原文填写。'],
  [/^stands only beside/, '只在上一项选“其他”时填写，请清空。'],
  [/^must not be before/, '不得早于起始日期。'],
  [/^must not be after/, '不得晚于截止日期。'],
  [/^must stand exactly when the objection is upheld/, '异议成立时须选处理方式，不成立时不填。'],
  [/^an individual carries no name/, '荣誉对象为个人的，不填名称。'],
  [/^must be a six-digit division code/, '应为六位行政区划代码，例如 410500。'],
  [/^must be lower-case words joined by/, '应为小写英文词，以 - 相连，例如 henan-quality-award。'],
  [/^must be 2 to 32 of a-z/, '应为 2 至 32 位小写字母、数字或 -。'],
  [/^must be a decimal number/, '应为数字，最多六位小数。'],
  [/did you mean ([0-9A-Z]{18})/, '统一社会信用代码校验不符，是否应为 $1？'],
  [/^is not a valid code: LENGTH/, '统一社会信用代码应为 18 位。'],
  [/^is not a valid code: OLD_REGISTRATION_NUMBER/, '这是旧的 15 位注册号，请填统一社会信用代码。'],
  [/^is not a valid code/, '统一社会信用代码校验不符，请对照营业执照核对。'],
  [/expected (int|number)/, '应为整数，例如 2026。'],
  [/^Too small: expected array/, '请至少填一项。'],
  [/^Too (big|small)/, '超出允许的范围。'],
];

/** A rule as the schemas word it, said to people. */
export function ruleWords(said: string): Label {
  const [matched, zh] = rules.find(([rule]) => rule.test(said)) ?? [undefined, said];
  const [, named = ''] = matched?.exec(said) ?? [];
  return { zh: zh.replace('$1', named), en: said };
}

/** 某栏不合规则: which field, and why. */
export function wrongField({ zh, en }: Label, rule: string): Label {
  const says = ruleWords(/received undefined$/.test(rule) ? 'must not be empty' : rule);
  return { zh: `${zh}：${says.zh}`, en: `${en}: ${says.en}` };
}
