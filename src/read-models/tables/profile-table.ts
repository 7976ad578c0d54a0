import { hash } from 'node:crypto';
import {
  type CreditProfile,
  creditProfile,
  hasPetitionFindings,
  recordsSeen,
  renderProfile,
  type StoredSight,
  showsAnything,
  storedSights,
} from '../../../projections/credit-profile.js';
import type { FactRecord } from '../../domain/enterprise.js';
import { lookNow } from '../../policy/visibility.js';
import type { EnterpriseRendering, ReadTable } from './table.js';

const columns = ['uscc', 'version', 'restricted', 'next_change', 'digests', ...storedSights];

/**
 * 企业质量信用档案: one row an enterprise, a body per sight, and 8 hex digits of each body's SHA-256 in that order. Where
 * a sight reads what the one before it reads, its body is stored once: NULL stands for the column before.
 */
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
      lookback BLOB,
      committee BLOB
    ) STRICT;
    CREATE INDEX credit_profile_due ON credit_profile (next_change) WHERE next_change IS NOT NULL;`,
  key: ['uscc'],
  columns,
  writer: (db) => {
    const write = db.prepare(
      `INSERT OR REPLACE INTO credit_profile (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    return (rendering) => {
      const [open, department, lookback, committee] = bodiesOf(rendering);
      const digests = [open, department, lookback, committee].map(({ digest }) => digest).join('');
      const restricted = hasPetitionFindings(rendering.state) ? 1 : 0;
      const { uscc, version, nextChange } = rendering;
      write.run(
        uscc,
        version,
        restricted,
        nextChange,
        digests,
        open.bytes,
        department.bytes,
        lookback === department ? null : lookback.bytes,
        committee === lookback ? null : committee.bytes,
      );
    };
  },
};

interface Body {
  readonly seen: readonly FactRecord[];
  readonly bytes: Buffer;
  readonly digest: string;
}

/** A body per stored sight; petition findings stand in none of them. */
function bodiesOf(rendering: EnterpriseRendering): readonly [Body, Body, Body, Body] {
  const open = bodyOf(rendering, 'public');
  const department = bodyOf(rendering, 'department');
  const lookback = bodyOf(rendering, 'lookback', department);
  return [open, department, lookback, bodyOf(rendering, 'committee', lookback)];
}

/** The body of a sight; inside the administration those who see the same records read the same as `before`. */
function bodyOf({ state, day, rules }: EnterpriseRendering, sight: StoredSight, before?: Body): Body {
  const look = lookNow(day, rules);
  const seen = recordsSeen(state, { sight }, look);
  if (before !== undefined && sameRecords(seen, before.seen)) return before;
  const bytes = profileBody({ ...renderProfile(state, { sight }, look, seen), petitionFindings: [] });
  return { seen, bytes, digest: digest8(bytes) };
}

function sameRecords(some: readonly FactRecord[], others: readonly FactRecord[]): boolean {
  return some.length === others.length && some.every((record, index) => record === others[index]);
}

/** The bytes of a profile; none when the viewer may see nothing at all, so that hidden facts betray no existence. */
export function profileBody(profile: CreditProfile): Buffer {
  return showsAnything(profile) ? Buffer.from(JSON.stringify(profile)) : Buffer.alloc(0);
}

/** What the ETag says of a body: 8 hex digits. */
export function digest8(body: Buffer): string {
  return hash('sha256', body).slice(0, 8);
}
