import { timingSafeEqual } from 'node:crypto';
import { dayInShanghai } from '../../schemas/day.js';
import { departmentOfKey, keyHash } from '../commands/access-keys.js';
import type { ActingDepartment } from '../domain/context.js';
import { holderOf, namedBy } from '../domain/department.js';
import { departmentIds, departmentNow } from '../event-log/departments.js';
import type { EventReader } from '../event-log/event-log.js';
import type { IdentityProvider, TokenHolder } from './identity-provider.js';

/**
 * Tells who shows an access key, or a token of the identity provider. It reads the departments' own streams, so a key
 * revoked by any process holds no longer from the next request on.
 */
export class Authentication {
  readonly #reader: EventReader;
  readonly #now: () => number;
  readonly #provider: IdentityProvider | undefined;

  constructor(reader: EventReader, now: () => number, provider?: IdentityProvider) {
    this.#reader = reader;
    this.#now = now;
    this.#provider = provider;
  }

  /**
   * The department behind a key or token; undefined for one that is unknown, revoked or past its term. Throws
   * ProviderUnreachable.
   */
  async identify(text: string): Promise<ActingDepartment | undefined> {
    if (this.#provider === undefined || text.startsWith('qcr_')) return this.byKey(text);
    const holder = await this.#provider.identify(text);
    return holder === undefined ? undefined : this.enrolled(holder);
  }

  /** The department that a good token names; undefined where it is not enrolled, or tokens are taken no longer. */
  enrolled(holder: TokenHolder): ActingDepartment | undefined {
    return this.#provider === undefined ? undefined : namedBy(holder, departmentNow(this.#reader, holder.department));
  }

  /** The same for an access key alone. */
  byKey(text: string): ActingDepartment | undefined {
    const keyId = /^qcr_([a-z0-9-]{2,32}-[0-9a-f]{6})_[\w-]{43}$/.exec(text)?.[1];
    if (keyId === undefined) return undefined;
    const department = departmentNow(this.#reader, departmentOfKey(keyId));
    const hash = department.keys.get(keyId)?.hash;
    if (hash === undefined) return undefined;
    const matches = timingSafeEqual(Buffer.from(hash, 'hex'), Buffer.from(keyHash(text), 'hex'));
    return matches ? holderOf(department, keyId, dayInShanghai(this.#now())) : undefined;
  }

  /** The department behind a key that has proved itself before; undefined once it is revoked or past its last day. */
  holder(keyId: string): ActingDepartment | undefined {
    return holderOf(departmentNow(this.#reader, departmentOfKey(keyId)), keyId, dayInShanghai(this.#now()));
  }

  /** The name under which a department is enrolled; undefined for one that is not. */
  nameOf(department: string): string | undefined {
    return departmentNow(this.#reader, department).enrolled?.name;
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
