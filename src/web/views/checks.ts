import { jointList } from '../../../schemas/vocabularies.js';
import type { Label } from '../../../schemas/vocabulary.js';
import type { RecheckAnswer } from '../../http/check-answer.js';
import type { ListRow } from '../../http/list-answer.js';
import { listsOf } from '../../queries/checks.js';
import { checkStateWords, checkWords } from '../words/checks.js';
import type { Tone } from './tone.js';

/** 被核查单位: what was found of it, a line a list on which it stands. */
export interface CheckedLine {
  readonly uscc: string;
  readonly name: string | null;
  readonly outcome: Label;
  readonly tone: Tone;
  readonly succeededBy: string | undefined;
  /** Absent where it stands on none. */
  readonly row: ListRow | undefined;
}

/** 核查结果 as it is read and printed. */
export interface CheckView extends Pick<RecheckAnswer, 'checkNo' | 'purpose' | 'caseNo' | 'madeAt' | 'axes'> {
  readonly digest: string;
  readonly reproduced: boolean;
  readonly lists: readonly Label[];
  readonly state: { readonly tag: Label; readonly says: Label; readonly tone: Tone };
  readonly now: RecheckAnswer['now']['axes'];
  readonly counts: readonly { readonly label: Label; readonly count: number; readonly tone: Tone }[];
  /** Those on a list first; of the rest so many are shown. */
  readonly lines: readonly CheckedLine[];
  readonly isCut: boolean;
  readonly measures: RecheckAnswer['now']['measures'];
}

type Result = Exclude<RecheckAnswer['now']['results'][number], { outcome: 'unresolved' }>;
type NameOf = (uscc: string) => string | null;

const tones = { matches: 'good', differs: 'warn', 'withdrawn-since': 'warn' } as const;
const listTones = { 'joint-punishment': 'bad', 'joint-reward': 'good' } as const;

/** How many lines of those on no list are shown. */
export const shownLines = 1000;

export function checkView(answer: RecheckAnswer, nameOf: NameOf): CheckView {
  const { checkNo, purpose, caseNo, madeAt, axes, list, resultDigest, reproduced, state, now } = answer;
  const results = now.results.filter((each) => each.outcome !== 'unresolved');
  const of = (outcome: Result['outcome']) => results.filter((each) => each.outcome === outcome);
  const [listed, unknown, rest] = [of('listed'), of('unknown'), of('not-listed-on-record')];
  const others = [...unknown, ...rest];
  return {
    ...{ checkNo, purpose, caseNo, madeAt, axes, reproduced, digest: resultDigest },
    lists: listsOf(list).map((each) => jointList.label(each)),
    state: { ...checkStateWords[state], tone: tones[state] },
    now: now.axes,
    counts: [
      ...listsOf(list).map((each) => ({
        label: jointList.label(each),
        count: listed.filter(({ rows }) => rows.some((row) => row.list === each)).length,
        tone: listTones[each],
      })),
      { label: checkWords.unknown, count: unknown.length, tone: 'warn' },
      { label: checkWords.notListed, count: rest.length, tone: 'plain' },
    ],
    lines: [...listed, ...others.slice(0, shownLines)].flatMap((result) => linesOf(result, nameOf)),
    isCut: others.length > shownLines,
    measures: now.measures,
  };
}

function linesOf({ uscc, outcome, succeededBy, rows }: Result, nameOf: NameOf): readonly CheckedLine[] {
  const whose = { uscc, name: nameOf(uscc), succeededBy };
  if (outcome === 'unknown') return [{ ...whose, outcome: checkWords.unknown, tone: 'warn', row: undefined }];
  if (rows.length === 0) return [{ ...whose, outcome: checkWords.notListed, tone: 'plain', row: undefined }];
  return rows.map(({ list, row }) => ({ ...whose, outcome: jointList.label(list), tone: listTones[list], row }));
}
