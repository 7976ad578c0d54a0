import type { Test } from 'tap';
import { recordDay, registryActor } from '../../src/commands/days.js';
import { shippedPacks } from '../../src/policy/packs.js';
import { startServer, type TestServer } from './server.js';
import { fictionalUscc } from './uscc.js';

/** A name that tries everything: markup, an override of direction, a Han character of four bytes, forty and more. */
export const oddName = '示例<script>alert(1)</script>𠮷\u202e野家精密装备制造研究开发集团股份有限公司第一分公司';

export const sound = fictionalUscc(1);
export const listed = fictionalUscc(2);
export const odd = fictionalUscc(3);

/** A registry that the pages have something to show of, on 1 December 2026, and a key for each kind of user. */
export interface ConsoleStory {
  readonly server: TestServer;
  readonly keys: {
    readonly admin: string;
    readonly regulator: string;
    readonly department: string;
    readonly committee: string;
    readonly archive: string;
  };
  /** The event by which the second enterprise came on a list. */
  readonly listing: string;
  /** A check that the department made of the first two. */
  readonly check: string;
  /** A round that both have applied to and were assessed in. */
  readonly round: string;
}

export async function consoleStory(t: Test): Promise<ConsoleStory> {
  const server = await startServer(t);
  server.rim.turnTo('2026-12-01T02:00:00.000Z');
  await recordDay({ date: '2026-12-01', confirmed: true }, server.log, server.rim);
  const acting = { actor: registryActor, correlationId: server.rim.newId() };
  for (const pack of shippedPacks) await server.policies.adopt(pack, acting);
  const keys = {
    admin: await server.keyOf('scjg', 'admin'),
    regulator: await server.keyOf('scjg', 'record', 'record:repair', 'read:profile', 'read:lookback'),
    department: await server.keyOf('sthj', 'read:profile', 'feed:joint-reward', 'feed:joint-punishment'),
    committee: await server.keyOf('scjg', 'screen'),
    archive: await server.keyOf('sthj', 'read:archive'),
  };
  const record = { key: keys.regulator };
  await server.command(sound, 'RegisterEnterprise', { name: '示例晨光纺织有限公司', uscc: sound }, record);
  await server.command(sound, 'AwardHonour', { awardedOn: '2026-02-26', validUntil: '2029-02-25' }, record);
  await server.command(sound, 'IssueCertificate', { from: '2026-01-01', until: '2028-12-31' }, record);
  await server.command(sound, 'RecordInspection', { inspectedOn: '2026-05-01', result: 'passed' }, record);
  await server.command(listed, 'RegisterEnterprise', { name: '示例远航建材有限公司', uscc: listed }, record);
  const grave = { decidedOn: '2026-05-06', servedOn: undefined, statedPublicUntil: '2029-05-05' };
  await server.command(listed, 'RecordViolation', grave, record);
  const onList = { listedOn: '2026-06-02', scheduledOff: '2029-06-02', linkedDecision: undefined };
  const { json } = await server.command(listed, 'BlacklistEnterprise', onList, record);
  await server.command(odd, 'RegisterEnterprise', { name: oddName, uscc: odd, formerNames: [oddName] }, record);
  await server.readModels.waitFor(server.log.head().position, 10_000);
  const checked = { usccs: [sound, listed], purpose: '拨付补助' };
  const check = await server.ask('/v1/checks', { method: 'POST', key: keys.department, body: checked });
  const terms = { quota: 1, coolingOffYears: 2, documentNo: '示政办〔2026〕31号' };
  const round = 'anyang-mayor-quality-award.2026';
  const take = (path: string, body: object) =>
    server.ask(`/v1/award-rounds${path}`, { method: 'POST', key: keys.committee, body });
  await take('', { programme: 'anyang-mayor-quality-award', year: 2026, ...terms });
  await take(`/${round}/applications`, { usccs: [sound, listed] });
  await take(`/${round}/assessments`, {});
  return { server, keys, listing: json.events[0].eventId, check: check.json.checkNo, round };
}
