import type { JSX } from 'preact';
import type { Label } from '../../../schemas/vocabulary.js';
import type { PackChange } from '../../policy/pack-diff.js';
import { Empty } from '../components/empty.js';
import { FilterField, FilterForm } from '../components/filter-form.js';
import { Page } from '../components/page.js';
import { type Column, Table } from '../components/table.js';
import { Tag } from '../components/tag.js';
import { type Frame, useSay } from '../frame.js';
import { inShanghai } from '../views/instant.js';
import { packChangeWords, packWords } from '../words/packs.js';

/** 规则包的一个版本 as it was adopted. */
export interface AdoptedPack {
  readonly reference: string;
  readonly name: Label;
  readonly from: string;
  readonly until: string | undefined;
  readonly adoptedAt: string;
  readonly inForce: boolean;
}

interface PacksPageProps {
  readonly frame: Frame;
  readonly packs: readonly AdoptedPack[];
  readonly asked: { readonly before: string | undefined; readonly after: string | undefined };
  /** What differs between the two that were asked for. */
  readonly changes: readonly PackChange[] | undefined;
}

/** 规则包: which wordings were adopted, and what differs between two of them, in words. */
export function PacksPage(props: PacksPageProps): JSX.Element {
  return (
    <Page frame={props.frame} title={packWords.title}>
      {props.packs.length === 0 ? <Empty says={packWords.nothing} /> : <Packs {...props} />}
    </Page>
  );
}

const columns: readonly Column[] = [
  { title: packWords.pack, kind: 'main' },
  { title: packWords.reference, kind: 'whose' },
  { title: packWords.from, kind: 'day' },
  { title: packWords.until, kind: 'day' },
  { title: packWords.adoptedAt, kind: 'instant' },
  { title: packWords.status, kind: 'op' },
];

function Packs({ packs, asked, changes }: PacksPageProps): JSX.Element {
  const say = useSay();
  const options = packs.map(({ reference, name }) => ({
    value: reference,
    label: { zh: `${name.zh} ${reference}`, en: `${name.en} ${reference}` },
  }));
  return (
    <>
      <section class="card">
        <p class="note">{say(packWords.note)}</p>
        <Table caption={say(packWords.title)} columns={columns}>
          <tbody>
            {packs.map((pack) => (
              <Pack key={`${pack.reference}.${pack.adoptedAt}`} pack={pack} />
            ))}
          </tbody>
        </Table>
      </section>
      <h2 class="section-title">{say(packWords.compare)}</h2>
      <FilterForm path="/packs">
        <FilterField name="before" label={packWords.before} value={asked.before} options={options} />
        <FilterField name="after" label={packWords.after} value={asked.after} options={options} />
      </FilterForm>
      {changes !== undefined && <Changes changes={changes} />}
    </>
  );
}

function Pack({ pack: { reference, name, from, until, adoptedAt, inForce } }: { readonly pack: AdoptedPack }) {
  const say = useSay();
  return (
    <tr>
      <td>
        <bdi class="what">{say(name)}</bdi>
      </td>
      <td class="whose">
        <code>{reference}</code>
      </td>
      <td class="day">{from}</td>
      <td class="day">{until}</td>
      <td class="instant">{inShanghai(adoptedAt)}</td>
      <td class="op">
        <Tag label={inForce ? packWords.inForce : packWords.earlier} tone={inForce ? 'good' : 'plain'} />
      </td>
    </tr>
  );
}

const changeColumns: readonly Column[] = [{ title: packWords.change, kind: 'op' }, { title: packWords.what }];

function Changes({ changes }: { readonly changes: readonly PackChange[] }): JSX.Element {
  const say = useSay();
  if (changes.length === 0) return <Empty says={packWords.same} />;
  return (
    <section class="card">
      <h2>
        <span class="count">{say(packWords.changes(changes.length))}</span>
      </h2>
      <Table caption={say(packWords.compare)} columns={changeColumns}>
        <tbody>
          {changes.map((change) => (
            <tr key={`${change.change}.${change.path}`}>
              <td class="op">
                <Tag label={packChangeWords[change.change]} />
              </td>
              <td>
                <bdi>{say(change)}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
