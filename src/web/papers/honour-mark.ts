const series = 'RY';

/** What a certificate of an honour is known again by: the event that recorded the honour. */
export function sealedHonour(eventId: string) {
  return { series, check: eventId };
}

/** The event that a series and a check stand for; undefined when they are no honour's. */
export function honourMark(shown: string, check: string): string | undefined {
  return shown === series && /^[0-9a-f-]{36}$/.test(check) ? check : undefined;
}

/**
 * Is a certificate given for an honour of this status? One whose term has ended was an honour: the certificate says until
 * when, and its verification that it is over. None is given for one that was revoked.
 */
export function isCertified(status: string): boolean {
  return status === 'in-force' || status === 'awarded' || status === 'expired';
}
