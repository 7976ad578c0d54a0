/**
 * - hang: the request is taken and never answered
 * - unavailable: refused before it had any effect
 * - lost-answer: it takes effect and the answer is lost
 * - late: it takes effect, and the answer waits for `release`
 * - not-leader: the node refers to the leader
 * - twice: every event of the read is delivered twice
 * - cut: the read ends after its first event
 */
export type Fault = 'hang' | 'unavailable' | 'lost-answer' | 'late' | 'not-leader' | 'twice' | 'cut';

type Call = 'features' | 'append' | 'read';

/** Faults that wait for the next calls of a kind, one call each; one that lasts is had by every call until it is lifted. */
export class Faults {
  private readonly waiting: Record<Call, Fault[]> = { features: [], append: [], read: [] };
  private readonly lasting = new Map<Call, Fault>();
  private readonly late: (() => void)[] = [];

  on(call: Call, ...faults: readonly Fault[]): void {
    this.waiting[call].push(...faults);
  }

  last(call: Call, fault: Fault): void {
    this.lasting.set(call, fault);
  }

  lift(): void {
    this.lasting.clear();
  }

  next(call: Call): Fault | undefined {
    return this.waiting[call].shift() ?? this.lasting.get(call);
  }

  /** Gives an answer when it is released. */
  hold(answer: () => void): void {
    this.late.push(answer);
  }

  /** How many answers wait. */
  get held(): number {
    return this.late.length;
  }

  release(): void {
    for (const answer of this.late.splice(0)) answer();
  }
}
