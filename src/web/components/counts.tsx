import type { JSX } from 'preact';
import type { Label } from '../../../schemas/vocabulary.js';
import { useSay } from '../frame.js';
import type { Tone } from '../views/tone.js';

interface CountsProps {
  readonly counts: readonly { readonly label: Label; readonly count: number; readonly tone: Tone }[];
}

/** 计数: numbers that people look at first; the tone counts where there is something to count. */
export function Counts({ counts }: CountsProps): JSX.Element {
  const say = useSay();
  return (
    <dl class="counts sums found">
      {counts.map(({ label, count, tone }) => (
        <div key={label.en} class={`card count-card ${count > 0 ? tone : ''}`}>
          <dt class="count-label">{say(label)}</dt>
          <dd>
            <strong>{count.toLocaleString('en-US')}</strong>
          </dd>
        </div>
      ))}
    </dl>
  );
}
