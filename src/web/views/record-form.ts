import { type CommandType, enterpriseCommands } from '../../../schemas/commands.js';
import type { Label } from '../../../schemas/vocabulary.js';
import type { ActingDepartment } from '../../domain/context.js';
import type { Rules } from '../../policy/rules.js';
import type { FormState } from '../components/form-fields.js';
import type { FormErrors } from '../forms/form-errors.js';
import type { FormItem, Typed } from '../forms/form-item.js';
import { formOf } from '../forms/form-of.js';
import { fieldLabel } from '../words/fields.js';
import type { Choice } from './choice.js';
import { choicesFor } from './choices.js';
import type { RecordChoice } from './records.js';

const forms = new Map<CommandType, readonly FormItem[]>();

/** The items of a command's form: derived once, when it is first opened, since its schema stays. */
export function formItems(type: CommandType): readonly FormItem[] {
  const items = forms.get(type) ?? formOf(enterpriseCommands[type].schema);
  forms.set(type, items);
  return items;
}

/** What is given and cannot be typed: the code of the address, and who reports unless an administrator does. */
export function fixedFields(uscc: string, { department, scopes }: ActingDepartment): Typed {
  return { uscc, ...(scopes.has('admin') ? {} : { 'source.department': department }) };
}

/** What a form that was just opened holds already. */
export function prefilled({ department }: ActingDepartment, today: string, target: string | undefined): Typed {
  return {
    'source.department': department,
    'source.receivedOn': today,
    ...(target === undefined ? {} : { target }),
  };
}

interface Standing {
  readonly type: CommandType;
  readonly uscc: string;
  readonly acting: ActingDepartment;
  readonly rules: Rules;
  readonly departments: readonly Choice[];
  readonly records: readonly RecordChoice[];
  readonly typed: Typed;
  readonly errors: FormErrors;
  readonly added?: string | undefined;
}

/** 登记表 as it stands. */
export function recordForm(standing: Standing): FormState {
  const { type, uscc, acting, typed, errors, added } = standing;
  const { event } = enterpriseCommands[type];
  const words = (path: string, text: string): Label => {
    const name = path === 'source.department' ? acting.name : text;
    return { zh: name, en: name };
  };
  return {
    items: formItems(type),
    typed,
    errors,
    added,
    fixed: new Map(Object.entries(fixedFields(uscc, acting)).map(([path, text]) => [path, words(path, text)])),
    labelOf: (path) => fieldLabel(event, path),
    choicesOf: (field) => choicesFor(field, standing),
  };
}
