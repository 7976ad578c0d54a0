import { isRejection, type RejectionCode, sentencesOf } from './rejections.js';

/** What a tally counts, as it is written down. */
export interface Counts {
  readonly recorded: number;
  readonly known: number;
  readonly rejected: Readonly<Record<string, number>>;
}

function isCounted(entry: [string, number]): entry is [RejectionCode, number] {
  return isRejection(entry[0]);
}

/** Counts what became of the rows; read = recorded + already known + rejected, always. */
export class Tally {
  recorded: number;
  known: number;
  readonly #rejected: Map<RejectionCode, number>;

  /** Starts at nothing, or goes on from what an interrupted import had counted. */
  constructor({ recorded, known, rejected }: Counts = { recorded: 0, known: 0, rejected: {} }) {
    this.recorded = recorded;
    this.known = known;
    this.#rejected = new Map(Object.entries(rejected).filter(isCounted));
  }

  reject(code: RejectionCode): void {
    this.#rejected.set(code, (this.#rejected.get(code) ?? 0) + 1);
  }

  get rejected(): number {
    return [...this.#rejected.values()].reduce((sum, count) => sum + count, 0);
  }

  get read(): number {
    return this.recorded + this.known + this.rejected;
  }

  /** Rejections by code, in the order of the codes. */
  reasons(): readonly (readonly [RejectionCode, number])[] {
    return [...this.#rejected].sort(([one], [other]) => (one < other ? -1 : 1));
  }

  counts(): Counts {
    const { recorded, known } = this;
    return { recorded, known, rejected: Object.fromEntries(this.reasons()) };
  }

  /** The summary, a line each. */
  lines(): readonly string[] {
    const { read, recorded, known, rejected } = this;
    return [
      `读取 read ${read} = 新登记 recorded ${recorded} + 已有 already known ${known} + 拒收 rejected ${rejected}`,
      ...this.reasons().map(([code, count]) => `  ${code} ${count}  ${sentencesOf(code).zh} ${sentencesOf(code).en}`),
    ];
  }
}
