import { type ClusterMetadata, clusterHeading } from '../../../schemas/cluster-message.js';
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

/** How many events of the same append come after one, and the identity of the registry on the first. */
type Standing = Pick<ClusterMetadata, 'following' | 'registry'>;

/** The events of an append. Throws where the embedded log would: on what canonical JSON cannot carry, or misplaced. */
export function proposals({ stream, expectedVersion, events }: Append, registry?: string): readonly Proposed[] {
  return events.map((event, index) => {
    refuseMisplaced(event, stream, expectedVersion + 1 + index);
    return message(encode(event), event, { following: events.length - 1 - index, registry });
  });
}

/** An event that travels verbatim. It counts as the last of its append: a copy may stop between any two events. */
export function proposal(stored: Stored, registry: string | undefined): Proposed {
  return message(stored, JSON.parse(stored.body), { following: 0, registry });
}

/**
 * A stored event as a message. Its bytes are what is committed to, so they travel as such: JSON that the client parses
 * would come back as other bytes. Salt and commitment stand beside it.
 */
function message({ body, salt, commitment }: Stored, event: unknown, { following, registry }: Standing): Proposed {
  const { id, type, correlationId, causationId } = clusterHeading.parse(event);
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

/** What a delivered message holds, at the position that it gets. Throws StoredEventRefused: nothing may stand behind it. */
export function received(told: Delivered, prefix: string, position: number): Received {
  const { beside } = told;
  if (beside === undefined) throw new StoredEventRefused(position, `${told.stream}: it was not written by a registry`);
  const { salt, commitment, registry } = beside;
  const stored: StoredEvent = {
    position,
    body: Buffer.from(told.data).toString('utf8'),
    salt: Buffer.from(salt, 'hex'),
    commitment: Buffer.from(commitment, 'hex'),
  };
  const event = checked(stored, position);
  const says = `${prefix}${event.stream} ${event.version} ${event.id}`;
  const lies = `${told.stream} ${told.version} ${told.id}`;
  if (says !== lies) throw new StoredEventRefused(position, `it says ${says} and lies at ${lies}`);
  return { event, registry };
}
