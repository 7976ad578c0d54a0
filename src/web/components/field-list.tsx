import type { JSX } from 'preact';
import { useSay } from '../frame.js';
import type { Field } from '../views/fields.js';
import { FactList } from './fact-list.js';

/** 字段表: what a document states, field by field. */
export function FieldList({ fields }: { readonly fields: readonly Field[] }): JSX.Element {
  const say = useSay();
  const facts = fields.map(({ path, label, value }, index) => ({ key: `${path}.${index}`, label, value: say(value) }));
  return <FactList as="fields" facts={facts} />;
}
