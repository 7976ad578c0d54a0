import type { Fact, RecordedEvent } from '../../schemas/events.js';
import { enterpriseStream, successionRoot } from '../event-log/enterprise-history.js';
import type { Append, EventLog } from '../event-log/event-log.js';
import { appendDerived } from './append.js';
import { frameFacts } from './framing.js';
import { derivedId, type Rim } from './rim.js';

type Sealing = RecordedEvent<'EnterpriseSucceeded'>;

/**
 * Reacts to the sealing of a stream: the unit that exists now absorbs the sealed prefix; a seal that closes a circle,
 * as two processes can in one instant, is voided. Ids derive from the sealing event, so that whoever reacts, and
 * however often, it is recorded once. Answers whether the succession stands.
 */
export async function settleSuccession(sealing: Sealing, log: EventLog, rim: Rim): Promise<boolean> {
  if (sealing.data.succession === 'division') return true;
  const absorbed = derivedId(sealing.id, 'PredecessorAbsorbed');
  const voided = derivedId(sealing.id, 'RecordVoided');
  for (;;) {
    if (log.eventById(absorbed) !== undefined) return true;
    if (log.eventById(voided) !== undefined) return false;
    const place = placeOfReaction(sealing, log);
    if (place === undefined) continue;
    const closesCircle = place.stream === sealing.stream;
    const reaction = closesCircle
      ? { id: voided, fact: voiding(sealing) }
      : { id: absorbed, fact: absorption(sealing) };
    await appendDerived(log, reactionTo(sealing, { ...reaction, ...place }, { rim, reader: log }));
  }
}

interface Place {
  readonly stream: string;
  readonly expectedVersion: number;
}

/** The stream of the unit that exists now, at a version at which it is not sealed; undefined when that just changed. */
function placeOfReaction({ data }: Sealing, log: EventLog): Place | undefined {
  const stream = enterpriseStream(successionRoot(log, data.by));
  const expectedVersion = log.streamVersion(stream);
  return enterpriseStream(successionRoot(log, data.by)) === stream ? { stream, expectedVersion } : undefined;
}

function absorption({ stream, version }: Sealing): Fact<'PredecessorAbsorbed'> {
  return { type: 'PredecessorAbsorbed', data: { uscc: stream.replace('enterprise-', ''), version } };
}

function voiding({ id, data }: Sealing): Fact<'RecordVoided'> {
  const reason = '承继关系形成循环，自动作废';
  return { type: 'RecordVoided', data: { source: data.source, target: id, reason } };
}

interface Reaction extends Place {
  readonly id: string;
  readonly fact: Fact;
}

function reactionTo(
  sealing: Sealing,
  { id, fact, stream, expectedVersion }: Reaction,
  { rim, reader }: { readonly rim: Rim; readonly reader: EventLog },
): Append {
  const { actor, correlationId } = sealing;
  const frame = { stream, expectedVersion, actor, correlationId, causationId: sealing.id };
  return { stream, expectedVersion, events: frameFacts([fact], frame, { rim: { ...rim, newId: () => id }, reader }) };
}
