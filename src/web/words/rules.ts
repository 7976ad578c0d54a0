import type { Label } from '../../../schemas/vocabulary.js';

/** What the rules of the schemas say, in words for whoever fills in a form; `$1` is what a rule names. */
const rules: readonly (readonly [said: RegExp, zh: string])[] = [
  [/^must be a day that exists/, '应为存在的日期：2026、2026-03 或 2026-03-01。'],
  [/^must be a calendar day/, '应为存在的日期，写到日，例如 2026-03-01。'],
  [/^must not be empty/, '此项必填。'],
  [/^must have at most (\d+) characters/, '不得超过 $1 个字。'],
  [/^must have at least (\d+) characters/, '至少 $1 个字。'],
  [/^must not contain control characters/, '含有不可见的控制字符，请删去后重填。'],
  [/^must not contain an identity number/, '不得填写公民身份号码。本系统不登记个人信息，请删去。'],
  [/^must not contain a mobile phone/, '不得填写手机号码。本系统不登记个人信息，请删去。'],
  [/^must not contain a telephone/, '不得填写电话号码。本系统不登记个人信息，请删去。'],
  [/^must carry the printed text/, '上一项选“其他”时，请照文书原文填写。'],
  [/^stands only beside/, '只在上一项选“其他”时填写，请清空。'],
  [/^must not be before/, '不得早于起始日期。'],
  [/^must not be after the last day opened/, '不得晚于登记系统最近开启的日期。'],
  [/^must not be after/, '不得晚于截止日期。'],
  [/^must be a day that was opened, with this programme/, '应为登记系统已开启、且当时已有该奖项规则的日期。'],
  [
    /^must be an instant that exists|^must be a position or a UTC instant/,
    '应为事件位置（整数），或 UTC 时刻，例如 2026-03-01T00:00:00Z。',
  ],
  [
    /^must be `none` or packId|^must be packId/,
    '应为规则包编号@摘要前12位，多个以逗号相连，例如 anyang-2017-25@0123456789ab。',
  ],
  [/^must hold a municipal pack/, '所列规则中应有市级规则包。'],
  [/^must be a cursor of this list/, '续页标记不属于本列表，请从首页重新翻起。'],
  [/^must be programme\.year/, '应为奖项.年度，例如 anyang-mayor-quality-award.2026。'],
  [/^must be a year|^must be a number/, '应为整数，例如 2026。'],
  [/^must be a type of event/, '应为登记事项的类别。'],
  [/^must be a key id/, '应为密钥编号，例如 scjg-0a1b2c。'],
  [/^must be a lower-case UUID/, '应为事件编号（小写 UUID）。'],
  [/^must be fields of text|^must be a form of this registry/, '不是本系统的表单，请回到原页重新填报。'],
  [/^must be at most (\d+) lines/, '至多 $1 行。'],
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
  [/^Invalid option/, '不在可选的各项之内。'],
  [/^is not a known field|^Unrecognized key/, '这里没有此项。'],
  [/^Invalid (input|string)/, '格式不符。'],
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
