import { randomFillSync } from 'node:crypto';

const SALT_BYTES = 16;
const pool = Buffer.alloc(SALT_BYTES * 512);
let used = pool.length;

/** A fresh salt, 32 hex digits; drawn 512 at a time, since the call costs more than the bytes. */
export function newSalt(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += SALT_BYTES;
  return pool.toString('hex', used - SALT_BYTES, used);
}
