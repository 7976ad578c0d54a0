import type { JSX } from 'preact';
import type { Label } from '../../../schemas/vocabulary.js';
import type { RoundStage } from '../../domain/award-round.js';
import { Page } from '../components/page.js';
import { Pager } from '../components/pager.js';
import { Refused } from '../components/refused.js';
import { type Column, Table } from '../components/table.js';
import { Tag } from '../components/tag.js';
import { type Frame, useSay } from '../frame.js';
import { withQuery } from '../query.js';
import { roundWords, stageWords } from '../words/rounds.js';

/** 一轮评选 as a line. */
export interface RoundLine {
  /** `programme.year` */
  readonly id: string;
  readonly programme: Label;
  readonly year: number;
  readonly stage: RoundStage;
  readonly quota: number;
  readonly applicants: number;
  readonly openedOn: string;
  /** The department that opened it. */
  readonly openedBy: string;
  readonly documentNo: string;
}

interface RoundsPageProps {
  readonly frame: Frame;
  readonly rounds: readonly RoundLine[];
  readonly isFirst: boolean;
  readonly next: string | undefined;
  readonly programmes: readonly (Label & { readonly id: string })[];
  /** The year that a new round is for, unless another is typed. */
  readonly year: string;
  /** The form as it was filled in, and what is wrong with it. */
  readonly fields: Readonly<Record<string, string>>;
  readonly wrong: readonly Label[];
}

/** 评选: every round, and the form that opens one. */
export function RoundsPage(props: RoundsPageProps): JSX.Element {
  return (
    <Page frame={props.frame} title={roundWords.title}>
      <Rounds {...props} />
      {props.programmes.length > 0 && <OpenForm {...props} />}
    </Page>
  );
}

const columns: readonly Column[] = [
  { title: roundWords.programme, kind: 'main' },
  { title: roundWords.stage, kind: 'state' },
  { title: roundWords.applicants, kind: 'amount' },
  { title: roundWords.quota, kind: 'amount' },
  { title: roundWords.openedOn, kind: 'day' },
  { title: roundWords.documentNo, kind: 'document' },
];

function Rounds({ rounds, isFirst, next }: RoundsPageProps): JSX.Element {
  const say = useSay();
  return (
    <section class="card">
      {rounds.length === 0 ? (
        <p class="empty">{say(roundWords.none)}</p>
      ) : (
        <Table caption={say(roundWords.title)} columns={columns}>
          <tbody>
            {rounds.map((round) => (
              <Round key={round.id} round={round} />
            ))}
          </tbody>
        </Table>
      )}
      <Pager
        first={isFirst ? undefined : '/award-rounds'}
        next={next === undefined ? undefined : withQuery('/award-rounds', { cursor: next })}
      />
    </section>
  );
}

function Round({ round }: { readonly round: RoundLine }): JSX.Element {
  const say = useSay();
  const { id, programme, year, stage, quota, applicants, openedOn, openedBy, documentNo } = round;
  return (
    <tr>
      <td>
        <a class="what" href={`/award-rounds/${id}`}>
          <bdi>{say(roundWords.titleOf(programme, year))}</bdi>
        </a>
      </td>
      <td class="state">
        <Tag label={stageWords[stage]} tone={stage === 'closed' ? 'plain' : 'good'} />
      </td>
      <td class="amount" data-label={say(roundWords.applicants)}>
        {applicants}
      </td>
      <td class="amount" data-label={say(roundWords.quota)}>
        {quota}
      </td>
      <td class="day" data-label={say(roundWords.openedOn)}>
        {openedOn}
        <bdi class="detail">{openedBy}</bdi>
      </td>
      <td class="document">
        <bdi class="number">{documentNo}</bdi>
      </td>
    </tr>
  );
}

function OpenForm({ programmes, year, fields, wrong }: RoundsPageProps): JSX.Element {
  const say = useSay();
  return (
    <form class="card stacked" action="/award-rounds" method="post">
      <h2>{say(roundWords.openTitle)}</h2>
      <Refused says={wrong} />
      <div class="in-a-row">
        <div class="field">
          <label for="programme">{say(roundWords.programme)}</label>
          <select id="programme" name="programme">
            {programmes.map((programme) => (
              <option key={programme.id} value={programme.id} selected={programme.id === fields.programme}>
                {say(programme)}
              </option>
            ))}
          </select>
        </div>
        <NumberField name="year" label={roundWords.year} value={fields.year ?? year} least={1949} />
        <NumberField name="quota" label={roundWords.quota} value={fields.quota} least={1} />
        <NumberField name="coolingOffYears" label={roundWords.coolingOff} value={fields.coolingOffYears} least={0} />
        <div class="field">
          <label for="documentNo">{say(roundWords.documentNo)}</label>
          <input id="documentNo" name="documentNo" required maxLength={100} value={fields.documentNo} />
        </div>
      </div>
      <p class="hint">{say(roundWords.coolingOffHint)}</p>
      <button type="submit" class="primary">
        {say(roundWords.openButton)}
      </button>
    </form>
  );
}

interface NumberFieldProps {
  readonly name: string;
  readonly label: Label;
  readonly value: string | undefined;
  readonly least: number;
}

function NumberField({ name, label, value, least }: NumberFieldProps): JSX.Element {
  const say = useSay();
  return (
    <div class="field narrow-field">
      <label for={name}>{say(label)}</label>
      <input id={name} name={name} type="number" min={least} required value={value} />
    </div>
  );
}
