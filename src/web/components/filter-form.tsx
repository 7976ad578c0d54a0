import type { ComponentChildren, JSX } from 'preact';
import type { Label } from '../../../schemas/vocabulary.js';
import { useSay } from '../frame.js';
import { frameWords } from '../words/frame.js';

interface FilterFormProps {
  readonly path: string;
  readonly children: ComponentChildren;
}

/** 筛选行: conditions, 查询 and 重置. */
export function FilterForm({ path, children }: FilterFormProps): JSX.Element {
  const say = useSay();
  return (
    <form class="filter" action={path} method="get">
      {children}
      <div class="filter-buttons">
        <button type="submit" class="primary">
          {say(frameWords.query)}
        </button>
        <a class="button" href={path}>
          {say(frameWords.reset)}
        </a>
      </div>
    </form>
  );
}

interface FilterFieldProps {
  readonly name: string;
  readonly label: Label;
  readonly value: string | undefined;
  readonly type?: 'text' | 'date';
  readonly options?: readonly { readonly value: string; readonly label: Label }[] | undefined;
}

export function FilterField({ name, label, value, type = 'text', options }: FilterFieldProps): JSX.Element {
  const say = useSay();
  const id = `f-${name}`;
  return (
    <div class="field">
      <label for={id}>{say(label)}</label>
      {options === undefined ? (
        <input id={id} name={name} type={type} value={value} maxLength={100} />
      ) : (
        <select id={id} name={name}>
          <option value="">{say(frameWords.all)}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value} selected={option.value === value}>
              {say(option.label)}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
