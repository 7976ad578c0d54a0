import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import closeWithGrace from 'close-with-grace';
import type { FastifyBaseLogger } from 'fastify';
import { dayInShanghai } from '../../../schemas/day.js';
import type { Scope } from '../../../schemas/scope.js';
import { AccessKeys } from '../../commands/access-keys.js';
import { recordDay, registryActor } from '../../commands/days.js';
import { systemRim } from '../../commands/rim.js';
import type { EventLog } from '../../event-log/event-log.js';
import { openedDay } from '../../event-log/opened-day.js';
import { openLog } from '../data-directory.js';
import type { Output } from '../output.js';
import { rebuildReadModels } from '../rebuild.js';
import { scratchFolder } from '../scratch-folder.js';
import { startServing } from '../serve.js';
import type { Settings } from '../settings.js';
import { Chance } from './chance.js';
import { chronicle } from './chronicle.js';
import { honoured, tellStory, troubled } from './lives.js';
import { beginRound } from './round.js';
import { SimulatedRim } from './simulated-rim.js';
import { firstDay } from './story.js';
import { Storytelling } from './tell.js';

const seed = 2017_25;

export interface DemoOptions {
  readonly enterprises: number;
}

/** The roles of the demo: the shell variable for its key, its name, the department whose key it is, and its scopes. */
const roles = [
  ['ADMINISTRATOR', '管理员 administrator', 'xzsp', ['admin']],
  [
    'REGULATOR',
    '监管部门 regulator',
    'scjg',
    ['record', 'record:repair', 'record:objection', 'read:profile', 'read:lookback'],
  ],
  ['DEPARTMENT', '联合奖惩成员单位 department', 'czj', ['read:profile', 'feed:joint-reward', 'feed:joint-punishment']],
  ['COMMITTEE', '评奖委员会 award committee', 'pjw', ['screen']],
  ['ARCHIVE', '档案查询 archive', 'fgw', ['read:profile', 'read:archive']],
] as const satisfies readonly (readonly [string, string, string, readonly [Scope, ...Scope[]]])[];
type Role = (typeof roles)[number][0];

/**
 * `qcr demo`: eleven fictional years in a folder of its own and never on a cluster, served until a signal comes,
 * then thrown away.
 */
export async function demo(
  settings: Settings,
  options: DemoOptions,
  { out, logger }: { out: Output; logger: FastifyBaseLogger },
): Promise<void> {
  const data = scratchFolder('qcr-demo-');
  const discard = (): void => rmSync(data, { recursive: true, force: true });
  try {
    const keys = await fill(data, options.enterprises, out);
    await rebuildReadModels(data, { ...out, print: () => undefined });
    const { host, port, rateLimit, logLevel, name } = settings;
    // Its own, never that of a registry on the same machine: whoever tries the demo could sign in its name.
    const secret = randomBytes(32).toString('base64url');
    const offered = roles.map(([role, title]) => ({ name: title, key: keys.get(role) ?? '' }));
    const serving = await startServing({ data, host, port, rateLimit, logLevel, name, secret }, logger, offered);
    introduce(serving.address, keys, out);
    closeWithGrace({ delay: 10_000, logger }, () => serving.close().finally(discard));
  } catch (error) {
    discard();
    throw error;
  }
}

/** Fills a data folder with the story and answers a key for each role. */
export async function fill(data: string, enterprises: number, out: Output): Promise<ReadonlyMap<Role, string>> {
  const log = await openLog({ data });
  try {
    await tellAll(log, enterprises, out);
    const today = dayInShanghai(systemRim.now());
    if ((openedDay(log) ?? '') < today) await recordDay({ date: today, confirmed: true }, log, systemRim);
    await beginRound(log, { day: today, enterprises });
    return await issueKeys(new AccessKeys(log, systemRim));
  } finally {
    await log.close();
  }
}

/** Tells the whole story to an empty log: the same enterprises in the same number always give the same events. */
export async function tellAll(log: EventLog, enterprises: number, out: Output): Promise<void> {
  const rim = new SimulatedRim(new Chance(seed));
  const storytelling = new Storytelling(log, rim);
  await storytelling.begin(firstDay);
  const steps = tellStory(enterprises, seed);
  const told = await storytelling.tell(steps, chronicle(enterprises, log, rim), (done) =>
    out.progress(`${done} / ${steps.length}`),
  );
  const { position } = log.head();
  out.print(`演示数据 demo: ${enterprises} 户 enterprises, ${position} 个事件 events, ${told.refused} 个被拒 refused`);
}

async function issueKeys(keys: AccessKeys): Promise<ReadonlyMap<Role, string>> {
  const issued = new Map<Role, string>();
  for (const [role, , department, scopes] of roles) {
    const acting = { actor: registryActor, correlationId: systemRim.newId() };
    issued.set(role, (await keys.issue({ department, scopes }, acting)).text);
  }
  return issued;
}

function introduce(address: string, keys: ReadonlyMap<Role, string>, out: Output): void {
  const key = (role: Role): string => keys.get(role) ?? '';
  out.print(`\n管理台 console   ${address}/sign-in   信用公示 public records ${address}/public`);
  out.print(`地址 address   ${address}   接口文档 documentation ${address}/docs`);
  out.print('密钥，可粘贴到终端 a key for each role, to be pasted into a shell:');
  for (const [role, name] of roles) out.print(`  ${name}\n    export ${role}=${key(role)}`);
  out.print('\n试一试 three things to try:');
  out.print('1. 公众看到的档案 what the public sees of a firm with honours');
  out.print(`   curl ${address}/v1/enterprises/${honoured}`);
  out.print('2. 九次处罚的企业，评奖委员会所见 the firm with nine penalties, as an award committee sees it');
  out.print(`   curl -H "Authorization: Bearer ${key('COMMITTEE')}" ${address}/v1/enterprises/${troubled}`);
  out.print('3. 同一企业，2020年底时、按当时所知 the same firm at the end of 2020, as was known then');
  out.print(
    `   curl -H "Authorization: Bearer ${key('REGULATOR')}" '${address}/v1/enterprises/${troubled}?validAt=2020-12-31&knownAt=2020-12-31T16:00:00Z'`,
  );
  out.print('\nCtrl-C 结束并删除演示数据 ends and removes the demo');
}
