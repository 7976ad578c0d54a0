import type { RecordedEvent } from '../../schemas/events.js';
import { enterpriseStream, successionRoot } from '../event-log/enterprise-history.js';
import type { EventLog } from '../event-log/event-log.js';
import { appendDerived } from './append.js';
import { frameFacts } from './framing.js';
import { derivedId, type Rim } from './rim.js';

/**
 * Reacts to the sealing of a stream: the unit that exists now absorbs the sealed prefix. The event's id derives from
 * the sealing event, so that whoever reacts, and however often, it is recorded once. Two enterprises that succeed
 * each other in the same instant from two processes are not held apart here; `qcr verify` reports such a cycle.
 */
export async function absorbPredecessor(
  sealing: RecordedEvent<'EnterpriseSucceeded'>,
  log: EventLog,
  rim: Rim,
): Promise<void> {
  if (sealing.data.succession === 'division') return;
  const id = derivedId(sealing.id, 'PredecessorAbsorbed');
  while (log.eventById(id) === undefined) {
    const stream = enterpriseStream(successionRoot(log, sealing.data.by));
    const expectedVersion = log.streamVersion(stream);
    const fact = {
      type: 'PredecessorAbsorbed',
      data: { uscc: sealing.stream.replace('enterprise-', ''), version: sealing.version },
    } as const;
    const { actor, correlationId } = sealing;
    const frame = { stream, expectedVersion, actor, correlationId, causationId: sealing.id };
    const derived: Rim = { ...rim, newId: () => id };
    await appendDerived(log, {
      stream,
      expectedVersion,
      events: frameFacts([fact], frame, { rim: derived, reader: log }),
    });
  }
}
