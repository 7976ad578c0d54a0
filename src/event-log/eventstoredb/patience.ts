import { ClusterFault } from './fault.js';

/** The answer, or a ClusterFault when there is none in time: some calls of the client have no deadline. */
export async function within<T>(milliseconds: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ClusterFault(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
}

/** Ends a call as well as it goes: one that never reached its server cannot be ended, nor need it be. */
export async function leave(end: () => Promise<unknown>): Promise<void> {
  await within(1000, end()).catch(() => undefined);
}

/** How long is waited for what, in milliseconds. */
export interface Patience {
  /** For the answer to one call. */
  readonly call: number;
  /** For an append, with all its repetitions. */
  readonly append: number;
  /** For this node's replica to hold what the cluster has recorded. */
  readonly replica: number;
  /** For a word of a subscription that has not caught up. */
  readonly silence: number;
  /** Until a subscription that has caught up is renewed. */
  readonly renewal: number;
  /** Since the head of the log was last read, until this node decides nothing more. */
  readonly stale: number;
  /** For the first catching up to get on. */
  readonly opening: number;
  /** For which a lease holds without being renewed. */
  readonly lease: number;
}

export const patience: Patience = {
  call: 2000,
  append: 6000,
  replica: 5000,
  silence: 5000,
  renewal: 3000,
  stale: 10_000,
  opening: 30_000,
  lease: 10_000,
};
