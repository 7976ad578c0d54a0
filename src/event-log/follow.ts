import type { RecordedEvent } from '../../schemas/events.js';

const page = 256;

interface Following {
  readonly afterPosition: number;
  readonly signal: AbortSignal;
  /** Milliseconds after which it looks again by itself: another process may have recorded something. */
  readonly wakeEvery: number;
}

/**
 * Reads on from a position for ever: pages while there is something, then waits to be woken. It waits only after
 * reading nothing, so what is recorded while its consumer works is never slept through. Nothing is open while it
 * waits or while its consumer works.
 */
export async function* follow(
  read: (after: number, limit: number) => readonly RecordedEvent[],
  waiting: Set<() => void>,
  { afterPosition, signal, wakeEvery }: Following,
): AsyncGenerator<RecordedEvent> {
  let position = afterPosition;
  while (!signal.aborted) {
    const events = read(position, page);
    for (const event of events) {
      if (signal.aborted) return;
      position = event.position;
      yield event;
    }
    if (events.length === 0) await woken(waiting, signal, wakeEvery);
  }
}

function woken(waiting: Set<() => void>, signal: AbortSignal, wakeEvery: number): Promise<void> {
  return new Promise((resolve) => {
    const resume = (): void => {
      clearTimeout(timer);
      waiting.delete(resume);
      signal.removeEventListener('abort', resume);
      resolve();
    };
    const timer = setTimeout(resume, wakeEvery);
    waiting.add(resume);
    signal.addEventListener('abort', resume, { once: true });
    if (signal.aborted) resume();
  });
}
