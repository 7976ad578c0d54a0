import t from 'tap';
import { commandTypes } from '../schemas/commands.js';
import type { Scope } from '../schemas/scope.js';
import { G, M, merit, openAviary, P, wrongdoing, year } from './support/aviary.js';
import { finishedJob } from './support/list-server.js';
import { type Asked, type Made, round, type Told, textOf, toldRoutes } from './support/told-routes.js';

/** Everybody below archive. */
const viewers: Readonly<Record<string, readonly Scope[]>> = {
  public: [],
  department: ['read:profile'],
  lookback: ['read:lookback'],
  committee: ['screen'],
  recorder: ['record', 'record:repair', 'record:objection'],
  administrator: ['admin'],
  sharing: ['feed:joint-reward', 'feed:joint-punishment'],
};

type Aviary = Awaited<ReturnType<typeof openAviary>>;

/** Assesses all three in a round, checks them and lists them, so that there is something to explain and to look at again. */
async function judged({ post, ask }: Aviary, sharing: string): Promise<Made> {
  const terms = { quota: 5, coolingOffYears: 0, documentNo: '示质奖〔2024〕1号' };
  await post('/v1/award-rounds', { programme: 'anyang-mayor-quality-award', year, ...terms });
  await post(`/v1/award-rounds/${round}/applications`, { usccs: [P, G, M] });
  await post(`/v1/award-rounds/${round}/assessments`, {});
  const body = { usccs: [P, G, M], purpose: '核验' };
  const { checkNo } = (await ask('/v1/checks', { method: 'POST', key: sharing, body })).json;
  const jobs: string[] = [];
  for (const list of ['joint-reward', 'joint-punishment']) jobs.push(await finishedJob({ ask }, list, {}, sharing));
  return { checkNo, jobs };
}

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly etag: string | null;
  readonly text: string;
}

/** Asks as a viewer does. */
function asker({ address }: Aviary) {
  return async ({ path, method = 'GET', body, headers = {} }: Asked, key: string | undefined): Promise<Reply> => {
    const response = await fetch(address + path, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const [type = ''] = (response.headers.get('content-type') ?? '').split(';');
    return { status: response.status, type, etag: response.headers.get('etag'), text: await textOf(response) };
  };
}

interface Documented {
  readonly route: string;
  /** Media types of what it answers. */
  readonly types: readonly string[];
}

/** The routes of the OpenAPI document, but those of the commands, which answer ids of what was sent. */
async function documented({ ask }: Aviary): Promise<readonly Documented[]> {
  const { paths } = (await ask('/docs/json')).json;
  return Object.entries<Record<string, { responses: Record<string, { content?: object }> }>>(paths)
    .filter(([path]) => !path.includes('/commands/'))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { responses }]) => ({
        route: `${method.toUpperCase()} ${path}`,
        types: Object.keys(responses['200']?.content ?? responses['201']?.content ?? {}),
      })),
    );
}

/** A request that was answered before anything was withdrawn, and what it told. */
interface Answered {
  readonly route: string;
  readonly viewer: string;
  readonly key: string | undefined;
  readonly asked: Asked;
  readonly reply: Reply;
  readonly traces: readonly string[];
}

/** Each request of the table, by each viewer. */
function requestsOf(table: ReadonlyMap<string, Told>, keys: ReadonlyMap<string, string | undefined>) {
  return [...table].flatMap(([route, told]) => {
    const requests = typeof told === 'string' ? [] : told;
    return requests.flatMap((asked) => [...keys].map(([viewer, key]) => ({ route, asked, viewer, key })));
  });
}

/** Routes and media types of which nothing was told, although the table says that they tell something. */
function unreached(routes: readonly Documented[], table: ReadonlyMap<string, Told>, telling: readonly Answered[]) {
  const reached = new Set(telling.map(({ route, reply }) => `${route} ${reply.type}`));
  return routes
    .filter(({ route }) => typeof table.get(route) !== 'string')
    .flatMap(({ route, types }) => types.map((type) => `${route} ${type}`).filter((each) => !reached.has(each)));
}

/** The same request by somebody who has kept the answer. */
function knowing(asked: Asked, { etag }: Reply): Asked {
  return etag === null ? asked : { ...asked, headers: { ...asked.headers, 'if-none-match': etag } };
}

async function keysOf({ keyOf }: Aviary): Promise<ReadonlyMap<string, string | undefined>> {
  const keys = new Map<string, string | undefined>();
  for (const [name, [first, ...rest]] of Object.entries(viewers)) {
    keys.set(name, first === undefined ? undefined : await keyOf('scjg', first, ...rest));
  }
  return keys;
}

t.test('what is withdrawn is told by no route, in no format, to nobody below archive', async (t) => {
  const aviary = await openAviary(t);
  const { ask, keyOf, canaries, ids, log, readModels } = aviary;
  const answerTo = asker(aviary);
  const tracesIn = (text: string) => [...canaries.texts, ...ids].filter((trace) => text.includes(trace));
  const withdrawals = [await wrongdoing(aviary), await merit(aviary)];
  await readModels.waitFor(log.head().position, 10_000);
  const keys = await keysOf(aviary);
  const made = await judged(aviary, keys.get('sharing') ?? '');
  const routes = await documented(aviary);
  const honour = (await ask(`/v1/enterprises/${G}`)).json.honours[0].eventId;
  const table = new Map(Object.entries(toldRoutes({ position: readModels.position(), ...made, honour })));
  t.same(routes.map(({ route }) => route).toSorted(), [...table.keys()].toSorted(), 'no route is forgotten');

  const answered: Answered[] = [];
  for (const { route, asked, viewer, key } of requestsOf(table, keys)) {
    const reply = await answerTo(asked, key);
    if (reply.status === 401 || reply.status === 403) continue;
    answered.push({ route, viewer, key, asked, reply, traces: tracesIn(reply.text) });
  }
  const telling = answered.filter(({ traces }) => traces.length > 0);
  t.same(unreached(routes, table, telling), [], 'every route tells something in every format');
  t.same([...new Set(telling.map(({ viewer }) => viewer))].toSorted(), [...keys.keys()].toSorted(), 'to every viewer');

  for (const withdraw of withdrawals) await withdraw();
  await readModels.waitFor(log.head().position, 10_000);
  const uncovered = commandTypes.filter((type) => !canaries.commands.has(type));
  t.same(uncovered, ['SucceedEnterprise'], 'every command has left canaries, but one that cannot be voided');
  const leaks: string[] = [];
  for (const { viewer, key, asked, reply, traces } of answered) {
    const again = await answerTo(knowing(asked, reply), key);
    const found = again.status === 304 ? traces : tracesIn(again.text);
    if (found.length > 0 || again.status >= 500)
      leaks.push(`${viewer}: ${asked.path}: ${again.status} ${found.join()}`);
  }
  t.same(leaks, []);
  t.comment(`${answered.length} answers, ${canaries.texts.length} canaries, ${ids.length} events`);
  const archive = await keyOf('scjg', 'read:archive');
  const kept = await ask(`/v1/enterprises/${P}?purpose=${encodeURIComponent('案件核查')}`, { key: archive });
  t.ok(tracesIn(kept.text).length > 50, 'the archive has it all');
  t.same(tracesIn((await ask('/metrics')).text), []);
});
