import { type JointList, jointList } from '../../../schemas/vocabularies.js';
import type { Label } from '../../../schemas/vocabulary.js';
import type { ReceiptsSeen } from '../../http/sharing.js';
import type { CopyStanding, DepartmentReceipts } from '../../queries/receipts.js';
import { overdueWords, receiptWords, verdictWords } from '../words/sharing.js';
import { inShanghai } from './instant.js';
import type { Tone } from './tone.js';

/** 副本: how far it is, and whether it is the source. */
export interface CopyLine {
  readonly key: string;
  readonly department: string;
  readonly list: Label;
  readonly verdict: Label;
  readonly tone: Tone;
  readonly progress: Label | undefined;
  readonly acknowledgedAt: string | undefined;
  readonly keyEnded: boolean;
  readonly held: CopyStanding['withdrawn'];
  readonly longestHeld: number;
  readonly overdue: readonly Label[];
}

/** 措施未解除: a measure that is still on although its enterprise has left the list. */
export interface HeldLine {
  readonly key: string;
  readonly department: string;
  readonly list: Label;
  readonly uscc: string;
  readonly name: string | null;
  readonly measure: Label;
  readonly appliedOn: string;
  readonly leftOn: string;
  readonly days: number;
  readonly isLate: boolean;
}

export interface ReceiptsView {
  readonly day: string;
  readonly limit: number | undefined;
  readonly counts: readonly { readonly label: Label; readonly count: number; readonly tone: Tone }[];
  readonly copies: readonly CopyLine[];
  readonly measures: readonly HeldLine[];
}

interface Words {
  nameOf(uscc: string): string | null;
  measure(list: JointList, code: string): Label;
}

const tones = { equal: 'good', different: 'bad', 'withdrawals-held': 'warn' } as const;

export function receiptsView({ day, overdueDays, departments }: ReceiptsSeen, words: Words): ReceiptsView {
  const all = departments.flatMap(({ copies }) => copies);
  const verdictIs = (verdict: CopyStanding['verdict']) => all.filter((copy) => copy.verdict === verdict).length;
  const held = all.filter(({ withdrawn }) => withdrawn.length > 0).length;
  return {
    day,
    limit: overdueDays,
    counts: [
      { label: receiptWords.copies, count: all.length, tone: 'plain' },
      { label: verdictWords.equal, count: verdictIs('equal'), tone: 'good' },
      { label: verdictWords.different, count: verdictIs('different'), tone: 'bad' },
      { label: verdictWords['withdrawals-held'], count: held, tone: 'warn' },
      { label: receiptWords.duty, count: departments.filter(({ overdue }) => overdue.length > 0).length, tone: 'bad' },
    ],
    copies: departments.flatMap(copyLines),
    measures: departments.flatMap(({ name, list, measures }) =>
      measures.map((each) => ({
        ...each,
        key: `${each.eventId}.${each.uscc}`,
        department: name,
        list: jointList.label(list),
        name: words.nameOf(each.uscc),
        measure: words.measure(list, each.measure),
        isLate: overdueDays !== undefined && each.days > overdueDays,
      })),
    ),
  };
}

function copyLines({ department, name, list, copies, overdue }: DepartmentReceipts): readonly CopyLine[] {
  const whose = { department: name, list: jointList.label(list), overdue: overdue.map((each) => overdueWords[each]) };
  if (copies.length > 0) return copies.map((copy) => ({ ...whose, ...copyLine(copy), key: `${copy.key}.${list}` }));
  const none = { progress: undefined, acknowledgedAt: undefined, keyEnded: false, held: [], longestHeld: 0 } as const;
  return [{ ...whose, ...none, key: `${department}.${list}`, verdict: receiptWords.noReceipt, tone: 'plain' }];
}

function copyLine({ verdict, changesBehind, acknowledgedAt, keyHolds, withdrawn }: CopyStanding) {
  return {
    verdict: verdictWords[verdict],
    tone: tones[verdict],
    progress: progressWords(changesBehind),
    acknowledgedAt: inShanghai(acknowledgedAt),
    keyEnded: !keyHolds,
    held: withdrawn,
    longestHeld: Math.max(0, ...withdrawn.map(({ days }) => days)),
  };
}

function progressWords(behind: number | undefined): Label {
  if (behind === undefined) return receiptWords.mustRestart;
  return behind === 0 ? receiptWords.upToDate : receiptWords.behindBy(behind);
}
