import { clauseOutcome, eligibilityOutcome } from '../../../schemas/verdict.js';
import type { Label } from '../../../schemas/vocabulary.js';
import type { Assessment, Screening, Standing } from '../../commands/judgement.js';
import type { EventReader } from '../../event-log/event-log.js';
import type { Authentication } from '../../http/authentication.js';
import type { AssumedParameter } from '../../policy/assumed.js';
import type { ClauseVerdict } from '../../policy/eligibility.js';
import { screeningWords } from '../words/screening.js';
import { eventWords } from './deciding-event.js';
import { reasonWords } from './reasons.js';
import type { Tone } from './tone.js';

/** 依据 of a clause: an event on record, or the reason why none decides. */
export interface EvidenceView {
  readonly eventId: string | undefined;
  readonly says: Label;
  readonly reportedBy: string | undefined;
}

/** 逐条: the words of the document, and what decided. */
export interface ClauseView {
  readonly id: string;
  readonly clause: string | undefined;
  readonly quote: string | undefined;
  readonly says: Label;
  readonly outcome: Label;
  readonly tone: Tone;
  readonly evidence: readonly EvidenceView[];
  readonly assumed: readonly AssumedParameter[];
  readonly nextChange: string | undefined;
}

export interface VerdictView {
  readonly uscc: string;
  readonly name: string | null;
  readonly programme: Label;
  readonly year: number;
  readonly axes: Pick<Standing, 'validAt' | 'knownAt'>;
  readonly outcome: Label;
  readonly tone: Tone;
  readonly nextChange: string | undefined;
  /** What failed first, then what nobody can tell, then what passed. */
  readonly clauses: readonly ClauseView[];
}

interface Given {
  readonly assessment: Assessment;
  readonly name: string | null;
  readonly screening: Screening;
  readonly log: EventReader;
  readonly authentication: Authentication;
}

const tones = { eligible: 'good', ineligible: 'bad', 'needs-review': 'warn' } as const;
const clauseTones = { pass: 'good', fail: 'bad', 'cannot-tell': 'warn' } as const;
const order = { fail: 0, 'cannot-tell': 1, pass: 2 } as const;

export function verdictView({ assessment, name, screening, ...sources }: Given): VerdictView {
  const { application, named, axes } = screening;
  const head = { uscc: assessment.uscc, name, programme: named.programme, year: application.year, axes };
  if (assessment.outcome === 'unknown') {
    return { ...head, outcome: screeningWords.unknown, tone: 'plain', nextChange: undefined, clauses: [] };
  }
  const clauses = [...assessment.clauses].sort((one, other) => order[one.outcome] - order[other.outcome]);
  return {
    ...head,
    outcome: eligibilityOutcome.label(assessment.outcome),
    tone: tones[assessment.outcome],
    nextChange: assessment.nextChange,
    clauses: clauses.map((clause) => clauseView(clause, sources)),
  };
}

function clauseView(clause: ClauseVerdict, sources: Pick<Given, 'log' | 'authentication'>): ClauseView {
  const { id, quote, zh, en, outcome, assumed, nextChange } = clause;
  const decided = clause.grounds.flatMap(({ eventId }) => evidenceOf(eventId, sources) ?? []);
  return {
    id,
    clause: clause.clause,
    quote,
    says: { zh, en },
    outcome: clauseOutcome.label(outcome),
    tone: clauseTones[outcome],
    evidence: [{ eventId: undefined, says: reasonWords(clause.grounds), reportedBy: undefined }, ...decided],
    assumed,
    nextChange,
  };
}

function evidenceOf(
  eventId: string | undefined,
  { log, authentication }: Pick<Given, 'log' | 'authentication'>,
): EvidenceView | undefined {
  const event = eventId === undefined ? undefined : log.eventById(eventId);
  if (event === undefined) return undefined;
  const { department } = event.actor;
  return { eventId, says: eventWords(event), reportedBy: authentication.nameOf(department) ?? department };
}
