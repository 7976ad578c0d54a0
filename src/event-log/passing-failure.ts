/** A full disk, a lock held too long, a folder that cannot be written to: what may be over at the next try. */
export function isPassing(error: unknown): error is Error {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return /^SQLITE_(FULL|BUSY|IOERR|READONLY|CANTOPEN)|^(ENOSPC|EROFS|EACCES|EDQUOT|EFBIG)$/.test(String(error.code));
}
