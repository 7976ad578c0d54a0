import { firstDayOf, hasCome } from '../../schemas/day.js';
import { anchorOf } from './days.js';
import { type FactRecord, type Recorded, recordsOf } from './enterprise.js';

/** 登记信息 on a day: what registration and its changes say of the unit. */
export interface Registration {
  /** False: 未登记主体, facts are on record but no registration. */
  readonly registered: boolean;
  readonly name: string | undefined;
  readonly formerNames: readonly string[];
  readonly status: 'active' | 'deregistered' | 'licence-revoked' | 'cannot-tell';
  readonly division: string | undefined;
  readonly divisionText: string | undefined;
  readonly industry: string | undefined;
  readonly kind: string | undefined;
  readonly establishedOn: string | undefined;
  readonly exceptionEvidence: string | undefined;
}

/** The unit's own registration on a calendar day; what absorbed predecessors were called is theirs. */
export function registrationOn(state: Recorded, day: string): Registration {
  const first = own(recordsOf(state, 'EnterpriseRegistered'))[0];
  const data = first?.event.data;
  const changes = inOrderOfEffect(own(recordsOf(state, 'EnterpriseReclassified'))).filter((change) =>
    takesEffectBy(change, day),
  );
  const classes = Object.assign({}, data, ...changes.map(({ event }) => stated(pickClasses(event.data))));
  const names = namesBy(state, day);
  return {
    registered: first !== undefined,
    name: names.at(-1),
    formerNames: formerNames(state, names),
    status: unitStatusOn(state, day).status,
    ...pickClasses(classes),
    establishedOn: data?.establishedOn,
    exceptionEvidence: data?.exceptionEvidence,
  };
}

function own<R extends FactRecord>(records: readonly R[]): readonly R[] {
  return records.filter((record) => record.absorbedFrom === undefined);
}

interface Classes {
  readonly division?: string | undefined;
  readonly divisionText?: string | undefined;
  readonly industry?: string | undefined;
  readonly kind?: string | undefined;
}

function pickClasses({ division, divisionText, industry, kind }: Classes) {
  return { division, divisionText, industry, kind };
}

/** A change says nothing of what it does not state; the name of a place goes with its code. */
function stated({ division, divisionText, ...others }: Classes): Classes {
  const place = division === undefined ? {} : { division, divisionText };
  return { ...place, ...Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined)) };
}

/** The day from which a change of the unit holds; undated, from the day on which it came in. */
function effectOf(record: FactRecord): string {
  if (record.event.type === 'EnterpriseRegistered') return record.event.data.source.receivedOn;
  return anchorOf(record.event) ?? record.event.data.source.receivedOn;
}

function takesEffectBy(record: FactRecord, day: string): boolean {
  return hasCome(effectOf(record), day) !== false;
}

function inOrderOfEffect<R extends FactRecord>(records: readonly R[]): readonly R[] {
  const dated = records.map((record) => ({ record, since: firstDayOf(effectOf(record)) }));
  return dated
    .sort((one, other) => (one.since < other.since ? -1 : one.since > other.since ? 1 : 0))
    .map(({ record }) => record);
}

/** Names in the order in which they took effect, up to the day; before the first, the first is all that is known. */
function namesBy(state: Recorded, day: string): readonly string[] {
  const naming = inOrderOfEffect(own(recordsOf(state, 'EnterpriseRegistered', 'EnterpriseRenamed')));
  const effective = naming.filter((record) => takesEffectBy(record, day));
  const known = effective.length > 0 ? effective : naming.slice(0, 1);
  return known.map(({ event }) => event.data.name);
}

function formerNames(state: Recorded, names: readonly string[]): readonly string[] {
  const stated = own(recordsOf(state, 'EnterpriseRegistered')).flatMap(({ event }) => event.data.formerNames);
  return [...new Set([...stated, ...names.slice(0, -1)])].filter((name) => name !== names.at(-1));
}

/** 登记状态 on a day, and the fact that says so. */
export interface UnitStatus {
  readonly status: Registration['status'];
  readonly saidBy: FactRecord | undefined;
}

type StatusType = 'EnterpriseRegistered' | 'EnterpriseDeregistered' | 'EnterpriseLicenceRevoked';

/**
 * A fact whose day was printed in part cannot tell while the day may lie ahead. A registration that came in after the
 * unit had ended does not begin it again.
 */
export function unitStatusOn(state: Recorded, day: string): UnitStatus {
  const ends = inOrderOfEffect(own(recordsOf(state, 'EnterpriseDeregistered', 'EnterpriseLicenceRevoked')));
  const facts: readonly FactRecord<StatusType>[] = [...own(recordsOf(state, 'EnterpriseRegistered')), ...ends];
  const last = facts.filter((record) => takesEffectBy(record, day)).at(-1);
  if (last !== undefined) {
    const isSure = hasCome(effectOf(last), day) === true;
    return { status: isSure ? statusSaidBy(last) : 'cannot-tell', saidBy: last };
  }
  const first = facts[0];
  const wasActive = first?.event.type === 'EnterpriseRegistered' && first.event.data.status === 'active';
  return { status: wasActive ? 'active' : 'cannot-tell', saidBy: first };
}

function statusSaidBy({ event }: FactRecord<StatusType>): Registration['status'] {
  if (event.type === 'EnterpriseDeregistered') return 'deregistered';
  return event.type === 'EnterpriseLicenceRevoked' ? 'licence-revoked' : event.data.status;
}
