import type { CommandType } from '../../schemas/commands.js';
import { enterpriseCommands } from '../../schemas/commands.js';
import { documented, samples } from './samples.js';
import { fictionalUscc } from './uscc.js';

type Fields = Readonly<Record<string, unknown>>;
type Step = (enterprise: number) => readonly [CommandType, Fields];

const first = (enterprise: number): string => `示罚〔2024〕${enterprise}甲号`;
const second = (enterprise: number): string => `示罚〔2024〕${enterprise}乙号`;
const decision = (documentNo: string): string => `ViolationRecorded|${documentNo}|${documented.authority.name}`;

/** What is reported of one enterprise, in order: facts with and without a number, follow-ups, a void, a correction. */
const life: readonly Step[] = [
  () => ['RegisterEnterprise', {}],
  (enterprise) => ['RecordViolation', { documentNo: first(enterprise) }],
  (enterprise) => ['RecordViolation', { documentNo: second(enterprise) }],
  () => ['RecordViolation', { documentNo: undefined, decidedOn: '2023-11' }],
  () => ['AwardHonour', { documentNo: undefined }],
  (enterprise) => ['FulfilPenalty', { target: decision(first(enterprise)) }],
  () => ['RecordViolation', { decidedOn: '2023-02-29' }],
  (enterprise) => ['VoidRecord', { target: decision(second(enterprise)) }],
  (enterprise) => ['RecordViolation', { documentNo: second(enterprise), penalties: [] }],
  () => ['IssueCertificate', {}],
  (enterprise) => ['RepairCredit', { target: decision(first(enterprise)) }],
  () => ['RenameEnterprise', {}],
];

/**
 * The lines of an NDJSON file on so many enterprises, step by step for all of them. Every eighth is succeeded by its
 * neighbour, to whom the last repair is reported.
 */
export function storyLines(enterprises: number): readonly string[] {
  const all = Array.from({ length: enterprises }, (_, index) => index);
  const steps = life.flatMap((step) => all.map((enterprise) => lineOf(enterprise, ...step(enterprise))));
  const succeeded = all.filter((enterprise) => enterprise % 8 === 0 && enterprise + 1 < enterprises);
  const successions = succeeded.flatMap((enterprise) => [
    lineOf(enterprise, 'SucceedEnterprise', { by: fictionalUscc(enterprise + 1) }),
    lineOf(enterprise + 1, 'RepairCredit', { target: decision(second(enterprise)) }),
  ]);
  return [...steps, ...successions];
}

function lineOf(enterprise: number, command: CommandType, fields: Fields): string {
  const uscc = fictionalUscc(enterprise);
  const named = command === 'RegisterEnterprise' ? { uscc } : {};
  return JSON.stringify({
    uscc,
    command,
    data: { ...samples[enterpriseCommands[command].event], ...named, ...fields },
  });
}
