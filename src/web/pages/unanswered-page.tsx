import type { JSX } from 'preact';
import { type JointList, jointList } from '../../../schemas/vocabularies.js';
import { Empty } from '../components/empty.js';
import { EnterpriseLink } from '../components/enterprise-link.js';
import { Page } from '../components/page.js';
import { Pager } from '../components/pager.js';
import { type Frame, useSay } from '../frame.js';
import { withQuery } from '../query.js';
import { measureWords } from '../words/measures.js';

interface UnansweredPageProps {
  readonly frame: Frame;
  readonly list: JointList;
  /** Whose measures are missing; undefined for everybody's. */
  readonly department: { readonly id: string; readonly name: string } | undefined;
  readonly enterprises: readonly { readonly uscc: string; readonly name: string | null }[];
  readonly isFirst: boolean;
  readonly next: string | undefined;
}

/** 未响应企业: who stands on a list without a measure. */
export function UnansweredPage(props: UnansweredPageProps): JSX.Element {
  return (
    <Page
      frame={props.frame}
      title={measureWords.unanswered}
      above={[{ label: measureWords.title, path: '/sharing/measures' }]}
    >
      {props.enterprises.length === 0 ? <Empty says={measureWords.allAnswered} /> : <Enterprises {...props} />}
    </Page>
  );
}

function Enterprises({ list, department, enterprises, isFirst, next }: UnansweredPageProps): JSX.Element {
  const say = useSay();
  const asked = { list, department: department?.id };
  return (
    <section class="card">
      <h2>{say(department === undefined ? measureWords.byAnybody : measureWords.byOne(department.name))}</h2>
      <p class="note">{say(jointList.label(list))}</p>
      <ul class="enterprises">
        {enterprises.map((each) => (
          <li key={each.uscc}>
            <EnterpriseLink {...each} />
          </li>
        ))}
      </ul>
      <Pager
        first={isFirst ? undefined : withQuery('/sharing/unanswered', asked)}
        next={next === undefined ? undefined : withQuery('/sharing/unanswered', { ...asked, cursor: next })}
      />
    </section>
  );
}
