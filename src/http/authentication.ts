import { timingSafeEqual } from 'node:crypto';
import { dayInShanghai } from '../../schemas/day.js';
import { departmentOfKey, keyHash } from '../commands/access-keys.js';
import type { ActingDepartment } from '../domain/context.js';
import { holderOf } from '../domain/department.js';
import { departmentIds, departmentNow } from '../event-log/departments.js';
import type { EventReader } from '../event-log/event-log.js';

/**
 * Tells whose access key a request carries. It reads the departments' own streams, so a key revoked by any process
 * holds no longer from the next request on.
 */
export class Authentication {
  readonly #reader: EventReader;
  readonly #now: () => number;

  constructor(reader: EventReader, now: () => number) {
    this.#reader = reader;
    this.#now = now;
  }

  /** The department behind a key; undefined for a key that is unknown, revoked or past its last day. */
  identify(text: string): ActingDepartment | undefined {
    const keyId = /^qcr_([a-z0-9-]{2,32}-[0-9a-f]{6})_[\w-]{43}$/.exec(text)?.[1];
    if (keyId === undefined) return undefined;
    const department = departmentNow(this.#reader, departmentOfKey(keyId));
    const hash = department.keys.get(keyId)?.hash;
    if (hash === undefined) return undefined;
    const matches = timingSafeEqual(Buffer.from(hash, 'hex'), Buffer.from(keyHash(text), 'hex'));
    return matches ? holderOf(department, keyId, dayInShanghai(this.#now())) : undefined;
  }
}

/** Does any department hold a live key today? Without one the server stays on loopback. */
export function anyLiveKey(reader: EventReader, today: string): boolean {
  for (const id of departmentIds(reader)) {
    const department = departmentNow(reader, id);
    if ([...department.keys.keys()].some((keyId) => holderOf(department, keyId, today) !== undefined)) return true;
  }
  return false;
}
