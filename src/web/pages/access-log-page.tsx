import type { JSX } from 'preact';
import type { NumberedEntry } from '../../access-log/access-log.js';
import { Empty } from '../components/empty.js';
import { EntryTable } from '../components/entry-table.js';
import { FilterField, FilterForm } from '../components/filter-form.js';
import { Page } from '../components/page.js';
import { Pager } from '../components/pager.js';
import { type Frame, useSay } from '../frame.js';
import { withQuery } from '../query.js';
import { accessLogWords } from '../words/access-log.js';

interface AccessLogPageProps {
  readonly frame: Frame;
  readonly asked: {
    readonly uscc?: string | undefined;
    readonly department?: string | undefined;
    readonly from?: string | undefined;
    readonly until?: string | undefined;
  };
  readonly entries: readonly NumberedEntry[];
  readonly isFirst: boolean;
  readonly next: number | undefined;
  readonly nameOf: (department: string) => string;
}

/** 查询留痕: who read what is not public, when and why. */
export function AccessLogPage(props: AccessLogPageProps): JSX.Element {
  const { frame, asked } = props;
  return (
    <Page frame={frame} title={accessLogWords.title}>
      <FilterForm path="/access-log">
        <FilterField name="uscc" label={accessLogWords.uscc} value={asked.uscc} />
        <FilterField name="department" label={accessLogWords.department} value={asked.department} />
        <FilterField name="from" label={accessLogWords.from} value={asked.from} type="date" />
        <FilterField name="until" label={accessLogWords.until} value={asked.until} type="date" />
      </FilterForm>
      <Entries {...props} />
    </Page>
  );
}

function Entries({ asked, entries, isFirst, next, nameOf }: AccessLogPageProps): JSX.Element {
  const say = useSay();
  if (entries.length === 0) return <Empty says={accessLogWords.nothing} />;
  return (
    <section class="card">
      <p class="note">{say(accessLogWords.note)}</p>
      <EntryTable entries={entries} nameOf={nameOf} />
      <Pager
        first={isFirst ? undefined : withQuery('/access-log', asked)}
        next={next === undefined ? undefined : withQuery('/access-log', { ...asked, before: next })}
      />
    </section>
  );
}
