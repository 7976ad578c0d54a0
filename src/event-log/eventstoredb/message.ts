import { clusterHeading, clusterMetadata } from '../../../schemas/cluster-message.js';
import { type CheckedEvent, checked, StoredEventRefused } from '../checked-event.js';
import { encode } from '../codec.js';
import type { Append, StoredEvent } from '../event-log.js';
import { refuseMisplaced } from '../misplaced.js';
import type { Proposed } from './cluster.js';
import type { Delivered } from './news.js';

/** An event of the registry as a message of the cluster says it. */
export interface Received {
  readonly event: CheckedEvent;
  /** Identity of the registry; the first event has it. */
  readonly registry: string | undefined;
}

type Stored = Omit<StoredEvent, 'position'>;

interface Beside {
  readonly following: number;
  readonly registry: string | undefined;
}

/** The events of an append. Throws where the embedded log would: on what canonical JSON cannot carry, or misplaced. */
export function proposals({ stream, expectedVersion, events }: Append, registry?: string): readonly Proposed[] {
  return events.map((event, index) => {
    refuseMisplaced(event, stream, expectedVersion + 1 + index);
    return proposal(encode(event), { following: events.length - 1 - index, registry });
  });
}

/**
 * A stored event as a message. Its bytes are what is committed to, so they travel as such: JSON that the client parses
 * would come back as other bytes. Salt and commitment stand beside it.
 */
export function proposal({ body, salt, commitment }: Stored, { following, registry }: Beside): Proposed {
  const { id, type, correlationId, causationId } = clusterHeading.parse(JSON.parse(body));
  const metadata = {
    ...(correlationId === undefined ? {} : { $correlationId: correlationId }),
    ...(causationId === undefined ? {} : { $causationId: causationId }),
    salt: salt.toString('hex'),
    commitment: commitment.toString('hex'),
    following,
    ...(registry === undefined ? {} : { registry }),
  };
  return { id, type, data: Buffer.from(body, 'utf8'), metadata };
}

/** How many messages of the same append come after it; none after one that the registry did not write. */
export function followingOf({ metadata }: Delivered): number {
  return clusterMetadata.safeParse(metadata).data?.following ?? 0;
}

/** What a delivered message holds, at the position that it gets. Throws StoredEventRefused: nothing may stand behind it. */
export function received(message: Delivered, prefix: string, position: number): Received {
  const metadata = clusterMetadata.safeParse(message.metadata);
  if (!metadata.success) throw new StoredEventRefused(position, `${message.stream}: it was not written by a registry`);
  const { salt, commitment, registry } = metadata.data;
  const stored: StoredEvent = {
    position,
    body: Buffer.from(message.data).toString('utf8'),
    salt: Buffer.from(salt, 'hex'),
    commitment: Buffer.from(commitment, 'hex'),
  };
  const event = checked(stored, position);
  const says = `${prefix}${event.stream} ${event.version} ${event.id}`;
  const lies = `${message.stream} ${message.version} ${message.id}`;
  if (says !== lies) throw new StoredEventRefused(position, `it says ${says} and lies at ${lies}`);
  return { event, registry };
}
