import type { JSX } from 'preact';
import type { CommandType } from '../../../schemas/commands.js';
import type { Label } from '../../../schemas/vocabulary.js';
import { Page } from '../components/page.js';
import { Uscc } from '../components/uscc.js';
import { type Frame, useSay } from '../frame.js';
import { commandLabel, formAddress } from '../views/steps.js';
import { recordWords } from '../words/record.js';

/** What was recorded a moment ago. */
export interface JustRecorded {
  readonly id: string;
  readonly what: Label;
  readonly position: number;
}

interface RecordChoiceProps {
  readonly frame: Frame;
  readonly uscc: string;
  /** Null where nothing is on record that this viewer may see. */
  readonly name: string | null;
  readonly families: readonly { readonly label: Label; readonly commands: readonly CommandType[] }[];
  readonly following: readonly CommandType[];
  readonly done: JustRecorded | undefined;
}

/** 选择登记事项: what may be recorded on an enterprise. */
export function RecordChoicePage(props: RecordChoiceProps): JSX.Element {
  const { frame, uscc, name } = props;
  const title = name ?? uscc;
  return (
    <Page frame={frame} title={{ zh: title, en: title }} above={[{ label: recordWords.start, path: '/record' }]}>
      <Choice {...props} />
    </Page>
  );
}

function Choice({ uscc, name, families, following, done }: RecordChoiceProps): JSX.Element {
  const say = useSay();
  return (
    <>
      {done !== undefined && <Done uscc={uscc} done={done} />}
      <p class="identity">
        <Uscc code={uscc} />
        {name === null ? (
          <span class="faint">{say(recordWords.unknown)}</span>
        ) : (
          <a href={`/enterprises/${uscc}`}>{say(recordWords.toProfile)}</a>
        )}
        <a href="/record">{say(recordWords.otherEnterprise)}</a>
      </p>
      <div class="families">
        {families.map(({ label, commands }) => (
          <section class="card" key={label.en}>
            <h2>{say(label)}</h2>
            <Commands uscc={uscc} commands={commands} />
          </section>
        ))}
      </div>
      {name !== null && following.length > 0 && (
        <section class="card">
          <h2>{say(recordWords.following)}</h2>
          <p class="note">{say(recordWords.followingHint)}</p>
          <Commands uscc={uscc} commands={following} />
        </section>
      )}
    </>
  );
}

function Commands({ uscc, commands }: Pick<RecordChoiceProps, 'uscc'> & { readonly commands: readonly CommandType[] }) {
  const say = useSay();
  return (
    <ul class="commands">
      {commands.map((type) => (
        <li key={type}>
          <a href={formAddress(uscc, type)}>{say(commandLabel(type))}</a>
        </li>
      ))}
    </ul>
  );
}

function Done({ uscc, done }: { readonly uscc: string; readonly done: JustRecorded }): JSX.Element {
  const say = useSay();
  return (
    <p class="done" role="status">
      {say(recordWords.done(say(done.what)))}
      {say({ zh: '，', en: ', ' })}
      {say(recordWords.donePosition(done.position))}{' '}
      <a href={`/enterprises/${uscc}#e-${done.id}`}>{say(recordWords.toProfile)}</a>
    </p>
  );
}
