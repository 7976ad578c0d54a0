import { createHash } from 'node:crypto';
import {
  type CreditProfile,
  hasPetitionFindings,
  nextChange,
  renderProfile,
  showsAnything,
  storedSights,
} from '../../projections/credit-profile.js';
import { indexedNames } from '../../projections/enterprise-name.js';
import { foldEnterprise } from '../domain/enterprise.js';
import { readSubject } from '../event-log/enterprise-history.js';
import type { EventReader } from '../event-log/event-log.js';
import { sightedState } from '../policy/sighted.js';

/** Everything that the read models hold of one enterprise at a position, as of a day. */
export interface EnterpriseRows {
  readonly uscc: string;
  readonly version: number;
  /** 1 when some viewers may see petition findings, which no stored row carries. */
  readonly restricted: 0 | 1;
  readonly nextChange: string | null;
  /** First 8 hex digits of the SHA-256 of each body, in the order of the stored sights. */
  readonly digests: string;
  readonly bodies: readonly Buffer[];
  readonly names: readonly string[];
}

/** Where and when the rows stand: the log's prefix that they are made of, and the last day opened in it. */
export interface Standing {
  readonly position: number;
  readonly day: string;
}

/** Makes the rows of an enterprise. The same prefix and day always give the same bytes. */
export function enterpriseRows(reader: EventReader, uscc: string, { position, day }: Standing): EnterpriseRows {
  const subject = readSubject(reader, uscc, position, position);
  const state = sightedState(subject, 'committee', day);
  const bodies = storedSights.map((sight) => {
    const profile = renderProfile(state, { sight }, { day, headDay: day });
    return profileBody({ ...profile, petitionFindings: [] });
  });
  return {
    uscc,
    version: subject.asked.events.at(-1)?.version ?? 0,
    restricted: hasPetitionFindings(state) ? 1 : 0,
    nextChange: earliest(subject.heads.map((head) => nextChange(foldEnterprise(head), day))),
    digests: bodies.map(digest8).join(''),
    bodies,
    names: indexedNames(state),
  };
}

/** The bytes of a profile; none when the viewer may see nothing at all, so that hidden facts betray no existence. */
export function profileBody(profile: CreditProfile): Buffer {
  return showsAnything(profile) ? Buffer.from(JSON.stringify(profile)) : Buffer.alloc(0);
}

/** What the ETag says of a body: 8 hex digits. */
export function digest8(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex').slice(0, 8);
}

function earliest(days: readonly (string | undefined)[]): string | null {
  return days.reduce<string | null>(
    (first, day) => (day !== undefined && (first === null || day < first) ? day : first),
    null,
  );
}
