import type { JSX } from 'preact';
import { addressOn, useFrame, useSay } from '../frame.js';
import type { RegisterRow } from '../views/registers.js';
import { profileWords } from '../words/profile.js';
import { registerWords } from '../words/registers.js';
import { EnterpriseLink } from './enterprise-link.js';
import { Tag } from './tag.js';

interface RegisterTableProps {
  readonly rows: readonly RegisterRow[];
  readonly caption: string;
}

/** 名录表: a record a line, with whose it is. */
export function RegisterTable({ rows, caption }: RegisterTableProps): JSX.Element {
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
            <th scope="col" class="whose">
              {say(registerWords.enterprise)}
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
          {rows.map((row) => (
            <Row key={row.line.id + row.uscc} {...row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ uscc, name, line }: RegisterRow): JSX.Element {
  const { face } = useFrame();
  const say = useSay();
  const { id, day, title, detail, documentNo, authority, until, status, tone } = line;
  return (
    <tr>
      <td class="day">{day ?? <span class="faint">{say(profileWords.undated)}</span>}</td>
      <td class="whose">
        <EnterpriseLink uscc={uscc} name={name} />
      </td>
      <td>
        <bdi class="what">{say(title)}</bdi>
        {detail !== undefined && <bdi class="detail">{say(detail)}</bdi>}
      </td>
      <td class="document">
        <bdi class="number">{documentNo}</bdi>
        {authority !== undefined && <bdi class="detail">{authority}</bdi>}
      </td>
      <td class="day" data-label={say(profileWords.until)}>
        {until}
      </td>
      <td class="status">
        <Tag label={status} tone={tone} />
      </td>
      <td class="open">
        <a
          href={addressOn(face, `/enterprises/${uscc}#e-${id}`)}
          aria-label={`${say(profileWords.evidence)} ${say(title)} ${documentNo ?? ''}`}
        >
          {say(profileWords.evidence)}
        </a>
      </td>
    </tr>
  );
}
