import type { JSX } from 'preact';
import type { Label } from '../../../schemas/vocabulary.js';
import { Empty } from '../components/empty.js';
import { EnterpriseLink } from '../components/enterprise-link.js';
import { FilterField, FilterForm } from '../components/filter-form.js';
import { Page } from '../components/page.js';
import { type Column, Table } from '../components/table.js';
import { type Frame, useSay } from '../frame.js';
import { impactWords } from '../words/impacts.js';

/** 影响 as a line: who, what, and why. */
export interface ImpactView {
  readonly key: string;
  readonly uscc: string;
  readonly name: string | null;
  readonly what: Label;
  readonly details: readonly Label[];
  /** The record that it is about. */
  readonly eventId: string | undefined;
}

interface ImpactsPageProps {
  readonly frame: Frame;
  readonly uscc: string | undefined;
  readonly impacts: readonly ImpactView[];
  readonly complete: boolean;
}

/** 影响清单: what would be decided otherwise now. */
export function ImpactsPage(props: ImpactsPageProps): JSX.Element {
  const { frame, uscc } = props;
  return (
    <Page frame={frame} title={impactWords.title}>
      <FilterForm path="/impacts">
        <FilterField name="uscc" label={impactWords.uscc} value={uscc} />
      </FilterForm>
      <Impacts {...props} />
    </Page>
  );
}

const columns: readonly Column[] = [
  { title: impactWords.who, kind: 'whose' },
  { title: impactWords.kind, kind: 'document' },
  { title: impactWords.why },
];

function Impacts({ impacts, complete }: ImpactsPageProps): JSX.Element {
  const say = useSay();
  if (impacts.length === 0) return <Empty says={impactWords.nothing} />;
  return (
    <section class="card">
      <p class="note">{say(impactWords.note)}</p>
      {!complete && <p class="note">{say(impactWords.cut(impacts.length))}</p>}
      <Table caption={say(impactWords.title)} columns={columns}>
        <tbody>
          {impacts.map((impact) => (
            <Row key={impact.key} impact={impact} />
          ))}
        </tbody>
      </Table>
    </section>
  );
}

function Row({ impact: { uscc, name, what, details, eventId } }: { readonly impact: ImpactView }): JSX.Element {
  const say = useSay();
  return (
    <tr>
      <td class="whose">
        <EnterpriseLink uscc={uscc} name={name} />
      </td>
      <td class="document">
        {eventId === undefined ? say(what) : <a href={`/enterprises/${uscc}#e-${eventId}`}>{say(what)}</a>}
      </td>
      <td>
        {details.map((detail) => (
          <bdi class="what" key={detail.zh}>
            {say(detail)}
          </bdi>
        ))}
      </td>
    </tr>
  );
}
