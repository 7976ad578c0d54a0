import type { JSX } from 'preact';
import { useSay } from '../frame.js';
import type { ApplicantLine } from '../views/rounds.js';
import { frameWords } from '../words/frame.js';
import { roundWords } from '../words/rounds.js';
import { screeningWords } from '../words/screening.js';
import { EnterpriseLink } from './enterprise-link.js';
import { type Column, Table } from './table.js';
import { Tag } from './tag.js';

interface ApplicantTableProps {
  /** Address of the round. */
  readonly path: string;
  readonly lines: readonly ApplicantLine[];
}

const columns: readonly Column[] = [
  { title: roundWords.applicants, kind: 'whose' },
  { title: roundWords.filedOn, kind: 'day' },
  { title: roundWords.verdict, kind: 'state' },
  { title: roundWords.since, kind: 'main' },
  { title: roundWords.role, kind: 'state' },
  { title: screeningWords.clauses, kind: 'open', unseen: true },
];

/** 申报表: each applicant, its verdict on record, whether that still holds, and what became of it. */
export function ApplicantTable({ path, lines }: ApplicantTableProps): JSX.Element {
  const say = useSay();
  return (
    <Table caption={say(roundWords.applicants)} columns={columns}>
      <tbody>
        {lines.map((line) => (
          <Applicant key={line.uscc} path={path} line={line} />
        ))}
      </tbody>
    </Table>
  );
}

function Applicant({ path, line }: { readonly path: string; readonly line: ApplicantLine }): JSX.Element {
  const say = useSay();
  const { uscc, name, filedOn, verdict, tone, isAssessed, since, role, isDisputed } = line;
  return (
    <tr>
      <td class="whose">
        <EnterpriseLink uscc={uscc} name={name} />
        {isDisputed && <Tag label={roundWords.disputed} tone="warn" />}
      </td>
      <td class="day" data-label={say(roundWords.filedOn)}>
        {filedOn}
      </td>
      <td class="state">
        <Tag label={verdict} tone={tone} />
      </td>
      <td>
        {since?.says.map((each, index) => (
          <bdi key={each.en} class={index === 0 ? (since.holds ? 'what faint' : 'what turned') : 'detail'}>
            {say(each)}
          </bdi>
        ))}
      </td>
      <td class="state">
        {role !== undefined && (
          <>
            <Tag label={role.label} tone={role.tone} />
            <bdi class="detail">{role.why}</bdi>
          </>
        )}
      </td>
      <td class="open">
        {isAssessed && (
          <a
            href={`${path}/verdicts/${uscc}`}
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
