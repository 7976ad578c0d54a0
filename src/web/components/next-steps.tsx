import type { JSX } from 'preact';
import { useFrame, useSay } from '../frame.js';
import type { Item } from '../views/item.js';
import { commandLabel, formAddress, mayCommand, stepsAfter } from '../views/steps.js';
import { recordWords } from '../words/record.js';

interface NextStepsProps {
  readonly uscc: string;
  readonly item: Pick<Item, 'eventId' | 'type'> & { readonly followUps: readonly Pick<Item, 'eventId' | 'type'>[] };
}

/** 后续登记: what whoever is signed in may record on this record, and on what followed on it. */
export function NextSteps({ uscc, item }: NextStepsProps): JSX.Element | null {
  const { face, acting } = useFrame();
  const say = useSay();
  if (face === 'public' || acting === undefined) return null;
  const steps = [item, ...item.followUps]
    .flatMap(({ eventId, type }, place) =>
      stepsAfter(type)
        .filter((step) => place === 0 || !['FileObjection', 'VoidRecord'].includes(step))
        .map((step) => ({ step, eventId })),
    )
    .filter(({ step }) => mayCommand(step, acting.scopes));
  if (steps.length === 0) return null;
  return (
    <>
      <h4>{say(recordWords.follow)}</h4>
      <ul class="next-steps">
        {steps.map(({ step, eventId }) => (
          <li key={`${step}.${eventId}`}>
            <a href={formAddress(uscc, step, eventId)}>{say(commandLabel(step))}</a>
          </li>
        ))}
      </ul>
    </>
  );
}
