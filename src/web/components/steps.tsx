import type { JSX } from 'preact';
import { useSay } from '../frame.js';
import type { StepView } from '../views/round-steps.js';
import { roundWords } from '../words/rounds.js';

/** 步骤条: what was done with its document, what is now, and what is to come. */
export function Steps({ steps }: { readonly steps: readonly StepView[] }): JSX.Element {
  const say = useSay();
  return (
    <ol class="card steps">
      {steps.map(({ label, says, state }) => (
        <li key={label.en} class={state} {...(state === 'now' ? { 'aria-current': 'step' } : {})}>
          <strong>{say(label)}</strong>
          {says.map((each) => (
            <bdi key={each.en} class="detail">
              {say(each)}
            </bdi>
          ))}
          {says.length === 0 && <span class="detail faint">{say(roundWords.stillToCome)}</span>}
        </li>
      ))}
    </ol>
  );
}
