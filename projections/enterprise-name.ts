import { normaliseKeyPart } from '../schemas/record-key.js';
import { isSoleTrader } from '../schemas/uscc.js';
import { type EnterpriseState, recordsOf } from '../src/domain/enterprise.js';

/** 名称索引: which codes go or went by a name. It offers candidates; nothing is ever recorded by name. */
export const enterpriseName = { name: 'enterprise-name', edition: 1 } as const;

/** A name as it is compared: NFKC, brackets folded, without spaces. */
export const normaliseName = normaliseKeyPart;

/** Every name a unit goes or went by, normalised; a sole trader's name is a person's and is left out. */
export function indexedNames(state: EnterpriseState): readonly string[] {
  if (isSoleTrader(state.uscc)) return [];
  const names = new Set<string>();
  for (const { event, absorbedFrom } of recordsOf(state, 'EnterpriseRegistered', 'EnterpriseRenamed')) {
    if (absorbedFrom !== undefined) continue;
    names.add(normaliseName(event.data.name));
    if (event.type === 'EnterpriseRegistered')
      for (const former of event.data.formerNames) names.add(normaliseName(former));
  }
  return [...names].sort();
}
