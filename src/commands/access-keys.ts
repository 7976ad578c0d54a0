import { hash, randomBytes } from 'node:crypto';
import { dayInShanghai } from '../../schemas/day.js';
import type { DataOf, Fact } from '../../schemas/events.js';
import type { Scope } from '../../schemas/scope.js';
import type { ActingDepartment } from '../domain/context.js';
import { type DepartmentState, holderOf, namedBy } from '../domain/department.js';
import { Refusal } from '../domain/refusal.js';
import { NotYetReplicated } from '../event-log/append-failures.js';
import { departmentNow, departmentStream } from '../event-log/departments.js';
import type { EventLog } from '../event-log/event-log.js';
import { type Acting, type RecordedAt, recordDecided } from './recording.js';
import type { Rim } from './rim.js';

export interface KeyRequest {
  readonly department: string;
  readonly scopes: readonly [Scope, ...Scope[]];
  readonly until?: string | undefined;
  /** Enrols the department in the same append, unless it is enrolled already. */
  readonly enrolment?: DataOf<'DepartmentEnrolled'> | undefined;
}

/** A key as it is handed over; nothing else ever knows its text. */
export interface IssuedKey {
  readonly keyId: string;
  readonly text: string;
}

/** What is stored of a key: SHA-256 of its whole text. */
export function keyHash(text: string): string {
  return hash('sha256', text);
}

/** 部门与访问密钥: enrols departments, issues and revokes their keys. */
export class AccessKeys {
  readonly #log: EventLog;
  readonly #rim: Rim;

  constructor(log: EventLog, rim: Rim) {
    this.#log = log;
    this.#rim = rim;
  }

  /** Enrols a department; the same particulars again change nothing. Answers whether it is new. */
  async enrol(data: DataOf<'DepartmentEnrolled'>, acting: Acting): Promise<boolean> {
    return (await this.#record(data.department, acting, (state) => enrolling(data, state))) !== undefined;
  }

  /** Issues a key and answers its text, the only time that it is ever known. */
  async issue(request: KeyRequest, acting: Omit<Acting, 'mark'>): Promise<IssuedKey> {
    return (await this.#issue(request, acting)).issued;
  }

  /** Issues a key, once under one mark: undefined for a repeat, as the text of the key is known no more. */
  async issueOnce(request: KeyRequest, acting: Acting): Promise<IssuedKey | undefined> {
    const { issued, isRepeat } = await this.#issue(request, acting);
    return isRepeat ? undefined : issued;
  }

  /** A key whose event is recorded, and not yet to be read on this node, is handed over all the same. */
  async #issue({ department, scopes, until, enrolment }: KeyRequest, acting: Acting) {
    const random = randomBytes(32).toString('base64url');
    const issued = { keyId: '', text: '' };
    const recording = this.#record(department, acting, (state) => {
      const enrolled = enrolment === undefined ? [] : enrolling(enrolment, state);
      if (state.enrolled === undefined && enrolled.length === 0) throw new Refusal('DEPARTMENT_NOT_ENROLLED');
      if (until !== undefined && until < dayInShanghai(this.#rim.now())) {
        throw new Refusal('KEY_TERM_OVER', { field: 'until' });
      }
      issued.keyId = newKeyId(department, state.keys);
      issued.text = `qcr_${issued.keyId}_${random}`;
      const term = until === undefined ? {} : { until };
      const data = { keyId: issued.keyId, hash: keyHash(issued.text), scopes: [...scopes], ...term };
      return [...enrolled, { type: 'AccessKeyIssued', data }];
    });
    const recorded = await recording.catch((error: unknown) => {
      if (!(error instanceof NotYetReplicated)) throw error;
      return undefined;
    });
    return { issued, isRepeat: recorded?.isRepeat === true };
  }

  /** Revokes a key; it holds no longer from the next request on. */
  async revoke(keyId: string, acting: Acting): Promise<void> {
    const department = departmentOfKey(keyId);
    await this.#record(department, acting, ({ keys }) => {
      const key = keys.get(keyId);
      if (key === undefined || key.revoked) throw new Refusal('KEY_NOT_FOUND');
      return [{ type: 'AccessKeyRevoked', data: { keyId } }];
    });
  }

  /** Whoever holds a key now; undefined once it is revoked or past its last day. */
  holder(keyId: string): ActingDepartment | undefined {
    return holderOf(departmentNow(this.#log, departmentOfKey(keyId)), keyId, dayInShanghai(this.#rim.now()));
  }

  /** Whom a token named that is not shown again, as with a file that waits; undefined where the department is not enrolled. */
  enrolled(named: Omit<ActingDepartment, 'name'>): ActingDepartment | undefined {
    return namedBy(named, departmentNow(this.#log, named.department));
  }

  /** Records what is decided on the department as it stands; undefined when that is nothing. */
  #record(
    department: string,
    acting: Acting,
    decide: (state: DepartmentState) => readonly Fact[],
  ): Promise<RecordedAt | undefined> {
    const recorder = { log: this.#log, rim: this.#rim };
    const stream = departmentStream(department);
    return recordDecided(recorder, stream, () => decide(departmentNow(this.#log, department)), acting);
  }
}

/** The enrolment of a department that is not enrolled; nothing for one that is, under the same particulars. */
function enrolling(data: DataOf<'DepartmentEnrolled'>, { enrolled }: DepartmentState): readonly Fact[] {
  if (enrolled === undefined) return [{ type: 'DepartmentEnrolled', data }];
  const same = enrolled.name === data.name && enrolled.uscc === data.uscc && enrolled.division === data.division;
  if (!same) throw new Refusal('DEPARTMENT_ALREADY_ENROLLED');
  return [];
}

/** The id tells a key apart in logs and lists; it is no secret, so few digits do, but none may come twice. */
function newKeyId(department: string, taken: ReadonlyMap<string, unknown>): string {
  const keyId = `${department}-${randomBytes(3).toString('hex')}`;
  return taken.has(keyId) ? newKeyId(department, taken) : keyId;
}

/** `scjg-0a1b2c` -> `scjg` */
export function departmentOfKey(keyId: string): string {
  return keyId.replace(/-[0-9a-f]{6}$/, '');
}
