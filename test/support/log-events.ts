import { randomUUID } from 'node:crypto';
import type { CommandMark } from '../../schemas/envelope.js';
import type { NewEvent } from '../../schemas/events.js';
import type { Append, EventLog } from '../../src/event-log/event-log.js';
import { newSalt } from '../../src/event-log/salt.js';
import { fictionalUscc } from './uscc.js';

interface Particulars {
  readonly count?: number;
  readonly name?: string;
  readonly recordedAt?: string;
  readonly command?: CommandMark;
}

/** The stream of a fictional enterprise. */
export function streamOf(number: number): string {
  return `enterprise-${fictionalUscc(number)}`;
}

/** `count` renamings of one enterprise, recorded together. */
export function renamings(stream: string, expectedVersion: number, particulars: Particulars = {}): Append {
  const correlationId = randomUUID();
  const event = (index: number): NewEvent => ({
    id: randomUUID(),
    stream,
    version: expectedVersion + 1 + index,
    type: 'EnterpriseRenamed',
    schemaVersion: 1,
    recordedAt: particulars.recordedAt ?? '2026-03-01T08:00:00.000Z',
    actor: { department: 'scjg', key: 'scjg-0a1b2c' },
    ...(particulars.command === undefined ? {} : { command: particulars.command }),
    correlationId,
    causationId: correlationId,
    salt: newSalt(),
    data: {
      source: { department: 'scjg', receivedOn: '2026-03-01' },
      name: particulars.name ?? `虚构第${expectedVersion + 1 + index}厂`,
    },
  });
  const rest = Array.from({ length: (particulars.count ?? 1) - 1 }, (_, index) => event(index + 1));
  return { stream, expectedVersion, events: [event(0), ...rest] };
}

/** Appends what must be accepted; answers the position of the last event. */
export async function appended(log: EventLog, append: Append): Promise<number> {
  const outcome = await log.append(append);
  if (outcome.outcome !== 'appended') throw new Error(`not appended: ${JSON.stringify(outcome)}`);
  return outcome.position;
}
