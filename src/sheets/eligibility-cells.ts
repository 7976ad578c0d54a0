import { clauseReason, eligibilityOutcome, unjudged } from '../../schemas/verdict.js';
import type { ClauseVerdict } from '../policy/eligibility.js';
import type { ApplicantAnswer } from '../queries/applicants.js';

/** What an award committee gets in a spreadsheet. */
export const eligibilityHeadings = [
  '申报主体',
  '统一社会信用代码',
  '企业名称',
  '结论',
  '未通过条款',
  '理由',
  '依据事件',
  '结论可能变化日',
  '所依据的假定参数',
] as const;

/** An applicant's line as cells, in the order of the headings. */
export function eligibilityCells(answer: ApplicantAnswer): readonly string[] {
  switch (answer.outcome) {
    case 'unknown':
      return [
        answer.asked,
        answer.uscc,
        answer.name ?? '',
        unjudged.label('unknown').zh,
        '',
        '该代码名下没有任何记录',
        '',
        '',
        '',
      ];
    case 'candidates':
      return [answer.asked, '', '', unjudged.label('candidates').zh, '', candidatesIn(answer.candidates), '', '', ''];
    case 'invalid-code':
      return [answer.asked, '', '', unjudged.label('invalid-code').zh, '', suggestionIn(answer.suggestion), '', '', ''];
    case 'eligible':
    case 'ineligible':
    case 'needs-review': {
      const open = answer.clauses.filter(({ outcome }) => outcome !== 'pass');
      return [
        answer.asked,
        answer.uscc,
        answer.name ?? '',
        eligibilityOutcome.label(answer.outcome).zh,
        open.map(({ clause, zh }) => [clause, zh].filter(Boolean).join(' ')).join('；'),
        open.map(reasonsIn).join('；'),
        open.flatMap(({ grounds }) => grounds.flatMap(({ eventId }) => eventId ?? [])).join(' '),
        answer.nextChange ?? '',
        answer.assumed.map(({ name, value }) => `${name}=${JSON.stringify(value)}`).join('；'),
      ];
    }
  }
}

function reasonsIn({ zh, grounds }: ClauseVerdict): string {
  const reasons = new Set(grounds.map(({ reason }) => clauseReason.label(reason).zh));
  return `${zh}：${[...reasons].join('、')}`;
}

function candidatesIn(candidates: readonly { readonly uscc: string; readonly name: string }[]): string {
  if (candidates.length === 0) return '没有同名或近似名称的主体';
  return `须以代码申报，可能是：${candidates.map(({ uscc, name }) => `${uscc} ${name}`).join('、')}`;
}

function suggestionIn(suggestion: string | undefined): string {
  return suggestion === undefined ? '统一社会信用代码无效' : `统一社会信用代码无效，是否为 ${suggestion}`;
}
