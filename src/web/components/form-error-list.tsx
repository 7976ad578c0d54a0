import type { JSX } from 'preact';
import { useSay } from '../frame.js';
import { formWords } from '../words/forms.js';
import type { FormState } from './form-fields.js';

/** 逐项提示: what is wrong with a form, with a way to each field. */
export function FormErrorList({ form: { errors, labelOf } }: { readonly form: FormState }): JSX.Element | null {
  const say = useSay();
  if (errors.size === 0) return null;
  const whole = errors.get('');
  const fields = [...errors].filter(([name]) => name !== '');
  return (
    <div class="refused" role="alert">
      {whole !== undefined && <p>{say(whole)}</p>}
      {fields.length > 0 && (
        <>
          <p>{say(formWords.wrong(fields.length))}</p>
          <ul>
            {fields.map(([name, says]: (typeof fields)[number]) => (
              <li key={name}>
                <a href={`#f-${name}`}>{say(labelOf(name.replace(/\.\d+(?=\.|$)/g, '')))}</a> {say(says)}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
