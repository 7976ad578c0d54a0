import type { AccessLog } from '../access-log/access-log.js';
import type { AccessKeys } from '../commands/access-keys.js';
import type { AwardRounds } from '../commands/award-rounds.js';
import type { EnterpriseCommands } from '../commands/enterprise-commands.js';
import type { Receipts } from '../commands/receipts.js';
import type { Rim } from '../commands/rim.js';
import type { SourceReports } from '../commands/source-reports.js';
import type { Webhooks } from '../commands/webhooks.js';
import type { EventLog } from '../event-log/event-log.js';
import type { ReportedSpans } from '../event-log/reported-spans.js';
import type { Imports } from '../imports/imports.js';
import type { ListJobs } from '../list-jobs/list-jobs.js';
import type { ReadModels } from '../read-models/read-models.js';

/** The registry as its HTTP face uses it. */
export interface Registry {
  readonly log: EventLog;
  readonly readModels: ReadModels;
  readonly commands: EnterpriseCommands;
  readonly keys: AccessKeys;
  readonly imports: Imports;
  /** 任意时点名单 that take their time. */
  readonly listJobs: ListJobs;
  readonly rounds: AwardRounds;
  readonly sourceReports: SourceReports;
  /** 回执 of those who follow the lists. */
  readonly receipts: Receipts;
  /** 零报告与回函, as screening reads them. */
  readonly spans: ReportedSpans;
  /** 查询留痕 of this node. */
  readonly accessLog: AccessLog;
  /** 订阅推送; undefined where no secret is set to sign them with. */
  readonly webhooks?: Webhooks | undefined;
  readonly rim: Rim;
}
