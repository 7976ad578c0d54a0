import { customPinyin, pinyin } from 'pinyin-pro';
import { isSoleTrader } from '../schemas/uscc.js';
import { type EnterpriseState, recordsOf } from '../src/domain/enterprise.js';
import { registrationOn } from '../src/domain/registration.js';
import type { EnterpriseView } from './projection.js';

/** 企业检索: by name, former name, pinyin and initials. Sole traders are found by code alone. */
export const enterpriseSearch = { name: 'enterprise_search', edition: 2 } as const;

/** What is found, and the tokens by which it is found. */
export interface SearchRow {
  readonly name: string;
  /** Every Han character a token, names kept apart. */
  readonly characters: string;
  /** From each character on, the pinyin of what follows, cut short. */
  readonly syllables: string;
  /** From each character on, the initials of what follows, cut short. */
  readonly initials: string;
}

/** How much of a pinyin query the tokens can tell apart; the rest is compared with the name itself. */
export const SYLLABLES_KEPT = 12;
export const INITIALS_KEPT = 8;

/** The row of an enterprise; undefined for what is not found by name. */
export function searchRow({ uscc, state, day }: EnterpriseView): SearchRow | undefined {
  const { name } = registrationOn(state, day);
  if (name === undefined || isSoleTrader(uscc)) return undefined;
  const names = allNames(state);
  const spoken = names.map(wordsOf);
  return {
    name,
    characters: names.map(charactersOf).join(' 0 '),
    syllables: spoken.flatMap((words) => suffixes(words.map(letters), SYLLABLES_KEPT)).join(' '),
    initials: spoken.flatMap((words) => suffixes(words.map(initial), INITIALS_KEPT)).join(' '),
  };
}

let readsBranches = false;

/** The syllables of a name. What its dictionary is taught makes the library rebuild it, which only those pay who read names. */
function wordsOf(name: string): readonly string[] {
  if (!readsBranches) customPinyin({ 分行: 'fen hang', 支行: 'zhi hang' });
  readsBranches = true;
  return pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' });
}

/** Every name the unit itself goes or went by. */
function allNames(state: EnterpriseState): readonly string[] {
  const names = new Set<string>();
  for (const { event, absorbedFrom } of recordsOf(state, 'EnterpriseRegistered', 'EnterpriseRenamed')) {
    if (absorbedFrom !== undefined) continue;
    names.add(event.data.name);
    if (event.type === 'EnterpriseRegistered') for (const former of event.data.formerNames) names.add(former);
  }
  return [...names];
}

/** `示例A12有限` -> `示 例 a12 有 限`: Han characters one by one, runs of letters and digits as they are. */
export function charactersOf(text: string): string {
  const parts = text
    .normalize('NFKC')
    .toLowerCase()
    .match(/\p{Script=Han}|[\p{L}\p{N}]+?(?=\p{Script=Han}|[^\p{L}\p{N}]|$)/gu);
  return (parts ?? []).join(' ');
}

function letters(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

function initial(word: string): string {
  return letters(word).slice(0, 1);
}

function suffixes(words: readonly string[], kept: number): readonly string[] {
  const tokens = words.map((_, start) => words.slice(start).join('').slice(0, kept));
  return [...new Set(tokens.filter((token) => token !== ''))];
}
