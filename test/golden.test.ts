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
const folder = new URL('../../test/golden/events/', import.meta.url);
const fileOf = (type: EventType): URL => new URL(`${type}.v${eventTypes[type].schemaVersion}.json`, folder);

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
    if (!existsSync(fileOf(type))) writeFileSync(fileOf(type), `${JSON.stringify(storedForm(type, index), null, 2)}\n`);
  }
}

t.test('every event type has a sample that its schema accepts unchanged', async (t) => {
  for (const type of types) t.same(eventTypes[type].schema.parse(samples[type]), samples[type], type);
});

t.test('no event type accepts a field that nobody declared', async (t) => {
  for (const type of types) {
    t.notOk(eventTypes[type].schema.safeParse({ ...samples[type], undeclared: 1 }).success, type);
  }
});

t.test('what was written once still reads the same and has the same commitment and leaf', async (t) => {
  for (const type of types) {
    const { body, salt, commitment, leaf } = golden.parse(JSON.parse(readFileSync(fileOf(type), 'utf8')));
    const stored = {
      position: 1,
      body,
      salt: Buffer.from(salt, 'hex'),
      commitment: Buffer.from(commitment, 'hex'),
    };
    t.ok(isCommitted(stored), `${type} is committed`);
    t.equal(leafHash(stored.commitment).toString('hex'), leaf, `${type} has its leaf`);
    const { position: _position, ...event } = decode(stored);
    t.same(
      encode(event),
      { body: stored.body, salt: stored.salt, commitment: stored.commitment },
      `${type} encodes back`,
    );
    t.same(event.data, samples[type], `${type} reads as its sample`);
  }
});

t.test('no golden file is left without a type', async (t) => {
  const known = new Set(types.map((type) => `${type}.v`));
  const strays = readdirSync(folder).filter((file) => !known.has(file.replace(/\d+\.json$/, '')));
  t.same(strays, []);
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
  t.throws(() => decode(stored(body.replace('"schemaVersion":1', '"schemaVersion":9'))), /must be updated/);
});
