const minute = 60_000;

/** Up to where a subscriber was told. It is recorded at most once a minute, and when serving ends. */
export class ToldCursor {
  readonly #record: (cursor: string) => Promise<void>;
  #recorded: string;
  #recordedAt = Number.NEGATIVE_INFINITY;
  cursor: string;

  constructor(cursor: string, record: (cursor: string) => Promise<void>) {
    this.cursor = cursor;
    this.#recorded = cursor;
    this.#record = record;
  }

  async move(cursor: string): Promise<void> {
    this.cursor = cursor;
    if (performance.now() - this.#recordedAt >= minute) await this.keep();
  }

  /** What failed is on record by itself. */
  passed(cursor: string): void {
    this.cursor = cursor;
    this.#recorded = cursor;
  }

  async keep(): Promise<void> {
    if (this.cursor === this.#recorded) return;
    const { cursor } = this;
    await this.#record(cursor);
    this.#recorded = cursor;
    this.#recordedAt = performance.now();
  }
}
