import { type RejectionCode, sentencesOf } from './rejections.js';

/** Counts what became of the rows; read = recorded + already known + rejected, always. */
export class Tally {
  recorded = 0;
  known = 0;
  readonly #rejected = new Map<RejectionCode, number>();

  reject(code: RejectionCode): void {
    this.#rejected.set(code, (this.#rejected.get(code) ?? 0) + 1);
  }

  get rejected(): number {
    return [...this.#rejected.values()].reduce((sum, count) => sum + count, 0);
  }

  get read(): number {
    return this.recorded + this.known + this.rejected;
  }

  /** The summary, a line each. */
  lines(): readonly string[] {
    const { read, recorded, known, rejected } = this;
    const reasons = [...this.#rejected].sort(([one], [other]) => (one < other ? -1 : 1));
    return [
      `读取 read ${read} = 新登记 recorded ${recorded} + 已有 already known ${known} + 拒收 rejected ${rejected}`,
      ...reasons.map(([code, count]) => `  ${code} ${count}  ${sentencesOf(code).zh} ${sentencesOf(code).en}`),
    ];
  }
}
