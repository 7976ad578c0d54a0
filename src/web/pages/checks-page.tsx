import type { JSX } from 'preact';
import type { RecordedEvent } from '../../../schemas/events.js';
import { type JointList, jointList } from '../../../schemas/vocabularies.js';
import type { Label } from '../../../schemas/vocabulary.js';
import { CodesFields } from '../components/codes-fields.js';
import { Page } from '../components/page.js';
import { Refused } from '../components/refused.js';
import { type Column, Table } from '../components/table.js';
import { type Frame, useSay } from '../frame.js';
import { inShanghai } from '../views/instant.js';
import { checkWords } from '../words/checks.js';

/** How many units are checked at once; the API takes more. */
export const mostChecked = 1000;

interface ChecksPageProps {
  readonly frame: Frame;
  /** The lists that may be asked. */
  readonly lists: readonly JointList[];
  /** By which the form is known again when it is sent twice. */
  readonly form: string;
  /** The form as it was filled in. */
  readonly fields: Readonly<Record<string, string>>;
  readonly wrong: readonly Label[];
  readonly latest: readonly RecordedEvent<'CheckMade'>[];
}

/** 付款前核查: whom to check and why, and the checks that were made. */
export function ChecksPage(props: ChecksPageProps): JSX.Element {
  return (
    <Page frame={props.frame} title={checkWords.title}>
      <Intro />
      <Form {...props} />
      <Earlier {...props} />
    </Page>
  );
}

function Intro(): JSX.Element {
  const say = useSay();
  return <p class="note">{say(checkWords.intro)}</p>;
}

function Form({ lists, form, fields, wrong }: ChecksPageProps): JSX.Element {
  const say = useSay();
  return (
    <form class="card stacked" action="/checks" method="post" encType="multipart/form-data">
      <Refused says={wrong} />
      <input type="hidden" name="form" value={form} />
      <div class="in-a-row">
        <div class="field wide">
          <label for="purpose">{say(checkWords.purpose)}</label>
          <input
            id="purpose"
            name="purpose"
            required
            maxLength={200}
            value={fields.purpose}
            aria-describedby="purpose-hint"
          />
        </div>
        <div class="field">
          <label for="caseNo">{say(checkWords.caseNo)}</label>
          <input
            id="caseNo"
            name="caseNo"
            maxLength={100}
            value={fields.caseNo}
            placeholder={say(checkWords.optional)}
          />
        </div>
        <div class="field">
          <label for="list">{say(checkWords.list)}</label>
          <select id="list" name="list">
            {lists.length > 1 && <option value="">{say(checkWords.bothLists)}</option>}
            {lists.map((list) => (
              <option key={list} value={list} selected={list === fields.list}>
                {say(jointList.label(list))}
              </option>
            ))}
          </select>
        </div>
      </div>
      <p id="purpose-hint" class="hint">
        {say(checkWords.purposeHint)}
      </p>
      <CodesFields
        label={checkWords.usccs}
        hint={checkWords.usccsHint}
        value={fields.usccs}
        tableDigest={fields.tableDigest}
        most={mostChecked}
      />
      <button type="submit" class="primary">
        {say(checkWords.check)}
      </button>
    </form>
  );
}

const columns: readonly Column[] = [
  { title: checkWords.checkNo, kind: 'document' },
  { title: checkWords.madeAt, kind: 'instant' },
  { title: checkWords.purpose, kind: 'main' },
  { title: checkWords.codes, kind: 'amount' },
];

function Earlier({ latest }: ChecksPageProps): JSX.Element {
  const say = useSay();
  return (
    <section class="card narrow">
      <h2>{say(checkWords.openTitle)}</h2>
      <form class="in-a-row" action="/checks" method="get">
        <label class="unseen" for="checkNo">
          {say(checkWords.checkNo)}
        </label>
        <input id="checkNo" name="checkNo" required maxLength={64} placeholder="C-…" spellcheck={false} />
        <button type="submit">{say(checkWords.open)}</button>
      </form>
      <h3 class="small">{say(checkWords.latest)}</h3>
      {latest.length === 0 ? (
        <p class="empty">{say(checkWords.none)}</p>
      ) : (
        <Table caption={say(checkWords.latest)} columns={columns}>
          <tbody>
            {latest.map((event) => (
              <Made key={event.id} {...event} />
            ))}
          </tbody>
        </Table>
      )}
    </section>
  );
}

function Made({ recordedAt, data }: RecordedEvent<'CheckMade'>): JSX.Element {
  const say = useSay();
  const { checkNo, purpose, caseNo, usccs } = data;
  return (
    <tr>
      <td class="document">
        <a class="number" href={`/checks/${checkNo}`}>
          {checkNo}
        </a>
      </td>
      <td class="instant">{inShanghai(recordedAt)}</td>
      <td>
        <bdi class="what">{purpose}</bdi>
        {caseNo !== undefined && <bdi class="detail">{caseNo}</bdi>}
      </td>
      <td class="amount" data-label={say(checkWords.codes)}>
        {usccs.length}
      </td>
    </tr>
  );
}
