import { isClockFarAhead, openToday } from '../commands/days.js';
import type { Rim } from '../commands/rim.js';
import type { EventLog } from '../event-log/event-log.js';

interface Ticking {
  readonly log: EventLog;
  readonly rim: Rim;
  /** Hears when a day could not be opened. */
  readonly said: (message: string) => void;
  /** Milliseconds between two looks at the clock: a machine that slept wakes up on another day. */
  readonly lookEvery?: number;
}

/** 登记日: opens each day in Shanghai as it comes; a day far ahead of the last one is not opened, nor trusted. */
export class DayClock {
  readonly #ticking: Ticking;
  readonly #timer: NodeJS.Timeout;
  #trusted: boolean;

  private constructor(ticking: Ticking, trusted: boolean) {
    this.#ticking = ticking;
    this.#trusted = trusted;
    this.#timer = setInterval(() => void this.#look(), ticking.lookEvery ?? 10_000);
    this.#timer.unref();
  }

  /** Opens today, and then each day as it comes. Rejects when today cannot be recorded. */
  static async start(ticking: Ticking): Promise<DayClock> {
    return new DayClock(ticking, await openToday(ticking.log, ticking.rim));
  }

  /** Once the day has been confirmed, by whichever process, the clock is trusted again at once. */
  isTrusted(): boolean {
    const { log, rim } = this.#ticking;
    if (!this.#trusted) this.#trusted = !isClockFarAhead(log, rim);
    return this.#trusted;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** A log that cannot be written to now is tried again at the next look. */
  async #look(): Promise<void> {
    const { log, rim, said } = this.#ticking;
    try {
      this.#trusted = await openToday(log, rim);
    } catch (error) {
      said(`today could not be opened: ${error instanceof Error ? error.message : error}`);
    }
  }
}
