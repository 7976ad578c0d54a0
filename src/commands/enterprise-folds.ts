import { isEnterpriseEvent } from '../../schemas/events.js';
import { type EnterpriseEvent, type EnterpriseFold, type EnterpriseState, startFold } from '../domain/enterprise.js';
import { enterpriseStream, readPredecessors } from '../event-log/enterprise-history.js';
import type { EventReader } from '../event-log/event-log.js';

/**
 * Enterprises folded lately, so that a run of commands on one reads nothing. What another process wrote meanwhile is
 * not in a remembered state: an append to it meets the expected version, and any other answer MUST be given on a
 * state that is current.
 */
export class EnterpriseFolds {
  readonly #reader: EventReader;
  readonly #capacity: number;
  readonly #folds = new Map<string, EnterpriseFold>();

  constructor(reader: EventReader, capacity = 4096) {
    this.#reader = reader;
    this.#capacity = capacity;
  }

  /** The state of an enterprise as last folded here; read when it is not remembered. It is carried forward in place. */
  remembered(uscc: string): EnterpriseState {
    const fold = this.#folds.get(uscc);
    if (fold === undefined) return this.current(uscc);
    this.#keep(uscc, fold);
    return fold.state;
  }

  /** The state of an enterprise now. */
  current(uscc: string): EnterpriseState {
    const fold = this.#folds.get(uscc) ?? startFold(uscc);
    const range = { afterVersion: fold.state.version };
    this.#carry(fold, this.#reader.readStream(enterpriseStream(uscc), range).filter(isEnterpriseEvent));
    this.#keep(uscc, fold);
    return fold.state;
  }

  isCurrent({ uscc, version }: EnterpriseState): boolean {
    return this.#reader.streamVersion(enterpriseStream(uscc)) === version;
  }

  /** Folds what was just recorded; it is left to the next reading when something else came in between. */
  recorded(uscc: string, events: readonly EnterpriseEvent[]): void {
    const fold = this.#folds.get(uscc);
    if (fold !== undefined && events[0]?.version === fold.state.version + 1) this.#carry(fold, events);
  }

  #carry(fold: EnterpriseFold, events: readonly EnterpriseEvent[]): void {
    const predecessors = readPredecessors(this.#reader, events);
    for (const event of events) fold.apply(event, predecessors);
  }

  #keep(uscc: string, fold: EnterpriseFold): void {
    this.#folds.delete(uscc);
    this.#folds.set(uscc, fold);
    const [oldest] = this.#folds.keys();
    if (this.#folds.size > this.#capacity && oldest !== undefined) this.#folds.delete(oldest);
  }
}
