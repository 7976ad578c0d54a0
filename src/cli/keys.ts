import { dayInShanghai } from '../../schemas/day.js';
import { eventTypes } from '../../schemas/events.js';
import { departmentId } from '../../schemas/identifiers.js';
import { type Scope, scope } from '../../schemas/scope.js';
import { AccessKeys } from '../commands/access-keys.js';
import { openToday, registryActor } from '../commands/days.js';
import { systemRim } from '../commands/rim.js';
import { departmentIds, departmentNow } from '../event-log/departments.js';
import type { EventLog } from '../event-log/event-log.js';
import { argument, dayArgument } from './arguments.js';
import { openKnownLog, openLog } from './data-directory.js';
import type { Output } from './output.js';
import { type RegistryPlace, UsageError } from './settings.js';

/** Whoever can write the data folder is the administrator of the registry. */
const acting = () => ({ actor: registryActor, correlationId: systemRim.newId() });

export interface IssueOptions {
  readonly department: string;
  readonly name?: string;
  readonly scopes: string;
  readonly until?: string;
}

/** `qcr keys issue`: enrols the department if it is new and prints the key, the only time that it is shown. */
export async function issueKey(place: RegistryPlace, options: IssueOptions, out: Output): Promise<void> {
  const scopes = parseScopes(options.scopes);
  const department = argument('--department', departmentId, options.department);
  const until = options.until === undefined ? undefined : dayArgument('--until', options.until);
  const enrolment =
    options.name === undefined
      ? undefined
      : argument('keys issue', eventTypes.DepartmentEnrolled.schema, { department, name: options.name });
  const issue = async (log: EventLog): Promise<void> => {
    const request = { department, scopes, until, enrolment };
    const { keyId, text } = await new AccessKeys(log, systemRim).issue(request, acting());
    out.print(`密钥编号 key id   ${keyId}`);
    out.print(`密钥 key          ${text}`);
    out.print('密钥只显示这一次，登记簿只保存其摘要。Shown this once; the registry keeps only its hash.');
  };
  await withLog(place, issue, openLog);
}

/** `qcr keys list`: every key with its scopes and whether it still holds. */
export async function listKeys(place: RegistryPlace, out: Output): Promise<void> {
  await withLog(place, async (log) => {
    for (const department of departmentIds(log)) {
      const { enrolled, keys } = departmentNow(log, department);
      out.print(`${department}  ${enrolled?.name ?? ''}`);
      for (const { keyId, scopes, until, revoked } of keys.values()) {
        const state = revoked ? '已吊销 revoked' : until === undefined ? '有效 live' : termOf(until);
        out.print(`  ${keyId}  ${[...scopes].join(' ')}  ${state}`);
      }
    }
  });
}

function termOf(until: string): string {
  return until < dayInShanghai(systemRim.now()) ? `已过期 over since ${until}` : `至 until ${until}`;
}

/** `qcr keys revoke KEY-ID` */
export async function revokeKey(place: RegistryPlace, keyId: string, out: Output): Promise<void> {
  await withLog(place, async (log) => {
    await new AccessKeys(log, systemRim).revoke(keyId, acting());
    out.print(`已吊销 revoked ${keyId}`);
  });
}

async function withLog(
  place: RegistryPlace,
  work: (log: EventLog) => Promise<void>,
  open = openKnownLog,
): Promise<void> {
  const log = await open(place);
  try {
    await openToday(log, systemRim);
    await work(log);
  } finally {
    await log.close();
  }
}

function parseScopes(text: string): [Scope, ...Scope[]] {
  const parsed = text.split(',').map((word) => {
    const checked = scope.schema.safeParse(word.trim());
    if (!checked.success) throw new UsageError(`unknown scope ${word}; known are ${scope.codes.join(', ')}`);
    return checked.data;
  });
  const [first, ...rest] = parsed;
  if (first === undefined) throw new UsageError('name at least one scope');
  return [first, ...rest];
}
