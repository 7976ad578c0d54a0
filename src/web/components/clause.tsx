import type { JSX } from 'preact';
import { useSay } from '../frame.js';
import type { ClauseView, EvidenceView } from '../views/verdict.js';
import { screeningWords } from '../words/screening.js';
import { Tag } from './tag.js';

interface ClauseProps {
  readonly uscc: string;
  readonly view: ClauseView;
}

/** 一条: the words of the document on the left, what decided on the right, what was assumed below. */
export function Clause({ uscc, view }: ClauseProps): JSX.Element {
  const say = useSay();
  const { says, clause, quote, outcome, tone, evidence, assumed, nextChange } = view;
  return (
    <section class="card clause">
      <div>
        <h2>
          <Tag label={outcome} tone={tone} /> {say(says)}
        </h2>
        {clause !== undefined && <p class="detail">{clause}</p>}
        {quote !== undefined && <blockquote lang="zh-CN">{quote}</blockquote>}
      </div>
      <div>
        <h3 class="small">{say(screeningWords.evidence)}</h3>
        <ul>
          {evidence.map((each) => (
            <Evidence key={each.eventId ?? ''} uscc={uscc} {...each} />
          ))}
        </ul>
        {nextChange !== undefined && (
          <p class="detail">
            {say(screeningWords.nextChange)} {nextChange}
          </p>
        )}
        {assumed.map(({ name, value, why }) => (
          <p key={name} class="assumed">
            <Tag label={screeningWords.assumed} />
            <code>
              {name} = {JSON.stringify(value)}
            </code>
            <bdi class="detail">{why}</bdi>
          </p>
        ))}
      </div>
    </section>
  );
}

function Evidence({ uscc, eventId, says, reportedBy }: EvidenceView & { readonly uscc: string }): JSX.Element {
  const say = useSay();
  if (eventId === undefined) return <li>{say(says)}</li>;
  return (
    <li>
      <a href={`/enterprises/${uscc}#e-${eventId}`}>
        <bdi>{say(says)}</bdi>
      </a>
      <bdi class="detail">{reportedBy}</bdi>
    </li>
  );
}
