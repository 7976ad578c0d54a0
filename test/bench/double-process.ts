import { proposal } from '../../src/event-log/eventstoredb/message.js';
import { openSqliteReader } from '../../src/event-log/sqlite.js';
import { EventStoreDouble } from '../support/eventstoredb/double.js';

/** The double as a node of its own, holding the events of a log file if argv names one; says where it listens. */
const [log] = process.argv.slice(2);
const double = await EventStoreDouble.start();
if (log !== undefined) {
  const reader = openSqliteReader(log);
  const metadata = [
    ['type', 'Recorded'],
    ['content-type', 'application/octet-stream'],
  ] as const;
  const page = 5000;
  for (let after = 0; after < reader.head().position; after += page) {
    for (const event of reader.readStored(after, page)) {
      const registry = event.position === 1 ? reader.registryId() : undefined;
      const { id, data, metadata: custom } = proposal(event, registry);
      const message = { id, data, metadata, customMetadata: Buffer.from(JSON.stringify(custom)) };
      double.stored.write(`qcr.${event.stream}`, event.version - 2, [message]);
    }
  }
  await reader.close();
}
process.on('message', () => process.send?.(double.reads.size));
process.channel?.unref();
process.on('SIGTERM', () => process.exit(0));
process.stdout.write(`listening on http://127.0.0.1:${double.port}\n`);
