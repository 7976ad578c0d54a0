import type { JSX } from 'preact';
import { useSay } from '../frame.js';
import { withQuery } from '../query.js';
import type { ScreenedGroup, ScreenedRow } from '../views/screening.js';
import { frameWords } from '../words/frame.js';
import { outcomeWords, screeningWords } from '../words/screening.js';
import { EnterpriseLink } from './enterprise-link.js';
import { type Column, Table } from './table.js';
import { Tag } from './tag.js';

interface Asked {
  readonly programme: string;
  readonly year: number;
  readonly validAt: string;
  readonly knownAt: number;
}

const columns: readonly Column[] = [
  { title: screeningWords.applicant, kind: 'whose' },
  { title: screeningWords.verdict, kind: 'status' },
  { title: screeningWords.reason, kind: 'main' },
  { title: screeningWords.nextChange, kind: 'day' },
  { title: screeningWords.clauses, kind: 'open', unseen: true },
];

/** 结论表 of one group: a line an applicant, with its reason in plain words. */
export function ScreenedTable({ group, count, rows, asked }: ScreenedGroup & { readonly asked: Asked }): JSX.Element {
  const say = useSay();
  return (
    <section class="card" id={group}>
      <h2>
        {say(outcomeWords[group])} <span class="count">{count}</span>
      </h2>
      <Table caption={say(outcomeWords[group])} columns={columns}>
        <tbody>
          {rows.map((row, index) => (
            <Row key={`${row.asked}.${index}`} row={row} asked={asked} />
          ))}
        </tbody>
      </Table>
    </section>
  );
}

function Row({ row, asked }: { readonly row: ScreenedRow; readonly asked: Asked }): JSX.Element {
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
