import type { JSX } from 'preact';
import type { Label } from '../../../schemas/vocabulary.js';
import type { FormField, Typed } from '../forms/form-item.js';
import { typedInstead } from '../forms/typed.js';
import { useSay } from '../frame.js';
import type { Choice, Choices } from '../views/choice.js';
import { formWords } from '../words/forms.js';

interface FormInputProps {
  readonly field: FormField;
  readonly name: string;
  readonly label: string;
  readonly typed: Typed;
  readonly choices: Choices | undefined;
  readonly isWrong: boolean;
}

/** 输入框 of a field, as its kind wants it. */
export function FormInput(props: FormInputProps): JSX.Element {
  const { field, name, typed, choices, isWrong } = props;
  const value = typed[name] ?? '';
  const common: Common = {
    id: `f-${name}`,
    name,
    'aria-required': field.isRequired && !field.mayBeEmpty,
    ...(isWrong ? { 'aria-invalid': true, 'aria-describedby': `e-${name}` } : {}),
  };
  if (field.kind === 'records') return <Boxes {...props} />;
  if (choices !== undefined && (choices.options.length > 0 || !choices.isOpen))
    return <Select {...props} common={common} />;
  switch (field.kind) {
    case 'prose':
    case 'lines':
      return <TextArea field={field} value={value} common={common} />;
    case 'yes-no':
      return <Select {...props} common={common} choices={yesOrNo} />;
    case 'calendar-day':
      return <input type="date" {...common} value={value} />;
    default:
      return <Line field={field} value={value} common={common} />;
  }
}

const yesOrNo: Choices = {
  options: [
    { value: 'yes', label: formWords.yes },
    { value: 'no', label: formWords.no },
  ],
  isOpen: false,
};

/** What every input says of itself. */
interface Common {
  readonly id: string;
  readonly name: string;
  readonly 'aria-required': boolean;
  readonly 'aria-invalid'?: true;
  readonly 'aria-describedby'?: string;
}

interface TextProps {
  readonly field: FormField;
  readonly value: string;
  readonly common: Common;
}

function TextArea({ field, value, common }: TextProps): JSX.Element {
  const say = useSay();
  return (
    <textarea {...common} rows={3} placeholder={field.kind === 'lines' ? say(formWords.linesHint) : undefined}>
      {value}
    </textarea>
  );
}

const hints: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  day: formWords.dayHint,
  money: formWords.moneyHint,
  record: formWords.insteadRecord,
};

function Line({ field, value, common }: TextProps): JSX.Element {
  const say = useSay();
  const hint = hints[field.kind];
  const isNumber = field.kind === 'money' || field.kind === 'whole-number';
  return (
    <input
      {...common}
      type="text"
      value={value}
      autocomplete="off"
      inputMode={isNumber ? 'decimal' : undefined}
      placeholder={hint === undefined ? undefined : say(hint)}
    />
  );
}

type SelectProps = FormInputProps & { readonly common: Common };

function Select({ field, name, label, typed, choices, common }: SelectProps): JSX.Element {
  const say = useSay();
  const value = typed[name] ?? '';
  const { options = [], isOpen = false } = choices ?? {};
  const isAmong = value === '' || options.some((option) => option.value === value);
  const instead = field.kind === 'record' ? formWords.insteadRecord : formWords.insteadCode;
  return (
    <>
      <select {...common}>
        <option value="">{say(nothingChosen(field))}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {say(option.label)}
          </option>
        ))}
      </select>
      {isOpen && (
        <details class="instead" open={!isAmong}>
          <summary>{say(formWords.instead)}</summary>
          <input
            type="text"
            name={typedInstead(name)}
            value={isAmong ? '' : value}
            autocomplete="off"
            aria-label={`${label} ${say(instead)}`}
            placeholder={say(instead)}
          />
        </details>
      )}
    </>
  );
}

/** A document states nothing, while what it brings about is not asked of it. */
function nothingChosen({ path, isRequired }: FormField): Label {
  if (isRequired) return formWords.pick;
  return path.startsWith('remedy.') ? formWords.unneeded : formWords.none;
}

/** Several records, of which any may be ticked. */
function Boxes({ field, name, typed, choices }: FormInputProps): JSX.Element {
  const say = useSay();
  const { options = [] } = choices ?? {};
  const ticked = new Set(Object.keys(typed).flatMap((each) => (each.startsWith(`${name}.`) ? [typed[each]] : [])));
  if (options.length === 0) {
    return (
      <input
        type="text"
        name={`${field.path}.0`}
        aria-label={say(formWords.noRecords)}
        placeholder={say(formWords.noRecords)}
        value={typed[`${name}.0`]}
      />
    );
  }
  return (
    <ul class="boxes">
      {options.map((option, place) => (
        <Box key={option.value} name={`${name}.${place}`} option={option} isTicked={ticked.has(option.value)} />
      ))}
    </ul>
  );
}

interface BoxProps {
  readonly name: string;
  readonly option: Choice;
  readonly isTicked: boolean;
}

function Box({ name, option, isTicked }: BoxProps): JSX.Element {
  const say = useSay();
  return (
    <li>
      <label>
        <input type="checkbox" name={name} value={option.value} checked={isTicked} /> <bdi>{say(option.label)}</bdi>
      </label>
    </li>
  );
}
