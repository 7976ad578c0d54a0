import { type ItemStatus, itemStatus } from '../../../schemas/statuses.js';
import { conductType, honourClass } from '../../../schemas/vocabularies.js';
import type { Label } from '../../../schemas/vocabulary.js';
import { item } from '../../http/answers.js';
import type { Rules } from '../../policy/rules.js';
import type { RegisterLine, RegisterName } from '../../queries/registers.js';
import { registerWords } from '../words/registers.js';
import { type Line, lineOf } from './line.js';
import type { Names } from './names.js';

/** A line of a register with whose it is. */
export interface RegisterRow {
  readonly uscc: string;
  readonly name: string | null;
  readonly line: Line;
}

export function registerRow({ uscc, name, item: found }: RegisterLine, names: Names): RegisterRow {
  return { uscc, name, line: lineOf(item.parse(found), names) };
}

/** A condition of the filter row: a column of the register, chosen from options or typed. */
export interface Condition {
  readonly name: string;
  readonly column: string;
  readonly label: Label;
  readonly options?: readonly { readonly value: string; readonly label: Label }[];
}

/** What each register is filtered by. */
export function conditionsOf(register: RegisterName, rules: Rules): readonly Condition[] {
  switch (register) {
    case 'honours':
      return [
        { name: 'programme', column: 'programme', label: registerWords.programme, options: programmes(rules, false) },
        { name: 'year', column: 'year', label: registerWords.year },
        { name: 'class', column: 'class', label: registerWords.class, options: options(honourClass) },
        divisionCondition(rules),
        statusCondition(['in-force', 'awarded', 'expired', 'revoked']),
      ];
    case 'certificates':
      return [
        { name: 'scheme', column: 'scheme', label: registerWords.scheme, options: programmes(rules, true) },
        { name: 'certificateNo', column: 'certificate_no', label: registerWords.certificateNo },
        divisionCondition(rules),
        statusCondition(['in-force', 'suspended']),
      ];
    case 'penalties':
      return [
        { name: 'conduct', column: 'conduct', label: registerWords.conduct, options: options(conductType) },
        { name: 'authority', column: 'authority', label: registerWords.authority },
        divisionCondition(rules),
        statusCondition(['in-force', 'fulfilled']),
      ];
  }
}

function options<Code extends string>({ codes, label }: { codes: readonly Code[]; label(code: Code): Label }) {
  return codes.map((code) => ({ value: code, label: label(code) }));
}

function programmes({ municipal }: Rules, certifying: boolean) {
  return municipal
    .flatMap((pack) => pack.programmes)
    .filter(({ kind }) => (kind === 'certification') === certifying)
    .map((programme) => ({ value: programme.id, label: programme }));
}

function divisionCondition({ municipal }: Rules): Condition {
  const divisions = municipal.flatMap((pack) => pack.divisions);
  return {
    name: 'division',
    column: 'division',
    label: registerWords.division,
    options: divisions.map((division) => ({ value: division.code, label: division })),
  };
}

function statusCondition(statuses: readonly ItemStatus[]): Condition {
  return {
    name: 'status',
    column: 'status',
    label: registerWords.status,
    options: statuses.map((status) => ({ value: status, label: itemStatus.label(status) })),
  };
}
