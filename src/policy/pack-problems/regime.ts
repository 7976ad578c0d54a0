import type { CreditRegime } from '../../../schemas/policy/credit-regime.js';
import { listed, type PackProblem, repeated, unless } from './problem.js';

/** What a credit regime says wrongly. */
export function regimeProblems(regime: CreditRegime): readonly PackProblem[] {
  const { from, until, severityRules, listKinds } = regime;
  return [
    ...unless(until === undefined || from <= until, 'until', 'must not lie before from'),
    ...repeated(listed('severityRules', severityRules, ({ id }) => id, 'id')),
    ...repeated(listed('listKinds', listKinds, ({ kind }) => kind, 'kind')),
    ...severityProblems(regime),
    ...termProblems(regime),
    ...listKinds.flatMap(({ termMonths, earlyAfterMonths }, index) =>
      unless(
        termMonths === undefined || earlyAfterMonths === undefined || earlyAfterMonths.value <= termMonths.value,
        `listKinds.${index}.earlyAfterMonths`,
        'must not be longer than termMonths',
      ),
    ),
  ];
}

/** The first rule that holds decides, so the one that always holds stands last. */
function severityProblems({ severityRules }: CreditRegime): readonly PackProblem[] {
  return severityRules.flatMap(({ when }, index) => {
    const last = index === severityRules.length - 1;
    const rule = last ? 'must be otherwise: the last rule always holds' : 'must not be otherwise before the last rule';
    return unless((when.test === 'otherwise') === last, `severityRules.${index}.when`, rule);
  });
}

function termProblems({ publicity, repair }: CreditRegime): readonly PackProblem[] {
  const { minor, general, serious } = publicity;
  return [
    ...unless(minor.value <= general.value, 'publicity.minor', 'must not be longer than publicity.general'),
    ...unless(general.value <= serious.value, 'publicity.general', 'must not be longer than publicity.serious'),
    ...repair.flatMap(({ severity, minimumMonths }, index) =>
      unless(
        minimumMonths.value <= publicity[severity].value,
        `repair.${index}.minimumMonths`,
        `must not be longer than publicity.${severity}`,
      ),
    ),
  ];
}
