import fc from 'fast-check';
import type { CommandType } from '../../schemas/commands.js';
import { addMonths, lastDayOf } from '../../schemas/day.js';
import { EnterpriseSpec, type Fields } from './enterprise-spec.js';
import { fictionalUscc } from './uscc.js';

/** A fact, and what becomes of it; `closing` names what ends a review or an objection. */
interface Deed {
  readonly type: CommandType;
  readonly fields: Fields;
  readonly followUps: readonly { readonly type: CommandType; readonly fields: Fields; readonly closing?: Deed }[];
}

/** Everything that is recorded of one enterprise, in the order in which it comes in. */
export interface Life {
  readonly registered: Fields | undefined;
  readonly deeds: readonly Deed[];
  /** A second enterprise that it takes over, with what that one did. */
  readonly predecessor?: { readonly succession: string; readonly deeds: readonly Deed[] } | undefined;
}

const calendarDay = fc
  .integer({ min: 0, max: 72 * 28 - 1 })
  .map(
    (count) => addMonths('2019-01-01', Math.floor(count / 28)).slice(0, 8) + String((count % 28) + 1).padStart(2, '0'),
  );
const monthEnd = calendarDay.map((day) => lastDayOf(day.slice(0, 7)));

/** A day of the years 2019 to 2024, printed in full, as a month or as a year. */
const printedDay = fc.oneof(
  { weight: 8, arbitrary: fc.oneof(calendarDay, monthEnd) },
  { weight: 1, arbitrary: calendarDay.map((day) => day.slice(0, 7)) },
  { weight: 1, arbitrary: calendarDay.map((day) => day.slice(0, 4)) },
);
const perhaps = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 8 });
const oneOf = fc.constantFrom;
const authority = perhaps(fc.constant({ name: '示例市市场监督管理局' }));

const penalties = fc.record({
  kind: oneOf('fine', 'warning', 'closure', 'confiscation'),
  largeAmount: oneOf('yes', 'no', 'unknown'),
});
const violation = fc.record({
  decidedOn: perhaps(printedDay),
  authority,
  procedure: oneOf('simple', 'ordinary', 'unknown'),
  penalties: fc.array(penalties, { maxLength: 2 }),
  statedSeverity: fc.option(oneOf('minor', 'general', 'serious'), { nil: undefined, freq: 2 }),
  servedOn: fc.constant(undefined),
  statedPublicUntil: fc.constant(undefined),
});
const listing = fc
  .record({
    listedOn: perhaps(printedDay),
    months: fc.option(oneOf(1, 6, 12, 36), { nil: undefined }),
    listKind: oneOf('serious-violation', 'wage-arrears', 'judgment-defaulter', 'abnormal-operation'),
    authority,
  })
  .map(({ months, ...fields }) => ({
    ...fields,
    linkedDecision: undefined,
    scheduledOff:
      months === undefined || fields.listedOn === undefined ? undefined : addMonths(lastDayOf(fields.listedOn), months),
  }));
const incident = fc.record({ occurredOn: perhaps(printedDay), reportedOn: fc.constant(undefined), authority });
const honour = fc.record({
  programme: oneOf('anyang-mayor-quality-award', 'shili-green-workshop', 'shili-green-factory', 'shili-craft-award'),
  programmeYear: perhaps(fc.integer({ min: 2019, max: 2024 })),
  awardedOn: perhaps(printedDay),
  validUntil: fc.constant(undefined),
  class: oneOf('winner', 'nominee'),
});
const certificate = fc
  .record({ from: perhaps(printedDay), months: fc.option(oneOf(6, 24, 36), { nil: undefined, freq: 8 }) })
  .map(({ from, months }) => ({
    scheme: 'shili-cert-quality',
    from,
    until: months === undefined ? undefined : addMonths(lastDayOf(from ?? '2022'), months),
  }));
const inspection = fc.record({
  inspectedOn: perhaps(printedDay),
  result: oneOf('passed', 'failed', 'not-determined'),
  level: oneOf('national', 'county'),
  failedItems: fc.constant(undefined),
});

const on = fc.record({ on: printedDay });
const onDay = fc.record({ on: calendarDay });
const voiding = { type: 'VoidRecord', fields: fc.constant({}) } as const;
const review = {
  type: 'OpenReview',
  fields: on,
  closing: {
    type: 'CloseReview',
    fields: fc.record({ on: printedDay, outcome: oneOf('upheld', 'annulled', 'withdrawn') }),
  },
} as const;
const dispute = {
  type: 'FileObjection',
  fields: calendarDay.map((filedOn) => ({ filedOn, dueOn: undefined })),
  closing: { type: 'DecideObjection', fields: fc.record({ on: printedDay, outcome: fc.constant('rejected') }) },
} as const;
const repair = {
  type: 'RepairCredit',
  fields: fc.record({ effectiveOn: calendarDay, scope: oneOf('full', 'publicity') }),
} as const;

interface Becoming {
  readonly type: CommandType;
  readonly fields: fc.Arbitrary<Fields>;
  readonly closing?: { readonly type: CommandType; readonly fields: fc.Arbitrary<Fields> };
}

function deed(type: CommandType, fields: fc.Arbitrary<Fields>, ...becomings: readonly Becoming[]): fc.Arbitrary<Deed> {
  const followUp = becomings.map((each) =>
    fc
      .record({
        fields: each.fields,
        end: each.closing === undefined ? fc.constant(undefined) : perhaps(each.closing.fields),
      })
      .map(({ fields: own, end }) => ({
        type: each.type,
        fields: own,
        ...(end === undefined || each.closing === undefined
          ? {}
          : { closing: { type: each.closing.type, fields: end, followUps: [] } }),
      })),
  );
  const followUps = followUp.length === 0 ? fc.constant([]) : fc.array(fc.oneof(...followUp), { maxLength: 2 });
  return fc.record({ type: fc.constant(type), fields, followUps });
}

const liability: Becoming = {
  type: 'DetermineLiability',
  fields: fc.record({
    determinedOn: perhaps(printedDay),
    grade: oneOf('extremely-serious', 'serious', 'larger', 'ordinary'),
    liability: oneOf('none', 'secondary', 'primary'),
  }),
};
const lift: Becoming = {
  type: 'LiftBlacklisting',
  fields: fc.record({ on: calendarDay, reason: oneOf('term', 'fulfilled', 'early-repair', 'correction') }),
};
const modification: Becoming = {
  type: 'ModifyViolation',
  fields: fc.record({ on: printedDay, penalties: fc.array(penalties, { minLength: 1, maxLength: 1 }) }),
};
const revocation: Becoming = {
  type: 'RevokeHonour',
  fields: fc.record({ on: calendarDay, effect: oneOf('from-date', 'from-start') }),
};

const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  deed('RecordViolation', violation, voiding, review, dispute, repair, modification, {
    type: 'AnnulViolation',
    fields: on,
  }),
  deed('BlacklistEnterprise', listing, voiding, review, dispute, repair, lift),
  deed('RecordIncident', incident, liability, liability, voiding, dispute),
  deed('AwardHonour', honour, revocation, dispute),
  deed(
    'IssueCertificate',
    certificate,
    { type: 'SuspendCertificate', fields: on },
    { type: 'ReinstateCertificate', fields: on },
    { type: 'WithdrawCertificate', fields: on },
    dispute,
  ),
  deed('RecordInspection', inspection, dispute, voiding),
  deed('RecordPetitionFinding', fc.record({ determinedOn: perhaps(printedDay) }), voiding, dispute),
  deed('FindDisqualification', fc.record({ foundOn: printedDay, until: fc.constant(undefined) }), voiding),
  deed(
    'ReclassifyEnterprise',
    fc.record({ on: perhaps(printedDay), division: oneOf('410502', '999999'), divisionText: fc.constant(undefined) }),
  ),
  fc.oneof(
    deed('DeregisterEnterprise', fc.record({ on: perhaps(printedDay) }), voiding),
    deed(
      'SucceedEnterprise',
      onDay.map((fields) => ({ ...fields, succession: 'division' })),
    ),
  ),
);

/** A small life: half of them harmless but for a deed or two. */
export const life = (most: number): fc.Arbitrary<Life> =>
  fc.record({
    registered: fc.option(fc.record({ division: oneOf('999999', '410502'), establishedOn: perhaps(printedDay) }), {
      nil: undefined,
      freq: 12,
    }),
    deeds: fc.array(anyDeed, { maxLength: most }),
    predecessor: fc.option(
      fc.record({
        succession: oneOf('absorption', 'code-change', 'restructuring'),
        deeds: fc.array(anyDeed, { maxLength: 2 }),
      }),
      { nil: undefined, freq: 2 },
    ),
  });

/** Lives the life: what the registry refuses does not happen. The predecessor, where there is one, comes first. */
export function lived({ registered, deeds, predecessor }: Life, number = 0): readonly EnterpriseSpec[] {
  const unit = begin(2 * number + 1, registered);
  if (predecessor === undefined) {
    for (const each of deeds) live(unit, each);
    return [unit];
  }
  const earlier = begin(2 * number + 2, {});
  for (const each of predecessor.deeds) live(earlier, each);
  const merged = earlier.when('SucceedEnterprise', {
    by: unit.uscc,
    succession: predecessor.succession,
    on: '2022-05-01',
  });
  const [before, after] = [deeds.slice(0, 1), deeds.slice(1)];
  for (const each of before) live(unit, each);
  if ('records' in merged) unit.absorb(earlier);
  for (const each of after) live(unit, each);
  return [earlier, unit];
}

function begin(number: number, registered: Fields | undefined): EnterpriseSpec {
  const unit = new EnterpriseSpec(fictionalUscc(number), number * 1000);
  unit.today = '2030-12-31';
  if (registered !== undefined) unit.given('RegisterEnterprise', { division: '999999', ...registered });
  return unit;
}

function live(unit: EnterpriseSpec, { type, fields, followUps }: Deed): void {
  if (!happen(unit, type, fields)) return;
  const target = unit.recorded.at(-1)?.id;
  for (const next of followUps) {
    if (!happen(unit, next.type, { target, ...next.fields }) || next.closing === undefined) continue;
    happen(unit, next.closing.type, { target: unit.recorded.at(-1)?.id, ...next.closing.fields });
  }
}

function happen(unit: EnterpriseSpec, type: CommandType, fields: Fields): boolean {
  const documentNo = `示〔${unit.uscc.slice(-9)}〕${unit.recorded.length + 1}号`;
  return 'records' in unit.when(type, { documentNo, ...fields });
}
