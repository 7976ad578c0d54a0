import { EventStoreDBClient, START, streamNameFilter } from '@eventstore/db-client';

/** Follows a cluster with the bare client and keeps nothing; says how long it took. */
const [url = '', count = ''] = process.argv.slice(2);
const client = EventStoreDBClient.connectionString(url);
const started = performance.now();
const subscription = client.subscribeToAll({ fromPosition: START, filter: streamNameFilter({ prefixes: ['qcr.'] }) });
let events = 0;
for await (const { event } of subscription) {
  if (event !== undefined) events += 1;
  if (events === Number(count)) break;
}
const seconds = (performance.now() - started) / 1000;
await subscription.unsubscribe();
await client.dispose();
process.stdout.write(JSON.stringify({ seconds, most: [] }));
