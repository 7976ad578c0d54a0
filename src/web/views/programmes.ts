import type { Label } from '../../../schemas/vocabulary.js';
import type { Rules } from '../../policy/rules.js';

/** 可申报的奖项 of the packs in force: what may be applied for. */
export function programmesToApplyFor(rules: Rules): readonly (Label & { readonly id: string })[] {
  return rules.municipal
    .flatMap((pack) => pack.programmes)
    .filter(({ kind, family }) => kind === 'award' || family !== undefined);
}

/** The programme that a form names at first: one of the city's own. */
export function ownProgramme(rules: Rules): string | undefined {
  return rules.municipal.flatMap((pack) => pack.programmes).find(({ levels }) => levels.includes('municipal'))?.id;
}
