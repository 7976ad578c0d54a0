const modulus = 2n ** 256n;

/** 集合摘要 of no rows. */
export const emptySet = '0'.repeat(64);

/** The digest of a set with one more row: the sum of the row ids mod 2^256, 64 hex digits. It tells drift, not a forger. */
export function setWith(digest: string, rowId: string): string {
  return hexOf(numberOf(digest) + numberOf(rowId));
}

/** The digest of a set without a row that was in it. */
export function setWithout(digest: string, rowId: string): string {
  return hexOf(numberOf(digest) - numberOf(rowId) + modulus);
}

function numberOf(hex: string): bigint {
  return BigInt(`0x${hex}`);
}

function hexOf(sum: bigint): string {
  return (sum % modulus).toString(16).padStart(64, '0');
}
