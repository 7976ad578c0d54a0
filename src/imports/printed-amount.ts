const digits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  二: 2,
  贰: 2,
  两: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
};
const units: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const tenThousand = new Set(['万', '萬']);

const amount =
  /([零〇一壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万萬]+)[元圆](?:([一壹二贰三叁四肆五伍六陆七柒八捌九玖])角)?零?(?:([一壹二贰三叁四肆五伍六陆七柒八捌九玖])分)?/gu;

/** A whole number written in Chinese numerals, up to 99,999,999. */
function wholeNumber(text: string): number {
  let [total, section, digit] = [0, 0, 0];
  for (const character of text) {
    if (tenThousand.has(character)) {
      total += (section + digit) * 10_000;
      section = 0;
      digit = 0;
    } else if (units[character] !== undefined) {
      section += (digit === 0 ? 1 : digit) * units[character];
      digit = 0;
    } else {
      digit = digits[character] ?? 0;
    }
  }
  return total + section + digit;
}

/** Every amount printed in Chinese capitals 大写金额 with 角 or 分, in fen. */
export function printedFen(text: string): readonly number[] {
  const found: number[] = [];
  for (const [, yuan = '', jiao, fen] of text.matchAll(amount)) {
    if (jiao === undefined && fen === undefined) continue;
    found.push(wholeNumber(yuan) * 100 + (digits[jiao ?? '零'] ?? 0) * 10 + (digits[fen ?? '零'] ?? 0));
  }
  return found;
}
