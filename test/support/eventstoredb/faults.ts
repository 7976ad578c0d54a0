/**
 * - hang: the request is taken and never answered
 * - unavailable: refused before it had any effect
 * - lost-answer: it takes effect and the answer is lost
 * - not-leader: the node refers to the leader
 * - twice: every event of the read is delivered twice
 */
export type Fault = 'hang' | 'unavailable' | 'lost-answer' | 'not-leader' | 'twice';

type Call = 'features' | 'append' | 'read';

/** Faults that wait for the next calls of a kind, one call each. */
export class Faults {
  private readonly waiting: Record<Call, Fault[]> = { features: [], append: [], read: [] };

  on(call: Call, ...faults: readonly Fault[]): void {
    this.waiting[call].push(...faults);
  }

  next(call: Call): Fault | undefined {
    return this.waiting[call].shift();
  }
}
