/** One side of a row: the same work done again and again, each round answering its figure. */
export interface Side {
  round(): Promise<number>;
  close(): Promise<void>;
}

/** What a figure must keep to. */
export type Bound = { readonly atLeast: number } | { readonly atMost: number };

/** A row as measured: a ratio of two sides, or one figure on its own. */
export interface Row {
  readonly work: string;
  readonly against: string;
  readonly unit: string;
  /** Median of each side. */
  readonly figures: readonly number[];
  /** Median of the ratios of the rounds; absent when the figure itself is bounded. */
  readonly ratio?: number;
  readonly bound: Bound;
}

/** A row that was not measured, and why. */
export interface SkippedRow {
  readonly work: string;
  readonly against: string;
  readonly skipped: string;
}

export type Verdict = 'MET' | 'MISSED' | 'SKIPPED';

export function verdictOf(row: Row | SkippedRow): Verdict {
  if ('skipped' in row) return 'SKIPPED';
  const held = row.ratio ?? row.figures[0] ?? Number.NaN;
  const met = 'atLeast' in row.bound ? held >= row.bound.atLeast : held <= row.bound.atMost;
  return met ? 'MET' : 'MISSED';
}

/** Figures of two sides and their ratio. */
export interface Compared {
  readonly figures: readonly [number, number];
  readonly ratio: number;
}

/**
 * Runs both sides in turn, A B A B ..., after a round of each that does not count. The ratio is the median of the
 * rounds' own ratios: whatever slows the machine for a while slows both sides of a round.
 */
export async function interleaved(work: Side, against: Side, rounds: number): Promise<Compared> {
  const pairs: (readonly [number, number])[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const pair = [await work.round(), await against.round()] as const;
    if (round > 0) pairs.push(pair);
  }
  return {
    figures: [median(pairs.map(([one]) => one)), median(pairs.map(([, other]) => other))],
    ratio: median(pairs.map(([one, other]) => one / other)),
  };
}

/** The middle of some figures; NaN when there is none. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
