import { EventEmitter } from 'node:events';

/** An event as a client proposes it. */
export interface ProposedMessage {
  readonly id: string;
  readonly metadata: readonly (readonly [string, string])[];
  readonly customMetadata: Uint8Array;
  readonly data: Uint8Array;
}

export interface StoredMessage extends ProposedMessage {
  readonly stream: string;
  readonly revision: number;
  /** The place in $all, in bytes of a log file: it grows, with gaps. */
  readonly position: bigint;
  readonly createdMs: number;
}

/** A revision, −1 standing for a stream that must not exist, or one of the two loose expectations. */
export type ExpectedRevision = number | 'any' | 'stream-exists';

export type WriteOutcome =
  | { readonly written: true; readonly revision: number; readonly position: bigint }
  | { readonly written: false; readonly current: number };

const RECENT_IDS = 100;

/** What the server takes in one append unless it is told otherwise, in bytes. */
export const largestAppend = 1024 * 1024;

export function sizeOf(messages: readonly ProposedMessage[]): number {
  return messages.reduce((size, { data, customMetadata }) => size + data.length + customMetadata.length, 0);
}

/** What a node of EventStoreDB stores, under the server's own rules of revision and idempotency. */
export class StoredStreams extends EventEmitter<{ stored: [] }> {
  readonly all: StoredMessage[] = [];
  private readonly streams = new Map<string, StoredMessage[]>();

  stream(name: string): readonly StoredMessage[] {
    return this.streams.get(name) ?? [];
  }

  /** All or nothing. An event whose id is used already is written again when the revision expected is the current. */
  write(name: string, expected: ExpectedRevision, messages: readonly ProposedMessage[]): WriteOutcome {
    const stored = this.stream(name);
    const current = stored.length - 1;
    if (expected === 'stream-exists' && current < 0) return { written: false, current };
    const repeated = typeof expected === 'number' ? sameAfter(stored, expected, messages) : recent(this.all, messages);
    if (repeated !== undefined) return { written: true, revision: repeated.revision, position: repeated.position };
    if (typeof expected === 'number' && expected !== current) return { written: false, current };
    for (const message of messages) this.store(name, message);
    this.emit('stored');
    return { written: true, revision: this.stream(name).length - 1, position: this.all.at(-1)?.position ?? 0n };
  }

  private store(name: string, message: ProposedMessage): void {
    const stored = this.streams.get(name) ?? [];
    const last = this.all.at(-1);
    const position = (last?.position ?? 0n) + BigInt(200 + (last?.data.length ?? 0));
    const placed = { ...message, stream: name, revision: stored.length, position, createdMs: Date.now() };
    stored.push(placed);
    this.streams.set(name, stored);
    this.all.push(placed);
  }
}

/** The last of the messages, when every one of them follows a past revision under the same id. */
function sameAfter(stored: readonly StoredMessage[], revision: number, messages: readonly ProposedMessage[]) {
  const found = stored.slice(revision + 1, revision + 1 + messages.length);
  const same = found.length === messages.length && found.every((one, index) => one.id === messages[index]?.id);
  return same ? found.at(-1) : undefined;
}

/** The same under a loose expectation: the server remembers a bounded number of ids only. */
function recent(all: readonly StoredMessage[], messages: readonly ProposedMessage[]) {
  const window = all.slice(-RECENT_IDS);
  const found = messages.map((message) => window.find((one) => one.id === message.id));
  return found.includes(undefined) ? undefined : found.at(-1);
}
