import { setTimeout } from 'node:timers/promises';
import { AppendFailed, ClusterUnreachable } from '../append-failures.js';
import type { Cluster, ClusterAppend, ClusterOutcome } from './cluster.js';
import { faultOf } from './fault.js';
import type { Patience } from './patience.js';

const shortestRest = 20;
const longestRest = 500;

/**
 * Repeats the identical call until it is answered: the cluster answers a repeat as it would have answered the first.
 * Throws AppendFailed when the answer would always be no, ClusterUnreachable when patience is over.
 */
export async function written(cluster: Cluster, call: ClusterAppend, patience: Patience): Promise<ClusterOutcome> {
  const until = performance.now() + patience.append;
  for (let rest = shortestRest; ; rest = Math.min(rest * 2, longestRest)) {
    try {
      return await cluster.append(call, patience.call);
    } catch (error) {
      const { isFinal, message } = faultOf(error);
      if (isFinal) throw new AppendFailed(message);
      if (performance.now() + rest > until) throw new ClusterUnreachable(message);
      await setTimeout(rest);
    }
  }
}
