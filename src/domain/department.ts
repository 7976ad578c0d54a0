import type { RecordedEvent } from '../../schemas/events.js';
import type { Scope } from '../../schemas/scope.js';
import type { ActingDepartment } from './context.js';

/** 访问密钥, as the registry knows it: never the key itself. */
export interface AccessKey {
  readonly keyId: string;
  readonly hash: string;
  readonly scopes: ReadonlySet<Scope>;
  /** Last day on which it holds, inclusive. */
  readonly until: string | undefined;
  readonly revoked: boolean;
}

/** 部门: the fold of `department-<id>`. */
export interface DepartmentState {
  readonly department: string;
  readonly enrolled:
    | { readonly name: string; readonly uscc?: string | undefined; readonly division?: string | undefined }
    | undefined;
  readonly keys: ReadonlyMap<string, AccessKey>;
}

/** Folds a department's stream; other events in it concern neither its name nor its keys. */
export function foldDepartment(department: string, events: readonly RecordedEvent[]): DepartmentState {
  const keys = new Map<string, AccessKey>();
  let enrolled: DepartmentState['enrolled'];
  for (const event of events) {
    if (event.type === 'DepartmentEnrolled') {
      enrolled = event.data;
    } else if (event.type === 'AccessKeyIssued') {
      const { keyId, hash, scopes, until } = event.data;
      keys.set(keyId, { keyId, hash, scopes: new Set(scopes), until, revoked: false });
    } else if (event.type === 'AccessKeyRevoked') {
      const key = keys.get(event.data.keyId);
      if (key !== undefined) keys.set(key.keyId, { ...key, revoked: true });
    }
  }
  return { department, enrolled, keys };
}

/** Whoever holds a key of the department today; undefined for a key that is unknown, revoked or past its last day. */
export function holderOf(
  { department, enrolled, keys }: DepartmentState,
  keyId: string,
  today: string,
): ActingDepartment | undefined {
  const key = keys.get(keyId);
  if (enrolled === undefined || key === undefined || key.revoked) return undefined;
  if (key.until !== undefined && key.until < today) return undefined;
  return { department, name: enrolled.name, key: keyId, scopes: key.scopes };
}
