import { canonicalJson } from '../../schemas/canonical.js';
import { type PolicyPack, policyPack } from '../../schemas/policy.js';
import { sha256Of } from '../../schemas/record-key.js';
import anyang2017 from './packs/anyang-2017-25.json' with { type: 'json' };
import credit2017 from './packs/cn-credit-2017.json' with { type: 'json' };
import credit2021 from './packs/cn-credit-2021-09-01.json' with { type: 'json' };
import credit2026 from './packs/cn-credit-2026-04-01.json' with { type: 'json' };

/** 随附的规则包, in the order of their ids. They are data and compiled in: reading them touches no file. */
export const shippedPacks: readonly PolicyPack[] = [anyang2017, credit2017, credit2021, credit2026].map((pack) =>
  policyPack.parse(pack),
);

/** `id@first-12-hex`: SHA-256 of the pack's canonical JSON (RFC 8785), so another order of keys is the same wording. */
export function packReferenceOf(pack: PolicyPack): string {
  return `${pack.id}@${sha256Of(canonicalJson(pack)).slice(0, 12)}`;
}
