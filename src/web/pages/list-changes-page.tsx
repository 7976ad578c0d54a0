import type { JSX } from 'preact';
import { type JointList, jointList } from '../../../schemas/vocabularies.js';
import { ChangeTable } from '../components/change-table.js';
import { Empty } from '../components/empty.js';
import { FilterField, FilterForm } from '../components/filter-form.js';
import { ListTabs } from '../components/list-tabs.js';
import { Page } from '../components/page.js';
import { Pager } from '../components/pager.js';
import { type Frame, useSay } from '../frame.js';
import { withQuery } from '../query.js';
import type { ChangeView } from '../views/changes.js';
import { listWords } from '../words/lists.js';

interface ListChangesPageProps {
  readonly frame: Frame;
  readonly list: JointList;
  readonly from: string;
  readonly to: string;
  readonly changes: readonly ChangeView[];
  readonly isFirst: boolean;
  readonly next: number | undefined;
}

/** 名单变动: what changed between the ends of two days, and why. */
export function ListChangesPage(props: ListChangesPageProps): JSX.Element {
  const { frame, list, from, to } = props;
  const { zh, en } = jointList.label(list);
  return (
    <Page
      frame={frame}
      title={{ zh: `${zh}变动`, en: `Changes of the ${en}` }}
      above={[{ label: jointList.label(list), path: `/lists/${list}` }]}
    >
      <ListTabs list={list} shows="changes" />
      <FilterForm path={`/lists/${list}/changes`}>
        <FilterField name="from" label={listWords.from} value={from} type="date" />
        <FilterField name="to" label={listWords.to} value={to} type="date" />
      </FilterForm>
      <Changes {...props} />
    </Page>
  );
}

function Changes({ list, from, to, changes, isFirst, next }: ListChangesPageProps): JSX.Element {
  const say = useSay();
  const path = `/lists/${list}/changes`;
  if (changes.length === 0) return <Empty says={listWords.noChanges} />;
  return (
    <section class="card">
      <p class="note">{say(listWords.between(from, to))}</p>
      <ChangeTable changes={changes} caption={say(listWords.between(from, to))} namesList={false} />
      <Pager
        first={isFirst ? undefined : withQuery(path, { from, to })}
        next={next === undefined ? undefined : withQuery(path, { from, to, cursor: next })}
      />
    </section>
  );
}
