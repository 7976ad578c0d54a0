import type { ComponentChildren, JSX } from 'preact';
import type { Label } from '../../../schemas/vocabulary.js';
import type { FormErrors } from '../forms/form-errors.js';
import type { FormField, FormItem, RepeatedFields, Typed } from '../forms/form-item.js';
import { filledPlaces } from '../forms/typed.js';
import { useSay } from '../frame.js';
import type { Choices } from '../views/choice.js';
import { formWords } from '../words/forms.js';
import { FormInput } from './form-input.js';

/** A form as it stands: what is asked, what was typed, and what is wrong with it. */
export interface FormState {
  readonly items: readonly FormItem[];
  readonly typed: Typed;
  readonly errors: FormErrors;
  /** What is given and cannot be changed here, in words. */
  readonly fixed: ReadonlyMap<string, Label>;
  /** A repeated group of which another place was asked for. */
  readonly added: string | undefined;
  labelOf(path: string): Label;
  /** Of a field by its path in the data, places of lists left out. */
  choicesOf(field: FormField): Choices | undefined;
}

interface SectionProps {
  readonly title: Label;
  readonly items: readonly FormItem[];
  /** What is seldom needed, behind words of its own; it stands open once anything was typed there. */
  readonly folded?: { readonly title: Label; readonly items: readonly FormItem[] };
  readonly form: FormState;
}

/** 表单分节: some items of a form under a heading. */
export function FormSection({ title, items, folded, form }: SectionProps): JSX.Element | null {
  const say = useSay();
  if (items.length === 0) return null;
  return (
    <fieldset class="form-section">
      <legend>{say(title)}</legend>
      <Grid items={items} form={form} />
      {folded !== undefined && (
        <details class="form-folded" open={folded.items.some((item) => isTouched(item, form))}>
          <summary>{say(folded.title)}</summary>
          <Grid items={folded.items} form={form} />
        </details>
      )}
    </fieldset>
  );
}

function Grid({ items, form }: Pick<SectionProps, 'items' | 'form'>): JSX.Element {
  return (
    <div class="form-grid">
      {items.map((item) =>
        item.kind === 'repeated' ? (
          <Repeated key={item.path} item={item} form={form} />
        ) : (
          <Field key={item.path} field={item} name={item.path} form={form} />
        ),
      )}
    </div>
  );
}

/** Is anything typed, added or wrong there? */
function isTouched({ path }: FormItem, { typed, errors, added }: FormState): boolean {
  const names = [...Object.keys(typed), ...errors.keys(), ...(added === undefined ? [] : [added])];
  return names.some((name) => name === path || name.startsWith(`${path}.`));
}

interface FieldProps {
  readonly field: FormField;
  readonly name: string;
  readonly form: FormState;
}

function Field({ field, name, form }: FieldProps): JSX.Element {
  const say = useSay();
  const path = name.replace(/\.\d+(?=\.|$)/g, '');
  const label = say(form.labelOf(path));
  const fixed = form.fixed.get(name);
  if (fixed !== undefined) {
    return (
      <div class="field">
        <span class="field-label">{label}</span>
        <bdi class="fixed">{say(fixed)}</bdi>
      </div>
    );
  }
  const error = form.errors.get(name);
  return (
    <FieldFrame field={field} name={name} label={label} error={error}>
      <FormInput
        field={field}
        name={name}
        label={label}
        typed={form.typed}
        choices={form.choicesOf({ ...field, path })}
        isWrong={error !== undefined}
      />
    </FieldFrame>
  );
}

interface FieldFrameProps {
  readonly field: FormField;
  readonly name: string;
  readonly label: string;
  readonly error: Label | undefined;
  readonly children: ComponentChildren;
}

/** Several boxes that are ticked are a group of their own; any other field is one input with its label. */
function FieldFrame({ field, name, label, error, children }: FieldFrameProps): JSX.Element {
  const say = useSay();
  const needed = field.isRequired && !field.mayBeEmpty ? 'field-label required' : 'field-label';
  const said = error !== undefined && (
    <p class="field-error" id={`e-${name}`}>
      {say(error)}
    </p>
  );
  const wide = ['prose', 'lines', 'record', 'records'].includes(field.kind) ? 'field wide' : 'field';
  if (field.kind === 'records') {
    return (
      <fieldset class={wide} id={`f-${name}`}>
        <legend class={needed}>{label}</legend>
        {children}
        {said}
      </fieldset>
    );
  }
  return (
    <div class={wide}>
      <label class={needed} for={`f-${name}`}>
        {label}
      </label>
      {children}
      {said}
    </div>
  );
}

/** 重复组: the places that were filled in, one more where it was asked for, and never none. */
function Repeated({ item, form }: { readonly item: RepeatedFields; readonly form: FormState }): JSX.Element {
  const say = useSay();
  const filled = filledPlaces(item, form.typed).length;
  const count = Math.min(item.most, Math.max(1, filled + (form.added === item.path ? 1 : 0)));
  const label = say(form.labelOf(item.path));
  return (
    <div class="repeated wide">
      {Array.from({ length: count }, (_, place) => (
        <fieldset key={place} class="form-place">
          <legend>
            {label} {say(formWords.place(place + 1))}
          </legend>
          <div class="form-grid">
            {item.fields.map((field) => (
              <Field key={field.path} field={field} name={`${item.path}.${place}.${field.path}`} form={form} />
            ))}
          </div>
        </fieldset>
      ))}
      {count < item.most && (
        <button type="submit" name="step" value={`add:${item.path}`}>
          {say(formWords.add)}
        </button>
      )}
    </div>
  );
}
