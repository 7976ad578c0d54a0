import type { JSX } from 'preact';
import { type JointList, jointList } from '../../../schemas/vocabularies.js';
import type { ListMeasures } from '../../queries/measures.js';
import { MeasureTable } from '../components/measure-table.js';
import { OwnMeasureTable } from '../components/own-measure-table.js';
import { Page } from '../components/page.js';
import { Pager } from '../components/pager.js';
import { SharingTabs } from '../components/sharing-tabs.js';
import { type Frame, mayDo, useFrame, useSay } from '../frame.js';
import { withQuery } from '../query.js';
import type { OwnMeasureLine } from '../views/measures.js';
import { measureWords } from '../words/measures.js';

/** 措施与反馈 on one list. */
export interface MeasuresOfList {
  readonly counts: ListMeasures;
  /** A page of what the department itself did; undefined for those who do not follow the list. */
  readonly own: { readonly lines: readonly OwnMeasureLine[]; readonly next: string | undefined } | undefined;
}

interface MeasuresPageProps {
  readonly frame: Frame;
  readonly lists: readonly MeasuresOfList[];
  /** The list whose own measures are shown further on. */
  readonly goesOn: JointList | undefined;
  readonly nameOf: (department: string) => string;
}

/** 措施与反馈: what departments did about the lists, and about whom nobody has done anything. */
export function MeasuresPage({ frame, lists, ...rest }: MeasuresPageProps): JSX.Element {
  return (
    <Page frame={frame} title={measureWords.title}>
      <SharingTabs />
      <Intro />
      {lists.map((each) => (
        <OneList key={each.counts.list} {...each} {...rest} />
      ))}
    </Page>
  );
}

function Intro(): JSX.Element {
  const say = useSay();
  return <p class="note">{say(measureWords.intro)}</p>;
}

type OneListProps = MeasuresOfList & Pick<MeasuresPageProps, 'nameOf' | 'goesOn'>;

function OneList({ counts, own, nameOf, goesOn }: OneListProps): JSX.Element {
  const say = useSay();
  const { list, departments } = counts;
  return (
    <section class="card">
      <h2>{say(jointList.label(list))}</h2>
      <Whole {...counts} />
      {departments.length === 0 ? (
        <p class="empty">{say(measureWords.none)}</p>
      ) : (
        <MeasureTable list={list} departments={departments} nameOf={nameOf} />
      )}
      {own !== undefined && (
        <>
          <h3 class="small">{say(measureWords.own)}</h3>
          {own.lines.length === 0 ? (
            <p class="empty">{say(measureWords.noOwn)}</p>
          ) : (
            <OwnMeasureTable lines={own.lines} />
          )}
          <Pager
            first={goesOn === list ? '/sharing/measures' : undefined}
            next={own.next === undefined ? undefined : withQuery('/sharing/measures', { list, after: own.next })}
          />
        </>
      )}
    </section>
  );
}

function Whole({ list, standing, withoutAnyResponse }: ListMeasures): JSX.Element {
  const frame = useFrame();
  const say = useSay();
  return (
    <p class="whole">
      {say(measureWords.standing)} <strong>{standing}</strong> · {say(measureWords.withoutAny)}{' '}
      <strong>{withoutAnyResponse}</strong>{' '}
      {withoutAnyResponse > 0 && mayDo(frame, `feed:${list}`) && (
        <a href={withQuery('/sharing/unanswered', { list })}>{say(measureWords.showThem)}</a>
      )}
    </p>
  );
}
