import { mkdirSync } from 'node:fs';

import { join } from 'node:path';
import type { Test } from 'tap';
import { AccessKeys } from '../../src/commands/access-keys.js';
import { AwardRounds } from '../../src/commands/award-rounds.js';
import { recordDay, registryActor } from '../../src/commands/days.js';
import { EnterpriseCommands } from '../../src/commands/enterprise-commands.js';
import { Policies } from '../../src/commands/policies.js';
import { Receipts } from '../../src/commands/receipts.js';
import { type Rim, systemRim } from '../../src/commands/rim.js';
import { SourceReports } from '../../src/commands/source-reports.js';
import { TargetGuard } from '../../src/commands/target-guard.js';
import { Webhooks } from '../../src/commands/webhooks.js';
import type { EventLog } from '../../src/event-log/event-log.js';
import { ReportedSpans } from '../../src/event-log/reported-spans.js';
import { testFolder } from './folder.js';
import { type LogAdapter, sqliteAdapter } from './log-adapters.js';

/** A rim whose clock stands until a test turns it; ids and salts are real. */
export class StandingRim implements Rim {
  #now: number;

  constructor(instant: string) {
    this.#now = Date.parse(instant);
  }

  turnTo(instant: string): void {
    this.#now = Date.parse(instant);
  }

  readonly now = (): number => this.#now;
  readonly newId = systemRim.newId;
  readonly newSalt = systemRim.newSalt;
}

export interface TestRegistry {
  readonly folder: string;
  readonly log: EventLog;
  readonly rim: StandingRim;
  readonly commands: EnterpriseCommands;
  readonly keys: AccessKeys;
  readonly policies: Policies;
  readonly rounds: AwardRounds;
  readonly sourceReports: SourceReports;
  readonly receipts: Receipts;
  /** They may reach 127.0.0.1. */
  readonly webhooks: Webhooks;
  readonly spans: ReportedSpans;
}

/** A registry in a folder of the test's own, on 1 June 2024, with the bureau and its neighbour enrolled. */
export async function openRegistry(t: Test, adapter = sqliteAdapter): Promise<TestRegistry> {
  const registry = await registryIn(join(testFolder(t), 'data'), adapter);
  t.teardown(() => registry.log.close());
  return registry;
}

/** The same in a folder that is named; whoever opens it closes its log. */
export async function registryIn(folder: string, adapter: LogAdapter = sqliteAdapter): Promise<TestRegistry> {
  mkdirSync(folder, { recursive: true });
  const log = await adapter.open(folder);
  const rim = new StandingRim('2024-06-01T02:00:00.000Z');
  await recordDay({ date: '2024-06-01', confirmed: true }, log, rim);
  const keys = new AccessKeys(log, rim);
  const acting = { actor: registryActor, correlationId: rim.newId() };
  await keys.enrol({ department: 'scjg', name: '示例市市场监督管理局' }, acting);
  await keys.enrol({ department: 'sthj', name: '示例市生态环境局' }, acting);
  const spans = new ReportedSpans(log);
  const guard = new TargetGuard(['127.0.0.1']);
  return {
    folder,
    log,
    rim,
    commands: new EnterpriseCommands(log, rim),
    keys,
    policies: new Policies(log, rim),
    sourceReports: new SourceReports({ log, rim }),
    receipts: new Receipts({ log, rim }),
    webhooks: new Webhooks({ log, rim }, { master: 'a secret of this test of 32 letters', guard }),
    rounds: new AwardRounds({ log, rim, spans }),
    spans,
  };
}
