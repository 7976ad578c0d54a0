import { eventTypes } from '../../../schemas/events.js';
import type { Rules } from '../../policy/rules.js';
import type { FormState } from '../components/form-fields.js';
import type { FormErrors } from '../forms/form-errors.js';
import type { Typed } from '../forms/form-item.js';
import { formOf } from '../forms/form-of.js';
import { fieldLabel } from '../words/fields.js';
import type { Choice } from './choice.js';

export const observationItems = formOf(eventTypes.TargetObserved.schema);

interface Standing {
  readonly rules: Rules;
  /** The department that reports, as it is called. */
  readonly by: string;
  readonly typed: Typed;
  readonly errors: FormErrors;
}

/** 完成值填报表 as it stands: targets and divisions of the packs in force. */
export function observationForm({ rules: { municipal }, by, typed, errors }: Standing): FormState {
  const targets = municipal.flatMap((pack) => pack.targets.map((each): Choice => ({ value: each.id, label: each })));
  const divisions = municipal.flatMap((pack) =>
    pack.divisions.map((each): Choice => ({ value: each.code, label: each })),
  );
  const named: Readonly<Record<string, readonly Choice[]>> = { target: targets, division: divisions };
  return {
    items: observationItems,
    typed,
    errors,
    added: undefined,
    fixed: new Map([['department', { zh: by, en: by }]]),
    labelOf: (path) => fieldLabel('TargetObserved', path),
    choicesOf: ({ path }) => {
      const options = named[path];
      return options === undefined ? undefined : { options, isOpen: false };
    },
  };
}
