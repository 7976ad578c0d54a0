import { createHash } from 'node:crypto';
import {
  type CreditProfile,
  creditProfile,
  hasPetitionFindings,
  renderProfile,
  showsAnything,
  storedSights,
} from '../../../projections/credit-profile.js';
import { lookNow } from '../../policy/visibility.js';
import type { EnterpriseRendering, ReadTable } from './table.js';

const columns = ['uscc', 'version', 'restricted', 'next_change', 'digests', ...storedSights];

/** 企业质量信用档案: one row an enterprise, a body per sight, and 8 hex digits of each body's SHA-256 in that order. */
export const profileTable: ReadTable = {
  name: 'credit_profile',
  edition: creditProfile.edition,
  ddl: `
    CREATE TABLE credit_profile (
      uscc TEXT PRIMARY KEY,
      version INTEGER NOT NULL,
      restricted INTEGER NOT NULL,
      next_change TEXT,
      digests TEXT NOT NULL,
      public BLOB NOT NULL,
      department BLOB NOT NULL,
      lookback BLOB NOT NULL,
      committee BLOB NOT NULL
    ) STRICT;
    CREATE INDEX credit_profile_due ON credit_profile (next_change) WHERE next_change IS NOT NULL;`,
  key: ['uscc'],
  columns,
  writer: (db) => {
    const write = db.prepare(
      `INSERT OR REPLACE INTO credit_profile (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    return (rendering) => {
      const bodies = bodiesOf(rendering);
      const restricted = hasPetitionFindings(rendering.state) ? 1 : 0;
      const { uscc, version, nextChange } = rendering;
      write.run(uscc, version, restricted, nextChange, bodies.map(digest8).join(''), ...bodies);
    };
  },
};

/** A body per stored sight; petition findings stand in none of them. */
function bodiesOf({ state, day, rules }: EnterpriseRendering): readonly Buffer[] {
  return storedSights.map((sight) => {
    const profile = renderProfile(state, { sight }, lookNow(day, rules));
    return profileBody({ ...profile, petitionFindings: [] });
  });
}

/** The bytes of a profile; none when the viewer may see nothing at all, so that hidden facts betray no existence. */
export function profileBody(profile: CreditProfile): Buffer {
  return showsAnything(profile) ? Buffer.from(JSON.stringify(profile)) : Buffer.alloc(0);
}

/** What the ETag says of a body: 8 hex digits. */
export function digest8(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex').slice(0, 8);
}
