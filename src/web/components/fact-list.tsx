import type { ComponentChildren, JSX } from 'preact';
import type { Label } from '../../../schemas/vocabulary.js';
import { useSay } from '../frame.js';

export interface Fact {
  readonly key: string;
  readonly label: Label;
  readonly value: ComponentChildren;
}

interface FactListProps {
  readonly facts: readonly Fact[];
  /** `fields` as a document states them, line by line; `facts` at a glance, in the margin of a page. */
  readonly as: 'fields' | 'facts';
}

/** 要点表: what is known, each with its name. */
export function FactList({ facts, as }: FactListProps): JSX.Element {
  const say = useSay();
  return (
    <dl class={as}>
      {facts.map(({ key, label, value }) => (
        <div key={key}>
          <dt>{say(label)}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
