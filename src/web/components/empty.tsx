import type { JSX } from 'preact';
import type { Label } from '../../../schemas/vocabulary.js';
import { useSay } from '../frame.js';

/** Nothing was found: what happened and what to do. */
export function Empty({ says }: { readonly says: Label }): JSX.Element {
  const say = useSay();
  return <p class="empty">{say(says)}</p>;
}
