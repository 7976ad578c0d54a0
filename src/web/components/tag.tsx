import type { JSX } from 'preact';
import type { Label } from '../../../schemas/vocabulary.js';
import { useSay } from '../frame.js';
import type { Tone } from '../views/tone.js';

/** 状态: the colour repeats what the word says. */
export function Tag({ label, tone = 'plain' }: { readonly label: Label; readonly tone?: Tone }): JSX.Element {
  const say = useSay();
  return <span class={`tag ${tone}`}>{say(label)}</span>;
}
