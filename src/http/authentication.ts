import { timingSafeEqual } from 'node:crypto';
import { dayInShanghai } from '../../schemas/day.js';
import { departmentOfKey, departmentStream, keyHash } from '../commands/access-keys.js';
import type { ActingDepartment } from '../domain/context.js';
import { type DepartmentState, foldDepartment, holderOf } from '../domain/department.js';
import type { EventReader } from '../event-log/event-log.js';

interface Known {
  readonly version: number;
  readonly state: DepartmentState;
}

/**
 * Tells whose access key a request carries. It reads the departments' own streams, so a key revoked by any process
 * holds no longer from the next request on.
 */
export class Authentication {
  readonly #reader: EventReader;
  readonly #now: () => number;
  readonly #departments = new Map<string, Known>();

  constructor(reader: EventReader, now: () => number) {
    this.#reader = reader;
    this.#now = now;
  }

  /** The department behind a key; undefined for a key that is unknown, revoked or past its last day. */
  identify(text: string): ActingDepartment | undefined {
    const keyId = /^qcr_([a-z0-9-]{2,32}-[0-9a-f]{6})_[\w-]{43}$/.exec(text)?.[1];
    if (keyId === undefined) return undefined;
    const department = this.#department(departmentOfKey(keyId));
    const hash = department.keys.get(keyId)?.hash;
    if (hash === undefined) return undefined;
    const matches = timingSafeEqual(Buffer.from(hash, 'hex'), Buffer.from(keyHash(text), 'hex'));
    return matches ? holderOf(department, keyId, dayInShanghai(this.#now())) : undefined;
  }

  /** The department behind a key that has proved itself before; undefined once it is revoked or past its last day. */
  holder(keyId: string): ActingDepartment | undefined {
    return holderOf(this.#department(departmentOfKey(keyId)), keyId, dayInShanghai(this.#now()));
  }

  /** The name under which a department is enrolled; undefined for one that is not. */
  nameOf(department: string): string | undefined {
    return this.#department(department).enrolled?.name;
  }

  #department(id: string): DepartmentState {
    const stream = departmentStream(id);
    const version = this.#reader.streamVersion(stream);
    const known = this.#departments.get(id);
    if (known?.version === version) return known.state;
    const state = foldDepartment(id, this.#reader.readStream(stream));
    if (version > 0) this.#departments.set(id, { version, state });
    return state;
  }
}

/** Does any department hold a live key today? Without one the server stays on loopback. */
export function anyLiveKey(reader: EventReader, today: string): boolean {
  for (let after = ''; ; ) {
    const names = reader.streamNames('department-', after, 100);
    for (const name of names) {
      const department = foldDepartment(name.replace('department-', ''), reader.readStream(name));
      if ([...department.keys.keys()].some((keyId) => holderOf(department, keyId, today) !== undefined)) return true;
    }
    const last = names.at(-1);
    if (last === undefined) return false;
    after = last;
  }
}
