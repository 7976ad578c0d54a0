import { itemStatus } from '../../schemas/statuses.js';
import { isSoleTrader } from '../../schemas/uscc.js';
import { enterpriseStatus } from '../../schemas/vocabularies.js';
import { isIncomplete } from '../../src/domain/days.js';
import { type EnterpriseState, type FactRecord, isRecordOf, recordsOf } from '../../src/domain/enterprise.js';
import { bearsListing, holderOn, succeededBy } from '../../src/domain/holder.js';
import { registrationOn } from '../../src/domain/registration.js';
import { isDisputed } from '../../src/domain/status.js';
import { standingOn } from '../../src/policy/regime.js';
import { type Look, maskName, type Viewer } from '../../src/policy/visibility.js';
import { coded } from './item.js';

/** 主体: who the profile is about. A unit without registration on record is 未登记主体. */
export function profileUnit(state: EnterpriseState, viewer: Viewer, day: string, seen: readonly FactRecord[]) {
  const { status, name, formerNames, exceptionEvidence, ...rest } = registrationOn(state, day);
  const successor = succeededBy(state, day);
  const masked = viewer.sight === 'public' && isSoleTrader(state.uscc) && !underPublicity(seen);
  return {
    uscc: state.uscc,
    name: name === undefined ? null : masked ? maskName(name) : name,
    nameMasked: masked,
    formerNames: masked ? [] : formerNames,
    ...rest,
    status: status === 'cannot-tell' ? coded(itemStatus, status) : coded(enterpriseStatus, status),
    codeException: exceptionEvidence ?? null,
    predecessors: predecessors(state, day),
    succeededBy: successor === undefined ? null : succession(successor.event.data),
    dividedInto: recordsOf(state, 'EnterpriseSucceeded')
      .filter(({ event, absorbedFrom }) => event.data.succession === 'division' && absorbedFrom === undefined)
      .map(({ event }) => event.data.by),
  };
}

function succession({ by, succession: kind }: { readonly by: string; readonly succession: string }) {
  return { uscc: by, kind };
}

function underPublicity(seen: readonly FactRecord[]): boolean {
  return seen.some((record) => isRecordOf(record, 'ViolationRecorded'));
}

function predecessors(state: EnterpriseState, day: string) {
  return recordsOf(state, 'EnterpriseSucceeded')
    .filter(({ event }) => event.data.succession !== 'division' && event.id !== state.sealedBy?.id)
    .filter((record) => holderOn(record, day, state.uscc) === state.uscc)
    .map(({ event }) => ({ uscc: event.stream.replace('enterprise-', ''), kind: event.data.succession }));
}

/** 标识: list membership and "disputed", nothing else: no score and no grade. */
export function profileBadge(state: EnterpriseState, seen: readonly FactRecord[], { day, rules }: Look) {
  const listed = seen.filter(
    (record) =>
      isRecordOf(record, 'EnterpriseBlacklisted') &&
      !isIncomplete(record) &&
      bearsListing(state, record, day) &&
      standingOn(record, day, rules) === 'in-force',
  );
  const kinds = listed.flatMap(({ event }) => (event.type === 'EnterpriseBlacklisted' ? [event.data.listKind] : []));
  return { listed: [...new Set(kinds)], disputed: seen.some((record) => isDisputed(record, day)) };
}
