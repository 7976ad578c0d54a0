import type { JSX } from 'preact';
import { useSay } from '../frame.js';
import type { Line } from '../views/line.js';
import { markWords, profileWords } from '../words/profile.js';
import { Tag } from './tag.js';

interface LineTableProps {
  readonly lines: readonly Line[];
  /** What the table holds, for those who do not see its heading. */
  readonly caption: string;
}

/** 记录表: a line a record, in the same columns in every section. */
export function LineTable({ lines, caption }: LineTableProps): JSX.Element {
  const say = useSay();
  return (
    <div class="table-scroll">
      <table class="lines">
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" class="day">
              {say(profileWords.day)}
            </th>
            <th scope="col" class="main">
              {say(profileWords.item)}
            </th>
            <th scope="col" class="document">
              {say(profileWords.document)}
            </th>
            <th scope="col" class="day">
              {say(profileWords.until)}
            </th>
            <th scope="col" class="status">
              {say(profileWords.status)}
            </th>
            <th scope="col" class="open">
              <span class="unseen">{say(profileWords.evidence)}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Row key={line.id} line={line} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ line }: { readonly line: Line }): JSX.Element {
  const say = useSay();
  const { id, day, title, detail, documentNo, authority, until, status, tone, marks, publicity, item } = line;
  return (
    <tr id={`r-${id}`}>
      <td class="day">{day ?? <span class="faint">{say(profileWords.undated)}</span>}</td>
      <td>
        <bdi class="what">{say(title)}</bdi>
        {detail !== undefined && <bdi class="detail">{say(detail)}</bdi>}
      </td>
      <td class="document">
        {documentNo === undefined ? (
          <span class="faint">{say(profileWords.noDocument)}</span>
        ) : (
          <bdi class="number">{documentNo}</bdi>
        )}
        {authority !== undefined && <bdi class="detail">{authority}</bdi>}
      </td>
      <td class="day" data-label={say(profileWords.until)}>
        {until}
      </td>
      <td class="status">
        <Tag label={status} tone={tone} />
        {publicity !== undefined && <Tag label={publicity} />}
        {marks.map((mark) => (
          <Tag key={mark} label={markWords[mark]} tone="warn" />
        ))}
      </td>
      <td class="open">
        {item !== undefined && (
          <a href={`#e-${id}`} aria-label={`${say(profileWords.evidence)} ${say(title)} ${documentNo ?? ''}`}>
            {say(profileWords.evidence)}
          </a>
        )}
      </td>
    </tr>
  );
}
