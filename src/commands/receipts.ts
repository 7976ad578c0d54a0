import { dayInShanghai } from '../../schemas/day.js';
import type { DataOf } from '../../schemas/events.js';
import type { JointList } from '../../schemas/vocabularies.js';
import { receiptKey } from '../domain/department.js';
import { departmentNow, departmentStream } from '../event-log/departments.js';
import { type Acting, type Recorder, recordDecided } from './recording.js';

/** 回执 of one copy: what its holder said last. */
export interface LastReceipt {
  readonly cursor: string;
  readonly verdict: DataOf<'ReceiptAcknowledged'>['verdict'];
  /** UTC instant. */
  readonly at: string;
}

/** A receipt as it has been judged; `held` names the withdrawn rows that its copy still holds. */
export type Receipt = DataOf<'ReceiptAcknowledged'> & { readonly held: string[] };

/** Which withdrawn rows a copy holds that went up to a cursor. */
export type HeldAt = (cursor: string) => readonly string[];

/**
 * 共享回执. One is recorded when it says something else than the last of its copy, and once a day; one in between is
 * only noted, by this node. A copy is told apart by the key that its holder uses.
 */
export class Receipts {
  readonly #recorder: Recorder;
  readonly #noted = new Map<string, LastReceipt>();

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  async acknowledge(receipt: Receipt, acting: Acting, heldAt: HeldAt): Promise<'recorded' | 'noted'> {
    const { department, key } = acting.actor;
    const { held, ...rest } = receipt;
    const data = { ...rest, ...(held.length === 0 ? {} : { held }) };
    const recorded = await recordDecided(
      this.#recorder,
      departmentStream(department),
      () => (this.#isNews(receipt, department, key, heldAt) ? [{ type: 'ReceiptAcknowledged', data }] : []),
      acting,
    );
    if (recorded !== undefined) return 'recorded';
    const { cursor, verdict } = receipt;
    this.#noted.set(receiptKey(key, receipt.list), { cursor, verdict, at: this.#now().toISOString() });
    return 'noted';
  }

  /** What the holder of a copy said last: recorded, or noted since. */
  last(department: string, key: string, list: JointList): LastReceipt | undefined {
    const recorded = departmentNow(this.#recorder.log, department).receipts.get(receiptKey(key, list));
    if (recorded === undefined) return undefined;
    const noted = this.#noted.get(receiptKey(key, list));
    if (noted !== undefined && noted.at > recorded.recordedAt) return noted;
    return { ...recorded.data, at: recorded.recordedAt };
  }

  /** That a copy has let go of what was withdrawn is recorded at once. */
  #isNews({ list, verdict, held }: Receipt, department: string, key: string, heldAt: HeldAt): boolean {
    const last = departmentNow(this.#recorder.log, department).receipts.get(receiptKey(key, list));
    if (last === undefined || last.data.verdict !== verdict) return true;
    if (dayInShanghai(Date.parse(last.recordedAt)) < dayInShanghai(this.#recorder.rim.now())) return true;
    return heldAt(last.data.cursor).join() !== held.join();
  }

  #now(): Date {
    return new Date(this.#recorder.rim.now());
  }
}
