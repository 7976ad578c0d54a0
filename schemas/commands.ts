import { z } from 'zod';
import { day } from './day.js';
import { type EnterpriseEventType, eventTypes } from './events.js';
import { prose } from './text.js';

type Recorded = Exclude<EnterpriseEventType, 'PredecessorAbsorbed'>;

/** A command whose body is the event's data, targets named by id or record key. */
function recording<const T extends Recorded>(event: T): { event: T; schema: (typeof eventTypes)[T]['command'] } {
  return { event, schema: eventTypes[event].command };
}

const modification = eventTypes.ViolationModified.command.shape;

/** What upholding an objection does to the item, in the same append. */
const remedy = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('void'), reason: prose(300) }),
  z.strictObject({ kind: z.literal('annul'), reason: prose(300) }),
  z.strictObject({
    kind: z.literal('modify'),
    on: day.optional(),
    conduct: modification.conduct,
    legalBasis: modification.legalBasis,
    penalties: modification.penalties,
    statedSeverity: modification.statedSeverity,
    statedPublicUntil: modification.statedPublicUntil,
  }),
]);
export type Remedy = z.output<typeof remedy>;

const decideObjection = z
  .strictObject({ ...eventTypes.ObjectionDecided.command.shape, remedy: remedy.optional() })
  .refine((value) => (value.outcome === 'upheld') === (value.remedy !== undefined), {
    path: ['remedy'],
    error: 'must stand exactly when the objection is upheld',
  });

/** Every command on an enterprise, and the event that it records. */
export const enterpriseCommands = {
  RegisterEnterprise: recording('EnterpriseRegistered'),
  RenameEnterprise: recording('EnterpriseRenamed'),
  ReclassifyEnterprise: recording('EnterpriseReclassified'),
  DeregisterEnterprise: recording('EnterpriseDeregistered'),
  RevokeEnterpriseLicence: recording('EnterpriseLicenceRevoked'),
  SucceedEnterprise: recording('EnterpriseSucceeded'),
  AwardHonour: recording('HonourAwarded'),
  RevokeHonour: recording('HonourRevoked'),
  IssueCertificate: recording('CertificateIssued'),
  RenewCertificate: recording('CertificateRenewed'),
  SuspendCertificate: recording('CertificateSuspended'),
  ReinstateCertificate: recording('CertificateReinstated'),
  WithdrawCertificate: recording('CertificateWithdrawn'),
  CancelCertificate: recording('CertificateCancelled'),
  RecordViolation: recording('ViolationRecorded'),
  ModifyViolation: recording('ViolationModified'),
  AnnulViolation: recording('ViolationAnnulled'),
  FulfilPenalty: recording('PenaltyFulfilled'),
  ApplyForRepair: recording('RepairApplied'),
  RefuseRepair: recording('RepairRefused'),
  RepairCredit: recording('CreditRepaired'),
  OpenReview: recording('ReviewOpened'),
  CloseReview: recording('ReviewClosed'),
  BlacklistEnterprise: recording('EnterpriseBlacklisted'),
  LiftBlacklisting: recording('BlacklistingLifted'),
  RecordIncident: recording('IncidentRecorded'),
  DetermineLiability: recording('LiabilityDetermined'),
  RecordPetitionFinding: recording('PetitionFindingRecorded'),
  RecordInspection: recording('InspectionRecorded'),
  OrderRectification: recording('RectificationOrdered'),
  VerifyRectification: recording('RectificationVerified'),
  FileObjection: recording('ObjectionFiled'),
  DecideObjection: { event: 'ObjectionDecided', schema: decideObjection },
  VoidRecord: recording('RecordVoided'),
  DetermineReward: recording('RewardDetermined'),
  PayReward: recording('RewardPaid'),
  RecoverReward: recording('RewardRecovered'),
  ApplyMeasure: recording('MeasureApplied'),
  LiftMeasure: recording('MeasureLifted'),
  DeclareQualityDuty: recording('QualityDutyDeclared'),
  FindDisqualification: recording('DisqualificationFound'),
} as const;

export type CommandType = keyof typeof enterpriseCommands;
export type CommandData<C extends CommandType> = z.output<(typeof enterpriseCommands)[C]['schema']>;
export type Command<C extends CommandType = CommandType> = {
  [K in C]: { readonly type: K; readonly data: CommandData<K> };
}[C];

export function isCommandType(text: string): text is CommandType {
  return Object.hasOwn(enterpriseCommands, text);
}

/** Every command type, in the order of the table. */
export const commandTypes: readonly CommandType[] = Object.keys(enterpriseCommands).filter(isCommandType);

/** `AwardHonour` -> `award-honour`, as it stands in addresses and on the command line. */
export function kebab(type: string): string {
  return type.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}

/** A command of a type from data that the type's own schema has parsed. Throws when the type carries no such data. */
export function pairedCommand(type: CommandType, parsed: unknown): Command {
  const command = { type, data: parsed };
  if (isPaired(command)) return command;
  throw new TypeError(`${type} carries no data`);
}

/** The pairing that the table above states; the compiler cannot follow it through a variable type. */
function isPaired(command: { readonly type: CommandType; readonly data: unknown }): command is Command {
  return typeof command.data === 'object' && command.data !== null;
}
