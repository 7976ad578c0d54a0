import type { JSX } from 'preact';
import type { Label } from '../../../schemas/vocabulary.js';
import { Notice } from '../components/notice.js';
import { Page } from '../components/page.js';
import { ScreenedTable } from '../components/screened-table.js';
import { type Frame, useSay } from '../frame.js';
import type { ScreenedGroup } from '../views/screening.js';
import type { ChangeView } from '../views/verdict-changes.js';
import { outcomeWords, screeningWords } from '../words/screening.js';
import { changeWords } from '../words/verdict-changes.js';

/** What was screened, so that an export or a single verdict says the same. */
export interface ScreenedFor {
  readonly programme: string;
  readonly year: number;
  readonly validAt: string;
  readonly knownAt: number;
}

/** 对照 with an earlier day. */
export interface Compared {
  readonly day: string;
  readonly position: number;
  readonly changes: ReadonlyMap<string, ChangeView>;
}

interface ScreenedPageProps {
  readonly frame: Frame;
  readonly programme: Label;
  readonly asked: ScreenedFor;
  readonly groups: readonly ScreenedGroup[];
  readonly usccs: readonly string[];
  /** What was compared with, and what has changed since of those that are shown. */
  readonly compared: Compared | undefined;
  /** How many rows are shown at most. */
  readonly shown: number;
}

/** 审查结论, sorted by trouble, with the counts that a committee looks at together. */
export function ScreenedPage(props: ScreenedPageProps): JSX.Element {
  const { frame, programme, asked } = props;
  const title = { zh: `${programme.zh} ${asked.year} 年度`, en: `${programme.en}, ${asked.year}` };
  return (
    <Page
      frame={frame}
      title={title}
      above={[{ label: screeningWords.title, path: '/screening' }]}
      actions={<Exports {...props} />}
    >
      <Verdicts {...props} />
    </Page>
  );
}

function Exports({ asked, usccs, compared }: ScreenedPageProps): JSX.Element {
  const say = useSay();
  const { programme, year, validAt, knownAt } = asked;
  const compareOn = compared === undefined ? {} : { compareOn: compared.day };
  return (
    <form class="actions" action="/screening/export" method="post">
      {Object.entries({ programme, year, validAt, knownAt, ...compareOn }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <textarea name="usccs" hidden readOnly>
        {usccs.join('\n')}
      </textarea>
      <a class="button" href="/screening">
        {say(screeningWords.again)}
      </a>
      <button type="submit" name="format" value="csv">
        {say(screeningWords.exportCsv)}
      </button>
      <button type="submit" name="format" value="xlsx" class="primary">
        {say(screeningWords.exportXlsx)}
      </button>
    </form>
  );
}

function Verdicts({ asked, groups, usccs, compared, shown }: ScreenedPageProps): JSX.Element {
  const say = useSay();
  const filled = groups.filter(({ rows }) => rows.length > 0);
  return (
    <>
      <p class="note">{say(screeningWords.stand(asked.validAt, asked.knownAt))}</p>
      {compared !== undefined && <p class="note">{say(changeWords.note(compared.day, compared.position))}</p>}
      <section class="counts verdicts" aria-label={say(screeningWords.verdict)}>
        {groups.map(({ group, count }) => (
          <a key={group} class={`card count-card ${group}`} href={count > 0 ? `#${group}` : '#content'}>
            <span class="count-label">{say(outcomeWords[group])}</span>
            <strong>{count.toLocaleString('en-US')}</strong>
          </a>
        ))}
      </section>
      {usccs.length > shown && <Notice>{say(screeningWords.cut(shown))}</Notice>}
      {filled.map((group) => (
        <ScreenedTable key={group.group} {...group} asked={asked} changes={compared?.changes} />
      ))}
    </>
  );
}
