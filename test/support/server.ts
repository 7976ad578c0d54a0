import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import type { Test } from 'tap';
import type { CommandType } from '../../schemas/commands.js';
import { enterpriseCommands, kebab } from '../../schemas/commands.js';
import type { Scope } from '../../schemas/scope.js';
import { SqliteAccessLog } from '../../src/access-log/sqlite-access-log.js';
import { gentleClose } from '../../src/cli/gentle-close.js';
import { registryActor } from '../../src/commands/days.js';
import { type AppOptions, buildApp } from '../../src/http/app.js';
import { Imports } from '../../src/imports/imports.js';
import { ListJobs } from '../../src/list-jobs/list-jobs.js';
import { ReadModels } from '../../src/read-models/read-models.js';
import { consolePages } from '../../src/web/pages.js';
import type { LogAdapter } from './log-adapters.js';
import { openRegistry, type TestRegistry } from './registry.js';
import { samples } from './samples.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape, and compare them exactly
  readonly json: any;
}

export interface Ask {
  readonly key?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What signs the sessions of every server of the tests. */
export const sessionSecret = 'of the registry that the tests sign in to';

/** A server that really listens, on a port of the system's choice. */
export interface TestServer extends TestRegistry {
  readonly address: string;
  readonly readModels: ReadModels;
  trustClock(trusted: boolean): void;
  ask(path: string, ask?: Ask): Promise<Answer>;
  /** A key of a department with scopes. */
  keyOf(department: string, ...scopes: readonly [Scope, ...Scope[]]): Promise<string>;
  /** Sends a command: the sample of its event with the fields of the test; undefined takes a field away. */
  command(uscc: string, type: CommandType, fields: object, ask: Ask): Promise<Answer>;
}

export interface ServerOptions {
  readonly rateLimit?: number;
  readonly provider?: AppOptions['provider'];
  readonly trustedProxies?: readonly string[];
  readonly adapter?: LogAdapter;
  readonly logger?: Logger;
  /** Whether the public reaches it at the address at which it listens. */
  readonly isReached?: boolean;
}

export async function startServer(
  t: Test,
  { adapter, isReached = false, ...options }: ServerOptions = {},
): Promise<TestServer> {
  const registry = await openRegistry(t, adapter);
  const files = { log: join(registry.folder, 'log.sqlite'), folder: registry.folder };
  const readModels = await ReadModels.open(files, (message) => t.comment(message));
  let trusted = true;
  const clock = { isTrusted: () => trusted };
  const imports = Imports.open({
    ...registry,
    folder: join(registry.folder, 'imports'),
    wake: () => readModels.wake(),
    note: (message) => t.comment(message),
  });
  const listJobs = new ListJobs({
    ...registry,
    readModels,
    folder: join(registry.folder, 'list-jobs'),
    note: (message) => t.comment(message),
  });
  const accessLog = new SqliteAccessLog(join(registry.folder, 'access-log.sqlite'));
  const site = { name: '示例登记系统', roles: [], address: isReached ? undefined : 'https://xinyong.example' };
  const pages = consolePages(site, sessionSecret);
  const app = await buildApp(
    { ...registry, readModels, imports, listJobs, accessLog },
    { logger: pino({ level: 'silent' }), rateLimit: 100_000, clock, pages, ...options },
  );
  const closeGently = gentleClose(app);
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  t.teardown(async () => {
    await Promise.all([imports.close(), listJobs.close(), closeGently()]);
    await readModels.close();
    accessLog.close();
  });
  const ask = (path: string, asked: Ask = {}): Promise<Answer> => request(`${address}${path}`, asked);
  return {
    ...registry,
    address,
    readModels,
    ask,
    trustClock: (now) => {
      trusted = now;
    },
    keyOf: async (department, ...scopes) => {
      const acting = { actor: registryActor, correlationId: registry.rim.newId() };
      return (await registry.keys.issue({ department, scopes }, acting)).text;
    },
    command: (uscc, type, fields, asked) => {
      const registration = type === 'RegisterEnterprise' ? { uscc } : {};
      const body = { ...samples[enterpriseCommands[type].event], ...registration, ...fields };
      return ask(`/v1/enterprises/${uscc}/commands/${kebab(type)}`, { method: 'POST', body, ...asked });
    },
  };
}

export async function request(url: string, { key, method = 'GET', headers = {}, body }: Ask): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = method !== 'HEAD' && /[/+]json/.test(response.headers.get('content-type') ?? '');
  const json = isJson ? JSON.parse(text) : undefined;
  return { status: response.status, headers: response.headers, text, json };
}
