import type { Label } from '../../../schemas/vocabulary.js';
import type { Impact } from '../../queries/impacts.js';
import type { ImpactView } from '../pages/impacts-page.js';
import { impactWords } from '../words/impacts.js';
import { outcomeWords } from '../words/screening.js';
import { yuan } from './money.js';
import type { Names } from './names.js';

/** 影响 in words. */
export function impactView(impact: Impact, name: string | null, names: Names): ImpactView {
  const { kind, uscc } = impact;
  const line = { uscc, name, what: impactWords[kind] };
  switch (impact.kind) {
    case 'verdict': {
      const [was, is] = [outcome(impact.stored), outcome(impact.now)];
      const change = { zh: impactWords.was(was.zh, is.zh).zh, en: impactWords.was(was.en, is.en).en };
      const details = [impactWords.round(impact.round), change];
      return { ...line, key: `${uscc}.${impact.round}`, details, eventId: undefined };
    }
    case 'honour-under-ground':
      return {
        ...line,
        key: impact.eventId,
        details: [honourWords(names.programme(impact.programme), impact.awardedOn), ...impact.clauses.map(clauseWords)],
        eventId: impact.eventId,
      };
    case 'payment': {
      const paid = impactWords.paid(impact.year, yuan(impact.paidFen), yuan(impact.recoverableFen));
      const details = [paid, ...impact.clauses.map(clauseWords)];
      return { ...line, key: `${uscc}.${impact.year}`, details, eventId: impact.eventIds[0] };
    }
  }
}

function honourWords({ zh, en }: Label, awardedOn: string): Label {
  return { zh: `${awardedOn} ${zh}`, en: `${awardedOn} ${en}` };
}

function clauseWords({ clause, zh, en }: { readonly clause: string } & Label): Label {
  return { zh: `${clause} ${zh}`, en: `${clause} ${en}` };
}

function outcome(code: string): Label {
  const known = Object.entries(outcomeWords).find(([each]) => each === code)?.[1];
  return known ?? { zh: code, en: code };
}
