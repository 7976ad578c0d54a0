import { randomUUID } from 'node:crypto';
import {
  type AllStreamSubscription,
  EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  START,
  streamNameFilter,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import t, { type Test } from 'tap';
import { EventStoreDouble } from './support/eventstoredb/double.js';

/** A node of the double, and the bare client of it. */
async function cluster(t: Test, options?: { batches: boolean }) {
  const double = await EventStoreDouble.start(options);
  const client = EventStoreDBClient.connectionString(double.url);
  t.teardown(async () => {
    await client.dispose();
    double.stop();
  });
  return { double, client };
}

function noted(text: string) {
  return jsonEvent({ id: randomUUID(), type: 'Noted', data: { text } });
}

/** The next `count` ids that a subscription brings, then it is unsubscribed. */
async function taken(subscription: AllStreamSubscription, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  try {
    for await (const { event } of subscription) {
      ids.push(event?.id ?? '');
      if (ids.length === count) break;
    }
  } finally {
    await subscription.unsubscribe();
  }
  return ids;
}

/** The type of the client's error with which a call fails. */
function failure(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'none',
    (error: unknown) => (error instanceof Error && 'type' in error ? error.type : error),
  );
}

for (const batches of [true, false]) {
  t.test(`the double writes by ${batches ? 'BatchAppend' : 'Append'} as the server does`, async (t) => {
    const { double, client } = await cluster(t, { batches });
    const pair = [noted('一'), noted('二')];
    const first = await client.appendToStream('note-1', pair, { expectedRevision: NO_STREAM });
    t.equal(first.nextExpectedRevision, 1n);

    const again = await client.appendToStream('note-1', pair, { expectedRevision: NO_STREAM });
    t.strictSame(again, first, 'the identical call is answered as the first');

    for (const others of [[noted('三')], [pair[0] ?? noted('一'), noted('三')]]) {
      const refused = client.appendToStream('note-1', others, { expectedRevision: NO_STREAM });
      const error = await refused.catch((reason: unknown) => reason);
      t.ok(error instanceof WrongExpectedVersionError && error.actualVersion === 1n, 'other ids are refused');
    }
    const used = await client.appendToStream('note-1', pair, { expectedRevision: 1n });
    t.equal(used.nextExpectedRevision, 3n, 'used ids at the current revision are written again');

    const read: string[] = [];
    for await (const { event } of client.readStream('note-1')) read.push(event?.id ?? '');
    t.strictSame(
      read,
      [...pair, ...pair].map(({ id }) => id),
    );
    t.equal(double.stored.all.length, 4);
  });

  t.test(`an answer lost by ${batches ? 'BatchAppend' : 'Append'} is given to the identical call`, async (t) => {
    const { double, client } = await cluster(t, { batches });
    const note = noted('一');
    const write = () => client.appendToStream('note-1', note, { expectedRevision: NO_STREAM });
    double.faults.on('append', 'unavailable', 'not-leader', 'lost-answer');
    t.equal(await failure(write()), 'unavailable');
    t.equal(await failure(write()), 'not-leader');
    t.equal(double.stored.all.length, 0);
    t.equal(await failure(write()), 'unavailable');
    t.equal(double.stored.all.length, 1);
    t.equal((await write()).nextExpectedRevision, 0n);
    t.equal(double.stored.all.length, 1);
  });
}

t.test('a subscription to $all brings what its prefix names, past and new, and starts after a position', async (t) => {
  const { double, client } = await cluster(t);
  const notes = [noted('一'), noted('二'), noted('三')] as const;
  const [first] = await Promise.all([
    client.appendToStream('a-1', notes[0], { expectedRevision: NO_STREAM }),
    client.appendToStream('b-1', noted('他'), { expectedRevision: NO_STREAM }),
  ]);
  await client.appendToStream('a-2', notes[1], { expectedRevision: NO_STREAM });
  const filter = streamNameFilter({ prefixes: ['a-'] });
  const fromStart = taken(client.subscribeToAll({ fromPosition: START, filter }), 3);
  const fromFirst = taken(client.subscribeToAll({ fromPosition: first.position ?? START, filter }), 2);
  await client.appendToStream('a-1', notes[2], { expectedRevision: 0n });
  t.strictSame(
    await fromStart,
    notes.map(({ id }) => id),
  );
  t.strictSame(
    await fromFirst,
    notes.slice(1).map(({ id }) => id),
  );
  double.faults.on('read', 'twice');
  const twice = await taken(client.subscribeToAll({ fromPosition: START, filter }), 4);
  t.strictSame(
    twice,
    [notes[0], notes[0], notes[1], notes[1]].map(({ id }) => id),
  );
});

t.test('a checkpoint is reached though nothing passes the filter, and a dropped subscription ends', async (t) => {
  const { double, client } = await cluster(t);
  const others = Array.from({ length: 40 }, (_, index) => noted(String(index)));
  await client.appendToStream('b-1', others, { expectedRevision: NO_STREAM });
  let ended: Promise<unknown> | undefined;
  const reached = new Promise((resolve) => {
    const filter = streamNameFilter({
      prefixes: ['a-'],
      maxSearchWindow: 32,
      checkpointReached: async (_, position) => resolve(position.commit),
    });
    const subscription = client.subscribeToAll({ fromPosition: START, filter });
    ended = failure(taken(subscription, 1));
  });
  t.equal(await reached, double.stored.all[31]?.position);
  t.equal(double.reads.size, 1);
  double.dropReads();
  t.equal(await ended, 'unavailable');
});
