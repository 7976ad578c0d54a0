import { join } from 'node:path';
import { AwardRounds } from '../../src/commands/award-rounds.js';
import { registryActor } from '../../src/commands/days.js';
import { ReportedSpans } from '../../src/event-log/reported-spans.js';
import { openSqliteLog } from '../../src/event-log/sqlite.js';
import { interpose } from './interposed-log.js';
import { recorder } from './kept-registry.js';
import { StandingRim } from './registry.js';

/**
 * A process that decides a round and is killed before its n-th append: `dying-round FOLDER N ROUND WINNERS BLACKLISTED`.
 * Right after the decision a winner is blacklisted.
 */
const [folder = '', nth = '', round = '', winners = '', blacklisted = ''] = process.argv.slice(2);
const [programme = '', year] = round.split('.');
const stored = await openSqliteLog(join(folder, 'log.sqlite'));
const rim = new StandingRim('2024-06-13T02:00:00.000Z');
const log = interpose(stored, async (count, { events: [first] }) => {
  if (count === Number(nth)) process.kill(process.pid, 'SIGKILL');
  if (first.type !== 'HonourAwarded' || stored.lastOf(`enterprise-${blacklisted}`)?.type !== 'EnterpriseRegistered')
    return;
  await recorder(log, rim)(blacklisted, 'BlacklistEnterprise', { linkedDecision: undefined });
});
const rounds = new AwardRounds({ log, rim, spans: new ReportedSpans(log) });
const acting = { actor: registryActor, correlationId: rim.newId() };
await rounds.decide(
  { programme, year: Number(year) },
  { documentNo: '示质奖〔2024〕2号', usccs: winners.split(',') },
  acting,
);
await log.close();
