import type { Command, CommandData, CommandType } from '../../schemas/commands.js';
import { firstDayOf } from '../../schemas/day.js';
import { isLegacyCode } from '../../schemas/uscc.js';
import type { DecisionContext } from './context.js';
import { happenings } from './days.js';
import { blacklistingProposals } from './decide/blacklisting.js';
import { certificationProposals } from './decide/certification.js';
import { enterpriseProposals } from './decide/enterprise.js';
import { honourProposals } from './decide/honour.js';
import { incidentProposals } from './decide/incident.js';
import { inspectionProposals } from './decide/inspection.js';
import { objectionProposals } from './decide/objection.js';
import { repairProposals } from './decide/repair.js';
import { rewardProposals } from './decide/reward.js';
import { violationProposals } from './decide/violation.js';
import { type EnterpriseState, recordsOf } from './enterprise.js';
import { type DocumentFact, recordKeyOf, sameContent } from './identity.js';
import { type Proposal, type Proposals, refuseVoided } from './proposal.js';
import { type DocumentEvent, recordIndex } from './record-index.js';
import { Refusal } from './refusal.js';
import { refuseForeignRecord, refuseForeignSource } from './rights.js';

/** What comes of a command: facts to append in one piece, or the event that already holds the same fact. */
export type Decision =
  | { readonly outcome: 'recorded'; readonly facts: readonly [DocumentFact, ...DocumentFact[]] }
  | { readonly outcome: 'already-recorded'; readonly event: DocumentEvent };

const proposals: Proposals<CommandType> = {
  ...enterpriseProposals,
  ...honourProposals,
  ...certificationProposals,
  ...violationProposals,
  ...repairProposals,
  ...blacklistingProposals,
  ...incidentProposals,
  ...inspectionProposals,
  ...objectionProposals,
  ...rewardProposals,
};

/**
 * Decides a command on an enterprise. A document that exists is recorded, whatever any policy says of it; the
 * same fact twice is answered with the first, also when that was voided since; another content under a taken record
 * key is refused, and after a void accepted.
 * Throws Refusal; nothing else is foreseen.
 */
export function decide(command: Command, state: EnterpriseState, context: DecisionContext): Decision {
  const proposal = propose(command.type, command.data, { state, context });
  refuseForeignSource(proposal.fact, context.actor);
  const key = recordKeyOf(proposal.fact);
  const known = knownFact(proposal.fact, key, state) ?? knownOfFormer(command, { state, context });
  if (known !== undefined) return { outcome: 'already-recorded', event: known };
  refuseVoided(proposal.fact, state);
  refuseTakenKey(proposal.fact, key, state);
  refuseSealed(state);
  refuseUnprovenCode(proposal.fact, state);
  refuseFutureDays(proposal.fact, context.today);
  if (proposal.about !== undefined) refuseForeignRecord(proposal.fact, proposal.about, context.actor);
  refuseObjectionable(proposal);
  return { outcome: 'recorded', facts: [replacing(proposal.fact, key, state), ...(proposal.companions ?? [])] };
}

function propose<C extends CommandType>(type: C, data: CommandData<C>, on: Standing): Proposal {
  return proposals[type](data, on.state, on.context);
}

interface Standing {
  readonly state: EnterpriseState;
  readonly context: DecisionContext;
}

/** The event that holds the same fact, or held it before it was voided: what was voided does not come back by itself. */
function knownFact(fact: DocumentFact, key: string, state: EnterpriseState): DocumentEvent | undefined {
  const { byKey, formerly } = recordIndex(state);
  const live = byKey.get(key);
  return [...(live === undefined ? [] : [live]), ...(formerly.get(key) ?? [])].find((held) => sameContent(fact, held));
}

/**
 * A command names its target by a record key that was voided and taken by other content since: the same command on
 * the former holder. Without this, a correction that is imported again would void what it had put in place.
 */
function knownOfFormer(command: Command, on: Standing): DocumentEvent | undefined {
  if (!('target' in command.data)) return undefined;
  for (const former of recordIndex(on.state).formerly.get(command.data.target) ?? []) {
    const { fact } = propose(command.type, { ...command.data, target: former.id }, on);
    const known = knownFact(fact, recordKeyOf(fact), on.state);
    if (known !== undefined) return known;
  }
  return undefined;
}

function refuseTakenKey(fact: DocumentFact, key: string, state: EnterpriseState): void {
  const taken = recordIndex(state).byKey.get(key);
  if (taken === undefined) return;
  const code = fact.type === 'EnterpriseRegistered' ? 'ENTERPRISE_ALREADY_REGISTERED' : 'RECORD_KEY_TAKEN';
  throw new Refusal(code, { eventId: taken.id });
}

function refuseSealed(state: EnterpriseState): void {
  if (state.sealedBy !== undefined) {
    throw new Refusal('ENTERPRISE_SUCCEEDED', { successor: state.sealedBy.data.by, eventId: state.sealedBy.id });
  }
}

/** A pilot code that breaks GB 32100 is accepted once its registration names evidence for it. */
function refuseUnprovenCode(fact: DocumentFact, state: EnterpriseState): void {
  if (!isLegacyCode(state.uscc)) return;
  const evidence =
    fact.type === 'EnterpriseRegistered'
      ? fact.data.exceptionEvidence
      : recordsOf(state, 'EnterpriseRegistered')[0]?.event.data.exceptionEvidence;
  if (evidence === undefined) throw new Refusal('USCC_EXCEPTION_NEEDS_EVIDENCE', { field: 'exceptionEvidence' });
}

const happened: ReadonlySet<string> = new Set([...happenings, 'establishedOn']);

/** What happened cannot lie ahead; what takes effect may. */
function refuseFutureDays(fact: DocumentFact, today: string): void {
  for (const [field, value] of Object.entries(fact.data)) {
    if (happened.has(field) && typeof value === 'string' && firstDayOf(value) > today) {
      throw new Refusal('DATE_IN_FUTURE', { field });
    }
  }
  if (fact.data.source.receivedOn > today) throw new Refusal('DATE_IN_FUTURE', { field: 'source.receivedOn' });
}

function refuseObjectionable(proposal: Proposal): void {
  for (const { when, code, details } of proposal.refusedIf ?? []) {
    if (when) throw new Refusal(code, details);
  }
}

function replacing(fact: DocumentFact, key: string, state: EnterpriseState): DocumentFact {
  const replaced = recordIndex(state).formerly.get(key)?.at(-1);
  return replaced === undefined ? fact : withReplaces(fact, replaced.id);
}

function withReplaces<F extends DocumentFact>(fact: F, replaces: string): F {
  return { ...fact, data: { ...fact.data, replaces } };
}
