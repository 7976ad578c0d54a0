import { type CheckedEvent, StoredEventRefused } from '../checked-event.js';
import type { StoredEventSink } from '../transfer.js';
import type { Cluster } from './cluster.js';
import { proposal } from './message.js';
import type { Patience } from './patience.js';
import { written } from './written.js';

interface Place {
  readonly cluster: Cluster;
  readonly prefix: string;
  readonly patience: Patience;
  /** Identity of the registry that moves in. */
  readonly registry: string;
  /** Position of the last event that the cluster holds. */
  readonly position: number;
}

/** The server takes a mebibyte at a time, whatever stands beside the bodies included. */
const largestRun = 256 * 1024;

/**
 * Takes events verbatim into the cluster, one call after the other, since $all keeps the order of the calls. Events that
 * follow each other in one stream go together. What an earlier run has sent is answered as it was then.
 */
export class ClusterSink implements StoredEventSink {
  readonly #place: Place;
  #position: number;

  constructor(place: Place) {
    this.#place = place;
    this.#position = place.position;
  }

  position(): number {
    return this.#position;
  }

  async write(events: readonly CheckedEvent[]): Promise<void> {
    for (const run of runsOf(events)) await this.#send(run);
  }

  async #send(run: readonly [CheckedEvent, ...CheckedEvent[]]): Promise<void> {
    const { cluster, prefix, patience, registry } = this.#place;
    const [{ stream, version, position }] = run;
    const call = {
      stream: `${prefix}${stream}`,
      expectedVersion: version - 1,
      events: run.map((event) => proposal(event, event.position === 1 ? registry : undefined)),
    };
    const outcome = await written(cluster, call, patience);
    if (outcome !== 'written') {
      throw new StoredEventRefused(position, `${stream} has version ${outcome.actualVersion} in the cluster already`);
    }
    this.#position = position + run.length - 1;
  }
}

/** Events that stand next to each other in one stream, as many as one call may carry. */
function runsOf(events: readonly CheckedEvent[]): readonly (readonly [CheckedEvent, ...CheckedEvent[]])[] {
  const runs: [CheckedEvent, ...CheckedEvent[]][] = [];
  let size = 0;
  for (const event of events) {
    const run = runs.at(-1);
    size += event.body.length * 3;
    if (run !== undefined && run[0].stream === event.stream && size < largestRun) run.push(event);
    else {
      runs.push([event]);
      size = event.body.length * 3;
    }
  }
  return runs;
}
