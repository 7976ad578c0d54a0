import { type CommandType, commandTypes, enterpriseCommands, kebab } from '../../../schemas/commands.js';
import { eventTypes } from '../../../schemas/events.js';
import type { Scope } from '../../../schemas/scope.js';
import type { Label } from '../../../schemas/vocabulary.js';
import { scopeOpening } from '../../domain/rights.js';

/** 登记事项 that stand for themselves, by family; what may follow on a record stands at the record. */
export const commandFamilies: readonly { readonly label: Label; readonly commands: readonly CommandType[] }[] = [
  {
    label: { zh: '企业登记', en: 'The enterprise' },
    commands: [
      'RegisterEnterprise',
      'RenameEnterprise',
      'ReclassifyEnterprise',
      'DeregisterEnterprise',
      'RevokeEnterpriseLicence',
      'SucceedEnterprise',
    ],
  },
  { label: { zh: '荣誉与认证', en: 'Honours and certificates' }, commands: ['AwardHonour', 'IssueCertificate'] },
  {
    label: { zh: '监督检查与质量责任', en: 'Inspections and duties' },
    commands: ['RecordInspection', 'DeclareQualityDuty'],
  },
  {
    label: { zh: '违法失信与事故', en: 'Violations, lists, incidents' },
    commands: [
      'RecordViolation',
      'BlacklistEnterprise',
      'RecordIncident',
      'RecordPetitionFinding',
      'FindDisqualification',
    ],
  },
  {
    label: { zh: '奖惩与奖励资金', en: 'Measures and rewards' },
    commands: ['ApplyMeasure', 'DetermineReward', 'PayReward'],
  },
];

/** What is about a record of the enterprise, and so is best opened from there. */
export const followingCommands: readonly CommandType[] = commandTypes.filter(
  (type) => !commandFamilies.some(({ commands }) => commands.includes(type)),
);

const ofDecisions: readonly CommandType[] = ['ApplyForRepair', 'RefuseRepair', 'RepairCredit', 'OpenReview'];

/** What may follow on a record or follow-up of a type; an objection and a void may follow on each. */
const following: Readonly<Record<string, readonly CommandType[]>> = {
  HonourAwarded: ['RevokeHonour'],
  CertificateIssued: [
    'RenewCertificate',
    'SuspendCertificate',
    'ReinstateCertificate',
    'WithdrawCertificate',
    'CancelCertificate',
  ],
  ViolationRecorded: [
    'ModifyViolation',
    'AnnulViolation',
    'FulfilPenalty',
    ...ofDecisions,
    'OrderRectification',
    'VerifyRectification',
  ],
  EnterpriseBlacklisted: ['LiftBlacklisting', ...ofDecisions],
  IncidentRecorded: ['DetermineLiability'],
  InspectionRecorded: ['OrderRectification', 'VerifyRectification'],
  ReviewOpened: ['CloseReview'],
  ObjectionFiled: ['DecideObjection'],
  RewardPaid: ['RecoverReward'],
  MeasureApplied: ['LiftMeasure'],
};

export function stepsAfter(type: string): readonly CommandType[] {
  return [...(following[type] ?? []), 'FileObjection', 'VoidRecord'];
}

/** What a command is called: what it records. */
export function commandLabel(type: CommandType): Label {
  return eventTypes[enterpriseCommands[type].event].label;
}

/** May a key with these scopes send the command? Whose record it may concern is decided when it comes. */
export function mayCommand(type: CommandType, scopes: ReadonlySet<Scope>): boolean {
  const opening = scopeOpening(enterpriseCommands[type].event);
  return scopes.has('record') || scopes.has('admin') || (opening !== undefined && scopes.has(opening));
}

/** Where the form of a command on an enterprise stands; `target` names the record that it follows on. */
export function formAddress(uscc: string, type: CommandType, target?: string): string {
  const query = target === undefined ? '' : `?${new URLSearchParams({ target })}`;
  return `/enterprises/${uscc}/record/${kebab(type)}${query}`;
}

/** The command by its name in addresses; undefined for none. */
export function commandNamed(name: string): CommandType | undefined {
  return commandTypes.find((type) => kebab(type) === name);
}
