import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import t from 'tap';
import { z } from 'zod';
import { type EventType, eventTypes, isEventType, type NewEvent } from '../schemas/events.js';
import { decode, encode, isCommitted, leafHash } from '../src/event-log/codec.js';
import { samples } from './support/samples.js';

/**
 * Stored forms are for ever. Each type and schema version has a golden file that is never edited; a new one is added
 * with `npm run golden`, which leaves those that are there alone.
 */
const folder = new URL('golden/events/', import.meta.url.replace('/dist/test/', '/test/'));
const nameOf = (type: EventType, version: number): string => `${type}.v${version}.json`;
const fileOf = (type: EventType, version: number = eventTypes[type].schemaVersion): URL =>
  new URL(nameOf(type, version), folder);
const versionsOf = (type: EventType): readonly number[] =>
  Array.from({ length: eventTypes[type].schemaVersion }, (_, index) => index + 1);

const golden = z.strictObject({ body: z.string(), salt: z.string(), commitment: z.string(), leaf: z.string() });

const types = Object.keys(eventTypes).filter(isEventType);

function sampleEvent<T extends EventType>(type: T, index: number) {
  const id = `01900000-0000-7000-8000-${String(index).padStart(12, '0')}`;
  return {
    id,
    stream: type === 'DayOpened' ? 'calendar' : 'enterprise-91999999000000019D',
    version: index + 1,
    schemaVersion: eventTypes[type].schemaVersion,
    recordedAt: '2024-05-10T08:00:00.000Z',
    actor: { department: 'scjg', key: 'scjg-0a1b2c' },
    command: { key: '11'.repeat(32), digest: '22'.repeat(32) },
    correlationId: id,
    causationId: id,
    salt: '00112233445566778899aabbccddeeff',
    type,
    data: samples[type],
  };
}

/** Pairs a type with the sample of that very type, which the compiler cannot follow through a loop. */
function isEvent(event: object): event is NewEvent {
  return 'type' in event && 'data' in event;
}

function storedForm(type: EventType, index: number) {
  const event: object = sampleEvent(type, index);
  if (!isEvent(event)) throw new Error(type);
  const { body, salt, commitment } = encode(event);
  return {
    body,
    salt: salt.toString('hex'),
    commitment: commitment.toString('hex'),
    leaf: leafHash(commitment).toString('hex'),
  };
}

if (process.env.QCR_GOLDEN === 'add') {
  for (const [index, type] of types.entries()) {
    if (existsSync(fileOf(type))) continue;
    writeFileSync(fileOf(type), `${JSON.stringify(storedForm(type, index), null, 2)}\n`, { flag: 'wx' });
  }
}

t.test('every event type has a sample that its schema accepts unchanged', async (t) => {
  for (const type of types) t.strictSame(eventTypes[type].schema.parse(samples[type]), samples[type], type);
});

t.test('no event type accepts a field that nobody declared', async (t) => {
  for (const type of types) {
    t.notOk(eventTypes[type].schema.safeParse({ ...samples[type], undeclared: 1 }).success, type);
  }
});

function readGolden(type: EventType, version: number) {
  const { body, salt, commitment, leaf } = golden.parse(JSON.parse(readFileSync(fileOf(type, version), 'utf8')));
  return { body, salt: Buffer.from(salt, 'hex'), commitment: Buffer.from(commitment, 'hex'), leaf };
}

t.test('what was written once, in whichever version, keeps its commitment and leaf and reads in today’s shape', (t) => {
  for (const type of types) {
    for (const version of versionsOf(type)) {
      const { leaf, ...stored } = readGolden(type, version);
      const event = decode({ ...stored, position: 1 });
      t.ok(isCommitted({ ...stored, position: 1 }), `${type} v${version} is committed`);
      t.equal(leafHash(stored.commitment).toString('hex'), leaf, `${type} v${version} has its leaf`);
      t.equal(event.schemaVersion, eventTypes[type].schemaVersion);
      t.strictSame(eventTypes[type].schema.parse(event.data), event.data, `${type} v${version} reads in today’s shape`);
    }
  }
  t.end();
});

t.test('what is written today reads as its sample and encodes back to the same bytes', async (t) => {
  for (const type of types) {
    const { leaf: _leaf, ...stored } = readGolden(type, eventTypes[type].schemaVersion);
    const { position: _position, ...event } = decode({ ...stored, position: 1 });
    t.strictSame(encode(event), stored, `${type} encodes back`);
    t.strictSame(event.data, samples[type], `${type} reads as its sample`);
  }
});

t.test('there is a golden file for every type and version, and no other', async (t) => {
  const expected = types.flatMap((type) => versionsOf(type).map((version) => nameOf(type, version)));
  t.strictSame(readdirSync(folder).toSorted(), expected.toSorted());
});

t.test('one flipped byte breaks the commitment', async (t) => {
  const { body, salt, commitment } = golden.parse(JSON.parse(readFileSync(fileOf('DayOpened'), 'utf8')));
  const flipped = body.replace('2024-05-10', '2024-05-11');
  t.notOk(
    isCommitted({
      position: 1,
      body: flipped,
      salt: Buffer.from(salt, 'hex'),
      commitment: Buffer.from(commitment, 'hex'),
    }),
  );
});

t.test('numbers that not every reader keeps are refused before they are written', async (t) => {
  const event: object = { ...sampleEvent('DayOpened', 0), data: { date: '2024-05-10', share: 0.1 } };
  if (!isEvent(event)) throw new Error('not an event');
  t.throws(() => encode(event), /is not a safe integer/);
});

t.test('an unknown type or a newer schema version stops the reader with words', async (t) => {
  const { body, salt, commitment } = golden.parse(JSON.parse(readFileSync(fileOf('DayOpened'), 'utf8')));
  const stored = (text: string) => ({
    position: 7,
    body: text,
    salt: Buffer.from(salt, 'hex'),
    commitment: Buffer.from(commitment, 'hex'),
  });
  t.throws(() => decode(stored(body.replace('DayOpened', 'DayClosed'))), /event 7 has the unknown type DayClosed/);
  t.throws(() => decode(stored(body.replace(/"schemaVersion":\d+/, '"schemaVersion":999'))), /must be updated/);
});
