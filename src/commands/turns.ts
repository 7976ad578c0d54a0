/** Lets tasks on one key take turns inside this process; other processes are held off by the expected version. */
export class Turns {
  readonly #last = new Map<string, Promise<void>>();

  /** Runs the task after every earlier one on the key, and answers as it does. */
  async take<T>(key: string, task: () => Promise<T>): Promise<T> {
    const earlier = this.#last.get(key) ?? Promise.resolve();
    let done = (): void => {};
    const turn = new Promise<void>((resolve) => {
      done = resolve;
    });
    this.#last.set(key, turn);
    await earlier;
    try {
      return await task();
    } finally {
      done();
      if (this.#last.get(key) === turn) this.#last.delete(key);
    }
  }
}
