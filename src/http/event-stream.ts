/** What a stream of server-sent events shows: always the whole state, so that one that is missed is no loss. */
export interface Watched<T> {
  look(): T;
  /** Of two states with the same id a watcher has seen the second when it has seen the first. */
  idOf(state: T): string;
  isLast(state: T): boolean;
  /** Resolves when there may be something new; rejects on the signal. */
  changed(signal: AbortSignal): Promise<void>;
}

interface Watcher {
  /** Last-Event-ID, when it comes back after a broken connection. */
  readonly lastSeen: string | undefined;
  readonly gone: AbortSignal;
  /** Whether the key or session with which it began still holds. */
  readonly stillHolds: () => Promise<boolean>;
}

/** Shorter than the minute after which proxies give up on a silent connection. */
const heartbeat = 15_000;

/**
 * text/event-stream (WHATWG HTML, Server-sent events): each state as JSON until the last one, and a comment as heartbeat.
 * It ends with the key or session of its reader.
 */
export async function* eventStream<T>(
  watched: Watched<T>,
  { lastSeen, gone, stillHolds }: Watcher,
): AsyncGenerator<string> {
  let seen = lastSeen;
  while (!gone.aborted && (await stillHolds())) {
    const state = watched.look();
    const id = watched.idOf(state);
    if (id !== seen) {
      yield `id: ${id}\nevent: progress\ndata: ${JSON.stringify(state)}\n\n`;
      seen = id;
    } else if (watched.isLast(state)) return;
    else if (!(await hasChanged(watched, gone))) yield ': \n\n';
  }
}

async function hasChanged(watched: Watched<unknown>, gone: AbortSignal): Promise<boolean> {
  const patience = AbortSignal.timeout(heartbeat);
  try {
    await watched.changed(AbortSignal.any([gone, patience]));
    return true;
  } catch (error) {
    if (gone.aborted || patience.aborted) return false;
    throw error;
  }
}
