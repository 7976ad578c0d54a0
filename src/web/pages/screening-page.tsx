import type { JSX } from 'preact';
import type { Label } from '../../../schemas/vocabulary.js';
import { CodesFields } from '../components/codes-fields.js';
import { Empty } from '../components/empty.js';
import { Page } from '../components/page.js';
import { type Frame, useSay } from '../frame.js';
import { inShanghai } from '../views/instant.js';
import { screeningWords } from '../words/screening.js';
import { changeWords } from '../words/verdict-changes.js';

/** How many applicants are taken at once. */
export const mostApplicants = 10_000;

interface ScreeningPageProps {
  readonly frame: Frame;
  readonly programmes: readonly (Label & { readonly id: string })[];
  /** The programme that is chosen at first: one of the city's own. */
  readonly chosen: string | undefined;
  /** The last day opened. */
  readonly day: string;
  /** When the department screened last, and as of which day, as far as this node knows. */
  readonly last: { readonly at: string; readonly day: string } | undefined;
  /** The form as it was filled in. */
  readonly fields: Readonly<Record<string, string>>;
  readonly wrong: Label | undefined;
}

/** 评奖资格审查: who applies for what. */
export function ScreeningPage(props: ScreeningPageProps): JSX.Element {
  const { frame, programmes } = props;
  return (
    <Page frame={frame} title={screeningWords.title}>
      {programmes.length === 0 ? <Empty says={screeningWords.noProgrammes} /> : <Form {...props} />}
    </Page>
  );
}

function Form(props: ScreeningPageProps): JSX.Element {
  const { fields, last, wrong } = props;
  const say = useSay();
  return (
    <form class="card stacked" action="/screening" method="post" encType="multipart/form-data">
      {wrong !== undefined && (
        <p class="refused" role="alert">
          {say(wrong)}
        </p>
      )}
      <Application {...props} />
      <p id="compareOn-hint" class="hint">
        {say(changeWords.compareHint)}
        {last !== undefined && ` ${say(changeWords.last(inShanghai(last.at), last.day))}`}
      </p>
      <CodesFields
        label={screeningWords.usccs}
        hint={screeningWords.usccsHint}
        value={fields.usccs}
        tableDigest={fields.tableDigest}
        most={mostApplicants}
      />
      <button type="submit" class="primary">
        {say(screeningWords.screen)}
      </button>
    </form>
  );
}

function Application({ programmes, chosen, day, fields }: ScreeningPageProps): JSX.Element {
  const say = useSay();
  return (
    <div class="in-a-row">
      <div class="field">
        <label for="programme">{say(screeningWords.programme)}</label>
        <select id="programme" name="programme">
          {programmes.map((programme) => (
            <option key={programme.id} value={programme.id} selected={programme.id === chosen}>
              {say(programme)}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="year">{say(screeningWords.year)}</label>
        <input
          id="year"
          name="year"
          type="number"
          min={1949}
          max={2200}
          required
          value={fields.year ?? day.slice(0, 4)}
        />
      </div>
      <div class="field">
        <label for="validAt">{say(screeningWords.validAt)}</label>
        <input id="validAt" name="validAt" type="date" value={fields.validAt ?? day} />
      </div>
      <div class="field">
        <label for="compareOn">{say(changeWords.compareOn)}</label>
        <input id="compareOn" name="compareOn" type="date" value={fields.compareOn} aria-describedby="compareOn-hint" />
      </div>
    </div>
  );
}
