import fc from 'fast-check';
import { type CommandType, commandTypes, enterpriseCommands, pairedCommand } from '../../schemas/commands.js';
import { addDays, dayInShanghai } from '../../schemas/day.js';
import { openToday, recordDay } from '../../src/commands/days.js';
import { EnterpriseCommands } from '../../src/commands/enterprise-commands.js';
import type { ActingDepartment } from '../../src/domain/context.js';
import { Refusal } from '../../src/domain/refusal.js';
import { readHistory } from '../../src/event-log/enterprise-history.js';
import type { EventLog } from '../../src/event-log/event-log.js';
import { bureau } from './enterprise-spec.js';
import { StandingRim } from './registry.js';
import { samples } from './samples.js';
import { ThreadlessLog } from './threadless-log.js';
import { fictionalUscc } from './uscc.js';

/** The enterprises of a random story. */
export const cast = [fictionalUscc(1), fictionalUscc(2), fictionalUscc(3)] as const;

/** Days around which a story happens; it begins on 1 June 2024 and may run on for two months. */
export const storyDays = ['2023', '2024-04', '2024-05-01', '2024-05-31', '2024-06-15', '2024-07-20'] as const;

interface Step {
  readonly type: CommandType;
  readonly enterprise: number;
  /** Which of the events on record the step is about, counted from the last, and which day it names where. */
  readonly choice: number;
  readonly day: (typeof storyDays)[number];
  readonly numbered: boolean;
  readonly remedy: 'void' | 'annul' | 'modify' | 'none';
  readonly sleep: number;
}

/** What withdraws comes often, and so does what can be withdrawn. */
const frequent: readonly CommandType[] = [
  'RecordViolation',
  'RecordViolation',
  'BlacklistEnterprise',
  'AwardHonour',
  'VoidRecord',
  'RepairCredit',
  'LiftBlacklisting',
  'AnnulViolation',
  'OpenReview',
  'CloseReview',
  'CloseReview',
  'FileObjection',
  'DecideObjection',
  'SucceedEnterprise',
];

export const randomStory = fc.array(
  fc.record<Step>({
    type: fc.oneof(fc.constantFrom(...commandTypes), fc.constantFrom(...frequent)),
    enterprise: fc.nat({ max: cast.length - 1 }),
    choice: fc.nat({ max: 1000 }),
    day: fc.constantFrom(...storyDays),
    numbered: fc.boolean(),
    remedy: fc.constantFrom('void', 'annul', 'modify', 'none'),
    sleep: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 20),
  }),
  { minLength: 15, maxLength: 45, size: 'max' },
);

/** Every way of withdrawing a record, and the record before it: chance alone does not come by each in a short run. */
export const withdrawals: readonly Step[] = (
  [
    [['RecordViolation'], ['AnnulViolation']],
    [['RecordViolation'], ['RepairCredit']],
    [['RecordViolation'], ['OpenReview'], ['CloseReview', 1]],
    [['RecordViolation'], ['FileObjection'], ['DecideObjection']],
    [['RecordViolation'], ['BlacklistEnterprise'], ['VoidRecord', 1]],
    [['BlacklistEnterprise'], ['LiftBlacklisting']],
    [['AwardHonour'], ['PayReward'], ['VoidRecord', 1]],
    [['RecordViolation'], ['FulfilPenalty'], ['VoidRecord']],
  ] as const
).flatMap((story, index) =>
  story.map(([type, choice = 0]) => ({
    ...registration(index % cast.length),
    type,
    choice,
    day: '2024-05-01',
    remedy: 'void',
  })),
);

/** Every story begins with the registration of its cast, since nobody succeeds an enterprise that has none. */
function registration(enterprise: number): Step {
  return { type: 'RegisterEnterprise', enterprise, choice: 0, day: '2023', numbered: true, remedy: 'none', sleep: 0 };
}

/** Every title carries the number of its step, so that no text of one event stands in another. */
export const titleOf = (step: number): string => `第${step}步所据文书`;

const administrator: ActingDepartment = { ...bureau, scopes: new Set(['admin']) };

/** Tells a story to a new log: what is refused is left out, as a foreseen no leaves nothing behind. */
export async function told(file: string, steps: readonly Step[]): Promise<EventLog> {
  const log = new ThreadlessLog(file);
  const rim = new StandingRim('2024-06-01T02:00:00.000Z');
  await recordDay({ date: '2024-06-01', confirmed: true }, log, rim);
  const commands = new EnterpriseCommands(log, rim);
  for (const [number, step] of [...cast.keys()].map(registration).concat(steps).entries()) {
    if (step.sleep > 0) rim.turnTo(`${addDays(dayInShanghai(rim.now()), step.sleep)}T02:00:00.000Z`);
    await openToday(log, rim);
    const uscc = cast[step.enterprise] ?? cast[0];
    for (const data of attempts(step, number, uscc, log)) {
      const parsed = enterpriseCommands[step.type].schema.safeParse(data);
      if (!parsed.success) continue;
      const command = pairedCommand(step.type, parsed.data);
      const request = { uscc, command, actor: administrator, correlationId: rim.newId() };
      if (await commands.execute(request).then(({ outcome }) => outcome === 'recorded', refused)) break;
    }
  }
  return log;
}

function refused(error: unknown): boolean {
  if (error instanceof Refusal) return false;
  throw error;
}

/** The step about each event that is on record, the choice first and then the others: somewhere it is hoped to fit. */
function attempts(step: Step, number: number, uscc: string, log: EventLog): readonly object[] {
  const history = readHistory(log, uscc);
  const ids = [...history.predecessors.values(), history]
    .flatMap(({ events }) => events.map(({ id }) => id))
    .toReversed();
  const from = ids.length === 0 ? 0 : step.choice % ids.length;
  const targets = [...ids.slice(from), ...ids.slice(0, from)];
  return (targets.length === 0 ? [''] : targets).map((target) => dataOf(step, number, uscc, target));
}

const days = ['decidedOn', 'on', 'effectiveOn', 'listedOn', 'statedPublicUntil', 'validUntil', 'until', 'scheduledOff'];

function dataOf(step: Step, number: number, uscc: string, target: string): object {
  const { type, choice, day } = step;
  const shape = Object.keys(enterpriseCommands[type].schema.shape);
  const other = cast[(step.enterprise + 1 + (choice % 2)) % cast.length];
  const named = days.filter((field) => shape.includes(field))[choice % 3];
  const fields = {
    ...samples[enterpriseCommands[type].event],
    documentTitle: titleOf(number),
    documentNo: step.numbered ? `示字〔2024〕${number}号` : undefined,
    ...pick(shape, {
      target,
      linkedDecision: step.numbered ? target : undefined,
      reinspectionOf: choice % 2 ? target : undefined,
    }),
    ...pick(shape, { honourIds: [target], absorbed: choice % 2 ? [target] : [], uscc }),
    ...(named === undefined ? {} : { [named]: day }),
  };
  if (type === 'RegisterEnterprise' || type === 'RenameEnterprise') return { ...fields, name: `示例${number}厂` };
  if (type === 'SucceedEnterprise') return { ...fields, by: other, succession: choice % 5 ? 'absorption' : 'division' };
  if (type === 'CloseReview') return { ...fields, outcome: choice % 4 ? 'annulled' : 'upheld' };
  if (type !== 'DecideObjection' || step.remedy === 'none') return fields;
  const reasoned = step.remedy === 'modify' ? { penalties: [] } : { reason: '有误' };
  return { ...fields, outcome: 'upheld', remedy: { kind: step.remedy, ...reasoned } };
}

function pick(shape: readonly string[], fields: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => shape.includes(field)));
}
