/** The cluster did not do what it was asked, or did not say so. */
export class ClusterFault extends Error {
  /** It will answer the same however often it is asked, and has done nothing. */
  readonly isFinal: boolean;

  constructor(reason: string, isFinal = false) {
    super(reason);
    this.name = 'ClusterFault';
    this.isFinal = isFinal;
  }
}

const finalErrors = new Set(['access-denied', 'stream-deleted', 'maximum-append-size-exceeded', 'invalid-argument']);

/** What went wrong, in words; errors of the client have a type, or none, and sometimes no message. */
export function faultOf(error: unknown): ClusterFault {
  if (error instanceof ClusterFault) return error;
  const type = error instanceof Error && 'type' in error ? String(error.type) : undefined;
  const reason = error instanceof Error ? error.message : String(error);
  return new ClusterFault(reason === '' ? (type ?? 'unknown') : reason, finalErrors.has(type ?? ''));
}
