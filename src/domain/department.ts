import { canonicalJson } from '../../schemas/canonical.js';
import type { Fact, RecordedEvent } from '../../schemas/events.js';
import { sha256Of } from '../../schemas/record-key.js';
import type { Scope } from '../../schemas/scope.js';
import type { JointList } from '../../schemas/vocabularies.js';
import type { ActingDepartment } from './context.js';
import { evolveWebhooks, type Webhook } from './webhooks.js';

/** 访问密钥, as the registry knows it: never the key itself. */
export interface AccessKey {
  readonly keyId: string;
  readonly hash: string;
  readonly scopes: ReadonlySet<Scope>;
  /** Last day on which it holds, inclusive. */
  readonly until: string | undefined;
  readonly revoked: boolean;
  /** UTC instant. */
  readonly issuedAt: string;
}

/** What a department reports on itself: 零报告 and 部门联审回函. */
export type SourceReport = Fact<'SourceReported' | 'ClearanceGiven'>;

/** 部门: the fold of `department-<id>`. */
export interface DepartmentState {
  readonly department: string;
  /** Events in its stream. */
  readonly version: number;
  readonly enrolled:
    | { readonly name: string; readonly uscc?: string | undefined; readonly division?: string | undefined }
    | undefined;
  readonly keys: ReadonlyMap<string, AccessKey>;
  /** The position of each report, by its digest. */
  readonly reports: ReadonlyMap<string, number>;
  /** The last receipt recorded of each copy. */
  readonly receipts: ReadonlyMap<string, RecordedEvent<'ReceiptAcknowledged'>>;
  /** By subscription. */
  readonly webhooks: ReadonlyMap<string, Webhook>;
}

/** A copy of a list is told apart by the key of its holder. */
export function receiptKey(key: string, list: JointList): string {
  return `${key} ${list}`;
}

/** A department's stream folded so far. It is carried on in place, so that what is new alone is read. */
export interface DepartmentFold {
  readonly state: DepartmentState;
  apply(event: RecordedEvent): void;
}

/** The fold's own, growing form of a state. */
type Folding = { -readonly [K in keyof DepartmentState]: DepartmentState[K] } & {
  readonly keys: Map<string, AccessKey>;
  readonly reports: Map<string, number>;
  readonly receipts: Map<string, RecordedEvent<'ReceiptAcknowledged'>>;
  readonly webhooks: Map<string, Webhook>;
};

export function startDepartmentFold(department: string): DepartmentFold {
  const state: Folding = {
    department,
    version: 0,
    enrolled: undefined,
    keys: new Map(),
    reports: new Map(),
    receipts: new Map(),
    webhooks: new Map(),
  };
  return { state, apply: (event) => evolve(state, event) };
}

/** Of checks nothing is kept. */
function evolve(state: Folding, event: RecordedEvent): void {
  state.version = event.version;
  switch (event.type) {
    case 'DepartmentEnrolled':
      state.enrolled = event.data;
      return;
    case 'AccessKeyIssued': {
      const { keyId, hash, scopes, until } = event.data;
      state.keys.set(keyId, {
        keyId,
        hash,
        scopes: new Set(scopes),
        until,
        revoked: false,
        issuedAt: event.recordedAt,
      });
      return;
    }
    case 'AccessKeyRevoked': {
      const key = state.keys.get(event.data.keyId);
      if (key !== undefined) state.keys.set(key.keyId, { ...key, revoked: true });
      return;
    }
    case 'SourceReported':
    case 'ClearanceGiven': {
      const digest = reportDigest(event);
      if (!state.reports.has(digest)) state.reports.set(digest, event.position);
      return;
    }
    case 'ReceiptAcknowledged':
      state.receipts.set(receiptKey(event.actor.key, event.data.list), event);
      return;
    default:
      evolveWebhooks(state.webhooks, event);
  }
}

/** By which the same report is known again. */
export function reportDigest({ type, data }: SourceReport): string {
  return sha256Of(canonicalJson({ type, data }));
}

/** Whoever a good token names; undefined where the department is not enrolled. */
export function namedBy(
  named: Omit<ActingDepartment, 'name'>,
  { enrolled }: DepartmentState,
): ActingDepartment | undefined {
  return enrolled === undefined ? undefined : { name: enrolled.name, ...named };
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
