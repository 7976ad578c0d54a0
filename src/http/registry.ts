import type { AccessKeys } from '../commands/access-keys.js';
import type { EnterpriseCommands } from '../commands/enterprise-commands.js';
import type { Rim } from '../commands/rim.js';
import type { EventLog } from '../event-log/event-log.js';
import type { Imports } from '../imports/imports.js';
import type { ReadModels } from '../read-models/read-models.js';

/** The registry as its HTTP face uses it. */
export interface Registry {
  readonly log: EventLog;
  readonly readModels: ReadModels;
  readonly commands: EnterpriseCommands;
  readonly keys: AccessKeys;
  readonly imports: Imports;
  readonly rim: Rim;
}
