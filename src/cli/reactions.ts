import type { AwardRounds } from '../commands/award-rounds.js';
import type { Rim } from '../commands/rim.js';
import { unsettledRounds } from '../commands/round-reactor.js';
import { settleSuccession } from '../commands/succession.js';
import type { EventLog } from '../event-log/event-log.js';
import type { ReadModels } from '../read-models/read-models.js';

interface Reacting {
  readonly log: EventLog;
  readonly rim: Rim;
  readonly readModels: ReadModels;
  readonly rounds: AwardRounds;
  /** Hears when a reaction could not be recorded. */
  readonly said: (message: string) => void;
  /** Milliseconds between two looks. */
  readonly lookEvery?: number;
}

/**
 * What must follow an event without anybody's command: a succession is absorbed, a decided round awards its winners. It follows
 * with the command itself; here it is done where a crash, a full disk or a slow node came between, at the start and while
 * the server runs. Ids derive from the cause, so a reaction that is under way elsewhere is not recorded twice.
 */
export class Reactions {
  readonly #reacting: Reacting;
  readonly #timer: NodeJS.Timeout;
  #looking: Promise<void> | undefined;

  private constructor(reacting: Reacting) {
    this.#reacting = reacting;
    this.#timer = setInterval(() => this.#again(), reacting.lookEvery ?? 10_000);
    this.#timer.unref();
  }

  /** Does what is left over, and from then on looks again and again. Rejects when it cannot be recorded. */
  static async start(reacting: Reacting): Promise<Reactions> {
    for (const react of leftOver(reacting)) await react();
    return new Reactions(reacting);
  }

  /** Resolves when nothing is being recorded any more. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  #again(): void {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
  }

  /** What cannot be recorded now is tried again at the next look, and holds up nothing else. */
  async #look(): Promise<void> {
    try {
      for (const react of leftOver(this.#reacting)) await react().catch((error) => this.#say(error));
    } catch (error) {
      this.#say(error);
    }
  }

  #say(error: unknown): void {
    this.#reacting.said(`what must follow could not be recorded: ${error instanceof Error ? error.message : error}`);
  }
}

function* leftOver({ log, rim, readModels, rounds }: Reacting): Iterable<() => Promise<unknown>> {
  for (const id of readModels.pendingSuccessions()) {
    const event = log.eventById(id);
    if (event?.type === 'EnterpriseSucceeded') yield () => settleSuccession(event, log, rim);
  }
  for (const round of unsettledRounds({ log })) yield () => rounds.resume(round);
}
