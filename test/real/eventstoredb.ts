import t from 'tap';
import { verifyLog } from '../../src/event-log/verification.js';
import { eventLogContract } from '../support/event-log-contract.js';
import { eventStoreAdapter } from '../support/log-adapters.js';
import { samples } from '../support/samples.js';
import { startServer } from '../support/server.js';
import { fictionalUscc } from '../support/uscc.js';

/**
 * The contract of the event log and an import from end to end, on a real EventStoreDB: `npm run test:eventstoredb`. All
 * streams get a prefix of this run, so nothing that is there is read or written.
 */
const url = process.env.EVENTSTOREDB_URL;

if (url === undefined) {
  t.test('a real cluster', { skip: 'EVENTSTOREDB_URL is not set: NOTHING WAS TESTED' }, async () => undefined);
  process.stderr.write('EVENTSTOREDB_URL is not set: nothing was tested on a real cluster\n');
} else {
  const adapter = eventStoreAdapter(url);
  eventLogContract(t, adapter);

  t.test('an import from end to end', async (t) => {
    const server = await startServer(t, { adapter });
    const key = await server.keyOf('scjg', 'record', 'read:profile');
    const rows = Array.from({ length: 2000 }, (_, index) => ({
      uscc: fictionalUscc(index % 200),
      command: 'RecordViolation',
      data: { ...samples.ViolationRecorded, documentNo: `示罚〔2024〕${index}号` },
    }));
    const body = rows.map((row) => JSON.stringify(row)).join('\n');
    const headers = { 'content-type': 'application/x-ndjson' };
    const started = performance.now();
    const sent = await server.ask('/v1/imports', { method: 'POST', key, headers, body });
    t.equal(sent.status, 202);
    const place = `/v1/imports/${sent.json.id}`;
    await server.ask(`${place}/progress`, { key });
    t.match((await server.ask(place, { key })).json, { status: 'done', recorded: 2000, rejected: 0 });
    t.comment(`${Math.round(2000 / ((performance.now() - started) / 1000))} facts a second`);
    const { position } = server.log.head();
    const profile = await server.ask(`/v1/enterprises/${fictionalUscc(1)}?after=${position}`, { key });
    t.match(profile, { status: 200, json: { violations: { length: 10 } } });
    t.strictSame(verifyLog(server.log).faults, []);
  });
}
