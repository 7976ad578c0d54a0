import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import t, { type Test } from 'tap';
import { z } from 'zod';
import { systemRim } from '../src/commands/rim.js';
import { TargetGuard } from '../src/commands/target-guard.js';
import { Webhooks } from '../src/commands/webhooks.js';
import { clusterAddress } from '../src/event-log/eventstoredb/address.js';
import { ClusterLease } from '../src/event-log/eventstoredb/cluster-lease.js';
import { WebhookSender } from '../src/feeds/webhook-sender.js';
import { BreakableWire } from './support/eventstoredb/breakable-wire.js';
import { EventStoreDouble } from './support/eventstoredb/double.js';
import { listServer, unlinked } from './support/list-server.js';
import { fictionalUscc } from './support/uscc.js';

const message = z.strictObject({
  type: z.enum(['list.changed', 'list.resync']),
  timestamp: z.string().optional(),
  data: z.looseObject({ list: z.string(), after: z.string().optional(), until: z.string().optional() }),
});

interface Received {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Standing {
  readonly state: string;
  readonly cursor: string;
  readonly failed: readonly object[];
}

type Reaction = number | 'hangs' | { readonly status: number; readonly location: string };

/** A subscriber that answers as a test tells it, one reaction a delivery, and then 204 to everything. */
async function subscriber(t: Test) {
  const received: Received[] = [];
  const hanging: ServerResponse[] = [];
  const reactions: Reaction[] = [];
  const heard = new EventTarget();
  const server = createServer(async (request, response) => {
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    received.push({ path: request.url ?? '', headers, body: await text(request) });
    heard.dispatchEvent(new Event('delivery'));
    const reaction = reactions.shift() ?? 204;
    if (reaction === 'hangs') return void hanging.push(response);
    if (typeof reaction === 'number') response.writeHead(reaction).end();
    else response.writeHead(reaction.status, { location: reaction.location }).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the subscriber has no port');
  const until = async (count: number): Promise<readonly Received[]> => {
    while (received.length < count) await once(heard, 'delivery');
    return received;
  };
  return { url: `http://127.0.0.1:${address.port}/hook`, hanging, reactions, until };
}

/** A registry with a joint list, a department that subscribes, and a sender that does not dawdle. */
async function pushing(t: Test, schedule: readonly number[] = [0, 5, 5, 5], answerWithin = 200) {
  const server = await listServer(t);
  const said: string[] = [];
  const heard = new EventTarget();
  const say = (line: string): void => {
    said.push(line);
    heard.dispatchEvent(new Event('said'));
  };
  const sources = { ...server, rim: systemRim, said: say };
  const settings = { schedule, answerWithin, lookEvery: 10 };
  const start = (webhooks = server.webhooks, leads = () => true): WebhookSender => {
    const sender = new WebhookSender({ ...sources, webhooks, leads }, settings);
    t.teardown(() => sender.close());
    return sender;
  };
  let listed = 0;
  /** Another enterprise comes on the list. */
  const change = async (): Promise<void> => {
    listed += 1;
    const uscc = fictionalUscc(listed);
    await server.record(uscc, 'RegisterEnterprise');
    const { position } = await server.record(uscc, 'BlacklistEnterprise', unlinked);
    await server.readModels.waitFor(position, 5000);
  };
  const subscribe = async (url: string, subscription = 'main') => {
    const body = { subscription, list: 'joint-punishment', url };
    return (await server.ask('/v1/webhooks', { method: 'POST', key: server.punishment, body })).json;
  };
  const standing = async () => (await server.get('/v1/webhooks', server.punishment)).json.webhooks[0];
  /** Resolves once the registry says so of the subscription. */
  const until = async (holds: (webhook: Standing) => boolean): Promise<void> => {
    for (let log = server.log.head().position; !holds(await standing()); log = server.log.head().position) {
      for await (const _ of server.log.follow(log, AbortSignal.timeout(50))) break;
    }
  };
  /** Resolves once the sender has said so. */
  const says = async (pattern: RegExp): Promise<void> => {
    while (!said.some((line) => pattern.test(line))) await once(heard, 'said');
  };
  return { ...server, says, start, change, subscribe, standing, until };
}

/** Webhooks of a process that ends before it records what was told. */
class ForgetfulWebhooks extends Webhooks {
  override async moved(): Promise<void> {}
}

const idOf = ({ headers }: Received): string => headers['webhook-id'] ?? '';

t.test('a subscriber is told that there is news, in signed messages, and reads it from the feed', async (t) => {
  const { start, change, subscribe, get, punishment } = await pushing(t);
  const target = await subscriber(t);
  await change();
  const made = await subscribe(target.url);
  t.match(made, { state: 'active', generation: 1, secret: /^whsec_[\w+/]{43}=$/ });
  start();
  await change();
  const [first] = await target.until(1);
  if (first === undefined) throw new Error('nothing came');
  const verified = new Webhook(made.secret).verify(first.body, first.headers);
  const { type, data } = message.parse(verified);
  t.match([type, data], ['list.changed', { list: 'joint-punishment', after: made.cursor, changes: 1 }]);
  t.notMatch(first.body, /999999/, 'who it is about stays behind the key');
  const feed = await get(String(data.feed), punishment);
  t.same([feed.json.length, feed.headers.get('qcr-cursor')], [1, data.until]);
  t.throws(() => new Webhook(made.secret).verify(`${first.body} `, first.headers));
});

t.test('what is not taken is tried again under the same id, and nothing overtakes it', async (t) => {
  const { start, change, subscribe, says } = await pushing(t);
  const target = await subscriber(t);
  await subscribe(target.url);
  target.reactions.push(500, { status: 302, location: target.url.replace('hook', 'elsewhere') }, 'hangs');
  start();
  await change();
  await target.until(3);
  await change();
  const received = await target.until(5);
  t.same(new Set(received.map(({ path }) => path)), new Set(['/hook']), 'no redirect is followed');
  const ids = received.map(idOf);
  t.same(ids.slice(0, 4), Array(4).fill(ids[0]));
  t.not(ids[4], ids[0]);
  const [one, other] = [received[3], received[4]].map((each) => message.parse(JSON.parse(each?.body ?? '')).data);
  t.equal(other?.after, one?.until, 'the next begins where the last ended');
  await says(/webhook sthj main, msg_\w+: /);
});

t.test('what nobody takes in all attempts is kept, the next goes on, and it is sent again when asked', async (t) => {
  const { start, change, subscribe, standing, until, ask, punishment } = await pushing(t, [0, 5]);
  const target = await subscriber(t);
  await subscribe(target.url);
  target.reactions.push(503, 503);
  start();
  await change();
  await until(({ failed }) => failed.length === 1);
  await change();
  const [first, , next] = await target.until(3);
  t.match(await standing(), { state: 'active', failed: [{ replay: false }] });
  const replay = () => ask('/v1/webhooks/main/replay', { method: 'POST', key: punishment });
  target.reactions.push(503, 503);
  t.match(await replay(), { status: 202, json: { replaying: 1 } });
  await target.until(5);
  await until(({ failed }) => failed.length === 1 && JSON.stringify(failed).includes('"replay":false'));
  t.match(await replay(), { json: { replaying: 1 } }, 'what failed again is asked for again');
  const again = (await target.until(6)).at(-1);
  await until(({ failed }) => failed.length === 0);
  t.equal(again && idOf(again), first && idOf(first));
  t.not(next && idOf(next), first && idOf(first));
  t.match(await replay(), { json: { replaying: 0 } });
});

t.test('410 ends a subscription; renewed, it begins anew and two secrets hold', async (t) => {
  const { start, change, subscribe, standing, until, ask, get, punishment, reward } = await pushing(t);
  const target = await subscriber(t);
  const old = await subscribe(target.url);
  target.reactions.push(410);
  start();
  await change();
  await until(({ state }) => state === 'gone');
  const renewed = await subscribe(target.url);
  t.match(renewed, { state: 'active', generation: 2 });
  t.not(renewed.secret, old.secret);
  await change();
  const second = (await target.until(2))[1];
  for (const secret of [old.secret, renewed.secret]) {
    t.ok(new Webhook(secret).verify(second?.body ?? '', second?.headers ?? {}));
  }
  const foreign = { list: 'joint-reward', subscription: 'main', url: target.url };
  for (const answer of [
    await ask('/v1/webhooks/main', { method: 'DELETE', key: reward }),
    await ask('/v1/webhooks/main/replay', { method: 'POST', key: reward }),
    await ask('/v1/webhooks', { method: 'POST', key: reward, body: foreign }),
  ]) {
    t.equal(answer.json.code, 'SCOPE_MISSING', 'a key for the other list has no say in this one');
  }
  t.same((await get('/v1/webhooks', reward)).json, { webhooks: [] });
  t.equal((await ask('/v1/webhooks/main', { method: 'DELETE', key: punishment })).status, 204);
  t.match(await standing(), { state: 'unsubscribed' });
  for (const [method, path] of [
    ['DELETE', '/v1/webhooks/main'],
    ['POST', '/v1/webhooks/main/replay'],
  ] as const) {
    t.match(await ask(path, { method, key: punishment }), { status: 404, json: { code: 'WEBHOOK_UNKNOWN' } });
  }
});

t.test('what comes of an attempt is not said of a subscription that was renewed meanwhile', async (t) => {
  const { start, change, subscribe, standing } = await pushing(t, [0], 60_000);
  const [old, other] = [await subscriber(t), await subscriber(t)];
  await subscribe(old.url);
  old.reactions.push('hangs');
  start();
  await change();
  const [first] = await old.until(1);
  await subscribe(other.url);
  old.hanging[0]?.writeHead(410).end();
  const [again] = await other.until(1);
  t.equal(again && idOf(again), first && idOf(first), 'the new target is told what the old one was');
  t.match(await standing(), { state: 'active', generation: 2, failed: [] });
});

t.test('what was not recorded as told before a crash is told again, the same under the same id', async (t) => {
  const { start, change, subscribe, log, rim, webhooks } = await pushing(t);
  const target = await subscriber(t);
  await subscribe(target.url);
  const settings = { master: 'a secret of this test of 32 letters', guard: webhooks.guard };
  const crashing = start(new ForgetfulWebhooks({ log, rim }, settings));
  await change();
  const [before] = await target.until(1);
  await crashing.close();
  await change();
  start();
  const [, again, next] = await target.until(3);
  t.same([again && idOf(again), again?.body], [before && idOf(before), before?.body], 'whatever has come since');
  t.not(next && idOf(next), before && idOf(before));
});

t.test('a sender that takes over goes on where the last one stopped', async (t) => {
  const { start, change, subscribe, until } = await pushing(t);
  const target = await subscriber(t);
  const begun = await subscribe(target.url);
  const first = start();
  await change();
  await until(({ cursor }) => cursor !== begun.cursor);
  await first.close();
  await change();
  start();
  const ids = (await target.until(2)).map(idOf);
  t.equal(new Set(ids).size, 2, 'nothing twice, nothing left out');
});

t.test('no webhook leads into a network that is not public', async (t) => {
  const { start, change, subscribe, says, webhooks, log, rim } = await pushing(t);
  const refused = [
    'http://10.0.0.1/hook',
    'https://192.168.1.1/hook',
    'https://[::1]/hook',
    'https://[::ffff:10.0.0.1]/hook',
    'https://0x0a000001/hook',
    'https://169.254.169.254/latest',
    'https://[fec0::1]/hook',
    'https://user:secret@example.org/hook',
    'http://example.org/hook',
  ];
  for (const url of refused) t.match(await subscribe(url), { code: 'WEBHOOK_TARGET_REFUSED' }, url);
  t.match(await subscribe('ftp://example.org/'), { code: 'INPUT_INVALID' });
  await subscribe('https://localhost:9/hook');
  const guarded = new Webhooks(
    { log, rim },
    { master: 'another secret of 32 letters or so', guard: new TargetGuard([]) },
  );
  start(guarded);
  await change();
  await says(/localhost is at (127\.0\.0\.1|::1), which is no public address/);
  t.ok(webhooks.guard.isAllowed('127.0.0.1'));
  const publicOnly = new TargetGuard([]);
  for (const host of ['8.8.8.8', '[2606:4700:4700::1111]', 'example.org']) {
    t.doesNotThrow(() => publicOnly.checkHost(host), host);
  }
  for (const wrong of ['10.0.0.0/33', 'example.org', '10.0.0.0/x', '127.0.0.0/', '10.0.0.0/8/1'])
    t.throws(() => new TargetGuard([wrong]), RangeError);
});

t.test('of the nodes of a cluster one sends; when it can no longer renew its lease another goes on', async (t) => {
  const { start, change, subscribe, webhooks } = await pushing(t);
  const target = await subscriber(t);
  await subscribe(target.url);
  const double = await EventStoreDouble.start();
  const wire = await BreakableWire.to(double.port);
  t.teardown(() => {
    wire.close();
    double.stop();
  });
  const leases: ClusterLease[] = [];
  const node = async (url: string): Promise<ClusterLease> => {
    const address = clusterAddress(url);
    const patience = { lease: 600, call: 300 };
    const lease = await ClusterLease.open({ address, name: 'webhooks', patience, said: () => undefined });
    leases.push(lease);
    t.teardown(() => lease.close());
    start(webhooks, () => lease.isHeld());
    return lease;
  };
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) {
      t.ok(leases.filter((lease) => lease.isHeld()).length <= 1, 'never two at once');
      await setTimeout(20);
    }
  };
  const first = await node(`esdb://127.0.0.1:${wire.port}?tls=false`);
  await until(() => first.isHeld());
  const second = await node(double.url);
  for (const count of [1, 2]) {
    await change();
    await target.until(count);
  }
  t.equal(new Set((await target.until(2)).map(idOf)).size, 2, 'two nodes, one message each time');
  t.notOk(second.isHeld());

  wire.cut();
  await until(() => !first.isHeld());
  await until(() => second.isHeld());
  await change();
  for (let count = 3; new Set((await target.until(count)).map(idOf)).size < 3; count += 1);
  t.pass('the other goes on with what is new, and what it repeats comes under the same id');

  wire.mend();
  await second.close();
  await until(() => first.isHeld());
  t.pass('a lease that is let go of is taken at once');
});
