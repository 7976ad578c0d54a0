import type { CommandType } from '../../../schemas/commands.js';
import { addDays } from '../../../schemas/day.js';
import type { Chance } from './chance.js';
import { type DemoDepartment, departments } from './fiction.js';

/** First and last day of the demo's eleven years. */
export const firstDay = '2015-03-02';
export const lastDay = '2026-10-30';

/** A fact of the story: what came in on which day. `@name` in the data stands for the event that was labelled so. */
export interface Step {
  readonly day: string;
  readonly uscc: string;
  readonly by: DemoDepartment;
  readonly command: CommandType;
  readonly data: Readonly<Record<string, unknown>>;
  readonly label?: string;
}

/** The fields of a fact, and the department that reports it. */
export type StoryFact = { readonly source: DemoDepartment } & Readonly<Record<string, unknown>>;

/** What the chapters of an enterprise's life share: its code, chance, and the growing list of steps. */
export class Story {
  readonly uscc: string;
  readonly chance: Chance;
  readonly steps: Step[] = [];
  #labels = 0;
  #numbers = 0;

  constructor(uscc: string, chance: Chance) {
    this.uscc = uscc;
    this.chance = chance;
  }

  /** Something came in on a day; days past the end of the story are left out. Answers the label to refer to it by. */
  add(day: string, command: CommandType, fact: StoryFact): string {
    const { source: by, ...data } = fact;
    this.#labels += 1;
    const label = `${this.uscc}.${this.#labels}`;
    const source = { department: by, receivedOn: day };
    const authority = { name: departments[by] };
    if (day <= lastDay)
      this.steps.push({ day, uscc: this.uscc, by, command, label, data: { authority, ...data, source } });
    return `@${label}`;
  }

  /** A document number of a department and year, unlike any other of this enterprise. */
  number(word: string, day: string): string {
    this.#numbers += 1;
    return `${word}〔${day.slice(0, 4)}〕${this.uscc.slice(8, 16).replace(/^0+/, '')}-${this.#numbers}号`;
  }

  /** Some day between two days after the given one. */
  after(day: string, least: number, most: number): string {
    return addDays(day, this.chance.between(least, most));
  }
}

/** A calendar day some years on, the same day of the month; 29 February becomes the 28th. */
export function yearsAfter(day: string, years: number): string {
  return `${Number(day.slice(0, 4)) + years}${day.slice(4).replace('-02-29', '-02-28')}`;
}
