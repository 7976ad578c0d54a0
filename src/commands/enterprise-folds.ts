import { isEnterpriseEvent } from '../../schemas/events.js';
import { type EnterpriseFold, type EnterpriseState, startFold } from '../domain/enterprise.js';
import { enterpriseStream, readPredecessors } from '../event-log/enterprise-history.js';
import type { EventReader } from '../event-log/event-log.js';

/**
 * Enterprises folded lately, so that a run of commands on one reads only what is new. The stream's version decides
 * whether a fold is current: another process may have written.
 */
export class EnterpriseFolds {
  readonly #reader: EventReader;
  readonly #capacity: number;
  readonly #folds = new Map<string, EnterpriseFold>();

  constructor(reader: EventReader, capacity = 4096) {
    this.#reader = reader;
    this.#capacity = capacity;
  }

  /** The state of an enterprise now. It is carried forward in place by the next call for the same enterprise. */
  current(uscc: string): EnterpriseState {
    const fold = this.#folds.get(uscc) ?? startFold(uscc);
    const stream = enterpriseStream(uscc);
    if (fold.state.version < this.#reader.streamVersion(stream)) {
      const news = this.#reader.readStream(stream, { afterVersion: fold.state.version }).filter(isEnterpriseEvent);
      const predecessors = readPredecessors(this.#reader, news);
      for (const event of news) fold.apply(event, predecessors);
    }
    this.#keep(uscc, fold);
    return fold.state;
  }

  #keep(uscc: string, fold: EnterpriseFold): void {
    this.#folds.delete(uscc);
    this.#folds.set(uscc, fold);
    const [oldest] = this.#folds.keys();
    if (this.#folds.size > this.#capacity && oldest !== undefined) this.#folds.delete(oldest);
  }
}
