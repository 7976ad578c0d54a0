import {
  administrativeLevel,
  conductType,
  enterpriseStatus,
  honourClass,
  honourSubjectKind,
  incidentGrade,
  incidentKind,
  inspectionResult,
  jointList,
  liability,
  liftReason,
  listKind,
  objectionOutcome,
  objector,
  penaltyKind,
  procedure,
  qualityDuty,
  remedyKind,
  repairScope,
  reviewKind,
  reviewOutcome,
  revocationEffect,
  severity,
  successionKind,
  yesNoUnknown,
} from '../../../schemas/vocabularies.js';
import type { Label, Vocabulary } from '../../../schemas/vocabulary.js';
import { fieldLabel, fieldLabels } from '../words/fields.js';
import { yuan } from './money.js';
import type { Names } from './names.js';

/** 字段 of a document, ready to be read. */
export interface Field {
  readonly path: string;
  readonly label: Label;
  readonly value: Label;
}

/** Where codes stand in a document, and what they are called; a path of one event type goes first. */
const vocabularies: Readonly<Record<string, Vocabulary<string>>> = {
  'subject.kind': honourSubjectKind,
  class: honourClass,
  'conduct.type': conductType,
  'penalties.kind': penaltyKind,
  'penalties.largeAmount': yesNoUnknown,
  procedure,
  statedSeverity: severity,
  listKind,
  incidentKind,
  grade: incidentGrade,
  liability,
  level: administrativeLevel,
  result: inspectionResult,
  list: jointList,
  duty: qualityDuty,
  review: reviewKind,
  'ReviewClosed.outcome': reviewOutcome,
  'ObjectionDecided.outcome': objectionOutcome,
  'ObjectionFiled.by': objector,
  'CreditRepaired.scope': repairScope,
  'BlacklistingLifted.reason': liftReason,
  succession: successionKind,
  effect: revocationEffect,
  status: enterpriseStatus,
  'remedy.kind': remedyKind,
};

/** 词表 of a field of an event, if it is one of closed codes. */
export function vocabularyAt(type: string, path: string): Vocabulary<string> | undefined {
  const plain = path.replace(/^remedy\.(?!kind$)/, '');
  return vocabularies[`${type}.${plain}`] ?? vocabularies[plain];
}

const order = new Map(Object.keys(fieldLabels).map((path, index) => [path, index]));

/** The fields that a document states, in reading order. */
export function fieldsOf(type: string, data: Readonly<Record<string, unknown>>, names: Names): readonly Field[] {
  return leavesOf(data, '')
    .map(({ path, value }) => ({
      path,
      label: fieldLabel(type, path),
      value: wordOf(type, path, value, names),
    }))
    .sort((one, other) => (order.get(one.path) ?? order.size) - (order.get(other.path) ?? order.size));
}

interface Leaf {
  readonly path: string;
  readonly value: unknown;
}

/** Every value with the path that leads to it; the places of a list share one. */
function leavesOf(node: unknown, path: string): readonly Leaf[] {
  if (Array.isArray(node)) {
    if (node.every((each) => typeof each !== 'object'))
      return node.length === 0 ? [] : [{ path, value: node.join('；') }];
    return node.flatMap((each) => leavesOf(each, path));
  }
  if (typeof node !== 'object' || node === null) return [{ path, value: node }];
  return Object.entries(node).flatMap(([name, value]) => leavesOf(value, path === '' ? name : `${path}.${name}`));
}

function wordOf(type: string, path: string, value: unknown, names: Names): Label {
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
  if (typeof value === 'number' && path.endsWith('amountFen')) return printed(yuan(value));
  const text = String(value);
  const vocabulary = vocabularyAt(type, path);
  if (vocabulary !== undefined) return vocabulary.label(text);
  if (path === 'programme' || path === 'scheme') return names.programme(text);
  if (path === 'division') return names.division(text);
  if (path === 'department' || path === 'source.department') return printed(names.department(text));
  return printed(text);
}

function printed(text: string): Label {
  return { zh: text, en: text };
}
