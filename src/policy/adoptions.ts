import type { RecordedEvent } from '../../schemas/events.js';
import { type PolicyPack, policyPack } from '../../schemas/policy.js';
import { type ReferencedPack, type Rules, rulesOf } from './rules.js';

/** What a rule pack's own streams hold, in log order. */
export type PolicyEvent = RecordedEvent<'PolicyAdopted' | 'PolicyRetired'>;

/** `packId@first-12-hex`: which pack, and which wording of it. */
export function referenceOf({ packId, sha256 }: { readonly packId: string; readonly sha256: string }): string {
  return `${packId}@${sha256.slice(0, 12)}`;
}

interface Asked {
  readonly day: string;
  /** Position up to which adoptions count. */
  readonly knownAt: number;
}

/**
 * The rules in force on a day as known at a position. Of two wordings of one pack the later adopted counts, from its
 * first day on, also after its last. A credit regime that has ended stays among them: it still rules what was decided
 * under it.
 */
export function rulesInForce(events: readonly PolicyEvent[], { day, knownAt }: Asked): Rules {
  const packs = new Map<string, ReferencedPack>();
  for (const event of events) {
    if (event.position > knownAt) break;
    const { packId } = event.data;
    if (event.type === 'PolicyAdopted') {
      if (isInForce(event, day)) packs.set(packId, { reference: referenceOf(event.data), pack: packAdopted(event) });
      else if (event.data.from <= day) packs.delete(packId);
    } else if (event.data.on <= day && packs.get(packId)?.reference === referenceOf(event.data)) {
      packs.delete(packId);
    }
  }
  return rulesOf([...packs.values()]);
}

function isInForce(event: RecordedEvent<'PolicyAdopted'>, day: string): boolean {
  const { from, until } = event.data;
  const pack = packAdopted(event);
  if (pack.kind === 'credit-regime') return from <= day || pack.coversEarlier.value;
  return from <= day && (until === undefined || day <= until);
}

/** The rules that a version names; undefined when one of its packs was not adopted by the position. */
export function rulesNamed(events: readonly PolicyEvent[], version: string, knownAt: number): Rules | undefined {
  const adopted = new Map<string, ReferencedPack>();
  for (const event of events) {
    if (event.type !== 'PolicyAdopted' || event.position > knownAt) continue;
    const reference = referenceOf(event.data);
    adopted.set(reference, { reference, pack: packAdopted(event) });
  }
  const packs = version === 'none' ? [] : [...new Set(version.split(','))].map((reference) => adopted.get(reference));
  const known = packs.filter((pack) => pack !== undefined);
  return known.length === packs.length ? rulesOf(known) : undefined;
}

const parsed = new WeakMap<object, PolicyPack>();

/** The pack that an event carries. It was checked before it was adopted; a wording that no longer parses throws. */
export function packAdopted(event: RecordedEvent<'PolicyAdopted'>): PolicyPack {
  const known = parsed.get(event.data);
  if (known !== undefined) return known;
  const pack = policyPack.parse(event.data.pack);
  parsed.set(event.data, pack);
  return pack;
}
