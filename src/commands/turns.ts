/** Lets tasks on the same keys take turns inside this process; other processes are held off by the expected version. */
export class Turns {
  readonly #last = new Map<string, Promise<void>>();

  /**
   * Runs the task after every earlier one on any of its keys, and answers as it does. Tasks queue at all their keys in
   * one moment, so they run in the order of the calls and never wait for each other in a circle.
   */
  async take<T>(keys: readonly string[], task: () => Promise<T>): Promise<T> {
    const earlier = keys.map((key) => this.#last.get(key));
    let done = (): void => {};
    const turn = new Promise<void>((resolve) => {
      done = resolve;
    });
    for (const key of keys) this.#last.set(key, turn);
    await Promise.all(earlier);
    try {
      return await task();
    } finally {
      done();
      for (const key of keys) if (this.#last.get(key) === turn) this.#last.delete(key);
    }
  }
}
