import type { JSX } from 'preact';
import { useSay } from '../frame.js';
import type { Field } from '../views/fields.js';

/** 字段表: what a document states, field by field. */
export function FieldList({ fields }: { readonly fields: readonly Field[] }): JSX.Element {
  const say = useSay();
  return (
    <dl class="fields">
      {fields.map(({ path, label, value }, index) => (
        <div key={`${path}.${index}`}>
          <dt>{say(label)}</dt>
          <dd>
            <bdi>{say(value)}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
