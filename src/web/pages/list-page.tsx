import type { JSX } from 'preact';
import { type JointList, jointList } from '../../../schemas/vocabularies.js';
import type { Label } from '../../../schemas/vocabulary.js';
import type { Axes } from '../../queries/axes.js';
import { Empty } from '../components/empty.js';
import { ExportLinks } from '../components/export-links.js';
import { FilterField, FilterForm } from '../components/filter-form.js';
import { ListTable } from '../components/list-table.js';
import { ListTabs } from '../components/list-tabs.js';
import { Notice } from '../components/notice.js';
import { Page } from '../components/page.js';
import { Pager } from '../components/pager.js';
import { type Frame, useSay } from '../frame.js';
import { withQuery } from '../query.js';
import type { ListRowView } from '../views/lists.js';
import { listWords } from '../words/lists.js';

interface ListPageProps {
  readonly frame: Frame;
  readonly list: JointList;
  readonly asked: {
    readonly validAt: string | undefined;
    readonly division: string | undefined;
    readonly q: string | undefined;
  };
  readonly axes: Axes;
  readonly rows: readonly ListRowView[];
  /** Rows of the whole list; unknown under a filter. */
  readonly total: number | undefined;
  /** Rows of this page that may not be told any more. */
  readonly sealed: number;
  /** From where the feed of the list goes on. */
  readonly cursor: string;
  readonly isFirst: boolean;
  readonly next: string | undefined;
  readonly divisions: readonly (Label & { readonly code: string })[];
  readonly measures: readonly (Label & { readonly code: string; readonly clause: string })[];
}

/** 联合奖惩名单 */
export function ListPage(props: ListPageProps): JSX.Element {
  const { frame, list, asked } = props;
  return (
    <Page
      frame={frame}
      title={jointList.label(list)}
      actions={<ExportLinks path={`/v1/lists/${list}`} fields={asked} />}
    >
      <ListTabs list={list} shows="list" />
      <Past {...props} />
      <Changed {...props} />
      <Conditions {...props} />
      <Rows {...props} />
      <Measures {...props} />
    </Page>
  );
}

function Past({ list, axes }: ListPageProps): JSX.Element | null {
  const say = useSay();
  if (axes.knownAt >= axes.head) return null;
  return (
    <Notice>
      {say(listWords.past(axes.validAt))} <a href={`/lists/${list}`}>{say(listWords.back)}</a>
    </Notice>
  );
}

/** Shown by a script as soon as the list changes. */
function Changed({ list, axes, cursor }: ListPageProps): JSX.Element | null {
  const say = useSay();
  if (axes.knownAt < axes.head) return null;
  return (
    <p class="notice" role="status" hidden data-feed={withQuery(`/v1/feeds/${list}`, { after: cursor })}>
      {say(listWords.changed)} <a href={`/lists/${list}`}>{say(listWords.reload)}</a>
    </p>
  );
}

function Conditions({ list, asked, axes, divisions }: ListPageProps): JSX.Element {
  const options = divisions.map((each) => ({ value: each.code, label: each }));
  return (
    <FilterForm path={`/lists/${list}`}>
      <FilterField name="validAt" label={listWords.asOf} value={asked.validAt ?? axes.validAt} type="date" />
      <FilterField name="division" label={listWords.division} value={asked.division} options={options} />
      <FilterField name="q" label={listWords.name} value={asked.q} />
    </FilterForm>
  );
}

function Rows({ list, asked, axes, rows, total, sealed, isFirst, next }: ListPageProps): JSX.Element {
  const say = useSay();
  const path = `/lists/${list}`;
  if (rows.length === 0 && sealed === 0) return <Empty says={listWords.nothing} />;
  return (
    <section class="card">
      <p class="note">{say(listWords.stand(axes.validAt, axes.knownAt))}</p>
      <ListTable rows={rows} caption={say(jointList.label(list))} />
      {sealed > 0 && <p class="hint">{say(listWords.sealed(sealed))}</p>}
      <Pager
        total={total}
        first={isFirst ? undefined : withQuery(path, asked)}
        next={next === undefined ? undefined : withQuery(path, { ...asked, at: axes.knownAt, after: next })}
      />
    </section>
  );
}

function Measures({ measures }: ListPageProps): JSX.Element {
  const say = useSay();
  return (
    <section class="card">
      <h2>{say(listWords.measures)}</h2>
      {measures.length === 0 && <p class="empty">{say(listWords.noMeasures)}</p>}
      <ul class="measures">
        {measures.map((measure) => (
          <li key={measure.code}>
            <bdi>{say(measure)}</bdi> <span class="detail">{measure.clause}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
