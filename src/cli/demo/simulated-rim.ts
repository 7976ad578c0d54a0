import { v7 } from 'uuid';
import type { Rim } from '../../commands/rim.js';
import type { Chance } from './chance.js';

/** A rim whose clock is set by the story, and whose ids and salts come from repeatable chance. */
export class SimulatedRim implements Rim {
  readonly #chance: Chance;
  #now = 0;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** Sets the clock to ten in the morning of a day in Shanghai. */
  turnTo(day: string): void {
    this.#now = Date.parse(`${day}T02:00:00.000Z`);
  }

  readonly now = (): number => this.#now;

  readonly newId = (): string => v7({ msecs: this.#now, random: this.#chance.bytes(16) });

  readonly newSalt = (): string => Buffer.from(this.#chance.bytes(16)).toString('hex');
}
