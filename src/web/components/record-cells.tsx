import type { JSX } from 'preact';
import { useSay } from '../frame.js';
import type { Line } from '../views/line.js';
import { profileWords } from '../words/profile.js';

interface CellProps {
  readonly line: Line;
}

export function DayCell({ line: { day } }: CellProps): JSX.Element {
  const say = useSay();
  return <td class="day">{day ?? <span class="faint">{say(profileWords.undated)}</span>}</td>;
}

export function WhatCell({ line: { title, detail } }: CellProps): JSX.Element {
  const say = useSay();
  return (
    <td>
      <bdi class="what">{say(title)}</bdi>
      {detail !== undefined && <bdi class="detail">{say(detail)}</bdi>}
    </td>
  );
}

export function DocumentCell({ line: { documentNo, authority } }: CellProps): JSX.Element {
  const say = useSay();
  return (
    <td class="document">
      {documentNo === undefined ? (
        <span class="faint">{say(profileWords.noDocument)}</span>
      ) : (
        <bdi class="number">{documentNo}</bdi>
      )}
      {authority !== undefined && <bdi class="detail">{authority}</bdi>}
    </td>
  );
}

export function UntilCell({ line: { until } }: CellProps): JSX.Element {
  const say = useSay();
  return (
    <td class="day" data-label={say(profileWords.until)}>
      {until}
    </td>
  );
}

/** Leads to the evidence behind a line; without an address there is none to show. */
export function EvidenceCell({ line, href }: CellProps & { readonly href: string | undefined }): JSX.Element {
  const say = useSay();
  const evidence = say(profileWords.evidence);
  return (
    <td class="open">
      {href !== undefined && (
        <a href={href} aria-label={`${evidence} ${say(line.title)} ${line.documentNo ?? ''}`}>
          {evidence}
        </a>
      )}
    </td>
  );
}
