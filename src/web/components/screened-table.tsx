import type { JSX } from 'preact';
import { useSay } from '../frame.js';
import { withQuery } from '../query.js';
import type { ScreenedGroup, ScreenedRow } from '../views/screening.js';
import type { ChangeView } from '../views/verdict-changes.js';
import { frameWords } from '../words/frame.js';
import { outcomeWords, screeningWords } from '../words/screening.js';
import { changeWords } from '../words/verdict-changes.js';
import { EnterpriseLink } from './enterprise-link.js';
import { type Column, Table } from './table.js';
import { Tag } from './tag.js';

interface Asked {
  readonly programme: string;
  readonly year: number;
  readonly validAt: string;
  readonly knownAt: number;
}

const columnsOf = (hasChanges: boolean): readonly Column[] => [
  { title: screeningWords.applicant, kind: 'whose' },
  { title: screeningWords.verdict, kind: 'status' },
  { title: screeningWords.reason, kind: 'main' },
  ...(hasChanges ? [{ title: changeWords.title, kind: 'change' }] : []),
  { title: screeningWords.nextChange, kind: 'day' },
  { title: screeningWords.clauses, kind: 'open', unseen: true },
];

interface ScreenedTableProps extends ScreenedGroup {
  readonly asked: Asked;
  /** By code; undefined where nothing was compared. */
  readonly changes: ReadonlyMap<string, ChangeView> | undefined;
}

/** 结论表 of one group: a line an applicant, with its reason in plain words. */
export function ScreenedTable({ group, count, rows, asked, changes }: ScreenedTableProps): JSX.Element {
  const say = useSay();
  return (
    <section class="card" id={group}>
      <h2>
        {say(outcomeWords[group])} <span class="count">{count}</span>
      </h2>
      <Table caption={say(outcomeWords[group])} columns={columnsOf(changes !== undefined)}>
        <tbody>
          {rows.map((row, index) => (
            <Row key={`${row.asked}.${index}`} row={row} asked={asked} changes={changes} />
          ))}
        </tbody>
      </Table>
    </section>
  );
}

interface RowProps extends Pick<ScreenedTableProps, 'asked' | 'changes'> {
  readonly row: ScreenedRow;
}

function Row({ row, asked, changes }: RowProps): JSX.Element {
  const say = useSay();
  const { uscc, name, verdict, tone, reason, clause, isAssumed, nextChange, isJudged } = row;
  return (
    <tr>
      <td class="whose">{uscc === undefined ? <bdi>{row.asked}</bdi> : <EnterpriseLink uscc={uscc} name={name} />}</td>
      <td class="status">
        <Tag label={verdict} tone={tone} />
        {isAssumed && <Tag label={screeningWords.assumed} />}
      </td>
      <td>
        <bdi class="what">{say(reason)}</bdi>
        {clause !== undefined && <bdi class="detail">{clause}</bdi>}
      </td>
      {changes !== undefined && <ChangeCell change={uscc === undefined ? undefined : changes.get(uscc)} />}
      <td class="day" data-label={say(screeningWords.nextChange)}>
        {nextChange}
      </td>
      <td class="open">
        {isJudged && uscc !== undefined && (
          <a
            href={withQuery(`/screening/${uscc}`, { ...asked })}
            data-drawer={say(frameWords.close)}
            aria-label={`${say(screeningWords.clauses)} ${name ?? uscc}`}
          >
            {say(screeningWords.clauses)}
          </a>
        )}
      </td>
    </tr>
  );
}

function ChangeCell({ change }: { readonly change: ChangeView | undefined }): JSX.Element {
  const say = useSay();
  if (change === undefined) return <td class="change" />;
  const { label, tone, details } = change;
  return (
    <td class="change" data-label={say(changeWords.title)}>
      {details.length === 0 && tone === 'plain' ? (
        <span class="faint">{say(label)}</span>
      ) : (
        <Tag label={label} tone={tone} />
      )}
      {details.length > 1 ? (
        <details>
          <summary>{say(changeWords.clauses(details.length))}</summary>
          <Details details={details} />
        </details>
      ) : (
        <Details details={details} />
      )}
    </td>
  );
}

function Details({ details }: Pick<ChangeView, 'details'>): JSX.Element {
  const say = useSay();
  return (
    <>
      {details.map((each) => (
        <bdi key={each.en} class="detail">
          {say(each)}
        </bdi>
      ))}
    </>
  );
}
