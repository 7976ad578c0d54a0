import { nextDay } from '../../schemas/day.js';
import type { CreditRegime } from '../../schemas/policy/credit-regime.js';
import type { MunicipalPack, Programme } from '../../schemas/policy/municipal-pack.js';
import type { PolicyPack } from '../../schemas/policy.js';

/** 规则 R: the packs by which a question is answered, and the name that pins their wording. */
export interface Rules {
  /** Sorted `packId@first-12-hex` joined by commas, or `none`. */
  readonly version: string;
  readonly municipal: readonly MunicipalPack[];
  readonly regimes: readonly CreditRegime[];
}

/** No pack has been adopted: profiles say what documents say. */
export const noRules: Rules = { version: 'none', municipal: [], regimes: [] };

/** A pack, and the reference that names its wording. */
export interface ReferencedPack {
  readonly reference: string;
  readonly pack: PolicyPack;
}

/** Rules of some packs, whatever their order. */
export function rulesOf(packs: readonly ReferencedPack[]): Rules {
  if (packs.length === 0) return noRules;
  const sorted = [...packs].sort((one, other) => (one.reference < other.reference ? -1 : 1));
  const municipal = sorted.flatMap(({ pack }) => (pack.kind === 'municipal' ? [pack] : []));
  const regimes = sorted.flatMap(({ pack }) => (pack.kind === 'credit-regime' ? [pack] : []));
  return { version: sorted.map(({ reference }) => reference).join(','), municipal, regimes };
}

/** The credit regime in force on a calendar day; the earliest one also covers what lies before it if it says so. */
export function regimeOn({ regimes }: Rules, day: string): CreditRegime | undefined {
  const inForce = regimes.find(({ from, until }) => from <= day && (until === undefined || day <= until));
  return inForce ?? regimes.find(({ from, coversEarlier }) => coversEarlier.value && day < from);
}

/** Days on which another regime, or none, is in force. */
export function regimeTurns({ regimes }: Rules): readonly string[] {
  return regimes.flatMap(({ from, until }) => (until === undefined ? [from] : [from, nextDay(until)]));
}

/** A programme, and the pack that names it. */
export interface NamedProgramme {
  readonly pack: MunicipalPack;
  readonly programme: Programme;
}

export function programmeOf({ municipal }: Rules, id: string): NamedProgramme | undefined {
  for (const pack of municipal) {
    const programme = pack.programmes.find((each) => each.id === id);
    if (programme !== undefined) return { pack, programme };
  }
  return undefined;
}
