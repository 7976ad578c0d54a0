import { createHash, randomBytes } from 'node:crypto';
import { dayInShanghai } from '../../schemas/day.js';
import type { DataOf, Fact } from '../../schemas/events.js';
import type { Scope } from '../../schemas/scope.js';
import type { ActingDepartment } from '../domain/context.js';
import { holderOf } from '../domain/department.js';
import { Refusal } from '../domain/refusal.js';
import { departmentNow, departmentStream } from '../event-log/departments.js';
import type { EventLog } from '../event-log/event-log.js';
import { type Acting, recordFact } from './recording.js';
import type { Rim } from './rim.js';

export interface KeyRequest {
  readonly department: string;
  readonly scopes: readonly [Scope, ...Scope[]];
  readonly until?: string | undefined;
}

/** What is stored of a key: SHA-256 of its whole text. */
export function keyHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
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
    const { enrolled } = this.#fold(data.department);
    if (enrolled === undefined) {
      await this.#record({ type: 'DepartmentEnrolled', data }, data.department, acting);
      return true;
    }
    const same = enrolled.name === data.name && enrolled.uscc === data.uscc && enrolled.division === data.division;
    if (!same) throw new Refusal('DEPARTMENT_ALREADY_ENROLLED');
    return false;
  }

  /** Issues a key and answers its text, the only time that it is ever known. */
  async issue({ department, scopes, until }: KeyRequest, acting: Acting): Promise<{ keyId: string; text: string }> {
    const { enrolled, keys } = this.#fold(department);
    if (enrolled === undefined) throw new Refusal('DEPARTMENT_NOT_ENROLLED');
    const keyId = newKeyId(department, keys);
    const text = `qcr_${keyId}_${randomBytes(32).toString('base64url')}`;
    const data = { keyId, hash: keyHash(text), scopes: [...scopes], ...(until === undefined ? {} : { until }) };
    await this.#record({ type: 'AccessKeyIssued', data }, department, acting);
    return { keyId, text };
  }

  /** Revokes a key; it holds no longer from the next request on. */
  async revoke(keyId: string, acting: Acting): Promise<void> {
    const department = departmentOfKey(keyId);
    const key = this.#fold(department).keys.get(keyId);
    if (key === undefined || key.revoked) throw new Refusal('KEY_NOT_FOUND');
    await this.#record({ type: 'AccessKeyRevoked', data: { keyId } }, department, acting);
  }

  /** Whoever holds a key now; undefined once it is revoked or past its last day. */
  holder(keyId: string): ActingDepartment | undefined {
    return holderOf(this.#fold(departmentOfKey(keyId)), keyId, dayInShanghai(this.#rim.now()));
  }

  #fold(department: string) {
    return departmentNow(this.#log, department);
  }

  async #record(fact: Fact, department: string, acting: Acting): Promise<void> {
    await recordFact({ log: this.#log, rim: this.#rim }, fact, departmentStream(department), acting);
  }
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
