import type { JSX } from 'preact';
import type { Label } from '../../../schemas/vocabulary.js';
import { useSay } from '../frame.js';

/** 未予受理: what is wrong with a form, above it; the form keeps what was typed. */
export function Refused({ says }: { readonly says: readonly Label[] }): JSX.Element | null {
  const say = useSay();
  if (says.length === 0) return null;
  return (
    <div class="refused" role="alert">
      {says.map((label) => (
        <p key={label.en}>
          <bdi>{say(label)}</bdi>
        </p>
      ))}
    </div>
  );
}
