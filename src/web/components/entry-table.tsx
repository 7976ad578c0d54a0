import type { JSX } from 'preact';
import type { NumberedEntry } from '../../access-log/access-log.js';
import { useSay } from '../frame.js';
import { inShanghai } from '../views/instant.js';
import { accessLogWords } from '../words/access-log.js';
import { type Column, Table } from './table.js';
import { Uscc } from './uscc.js';

interface EntryTableProps {
  readonly entries: readonly NumberedEntry[];
  readonly nameOf: (department: string) => string;
}

const columns: readonly Column[] = [
  { title: accessLogWords.at, kind: 'instant' },
  { title: accessLogWords.who, kind: 'whose' },
  { title: accessLogWords.what, kind: 'main' },
  { title: accessLogWords.usccs },
  { title: accessLogWords.axes },
  { title: accessLogWords.status, kind: 'number' },
];

/** 留痕表: a read a line. */
export function EntryTable({ entries, nameOf }: EntryTableProps): JSX.Element {
  const say = useSay();
  return (
    <Table caption={say(accessLogWords.title)} columns={columns}>
      <tbody>
        {entries.map((entry) => (
          <Entry key={entry.number} entry={entry} name={nameOf(entry.department)} />
        ))}
      </tbody>
    </Table>
  );
}

function Entry({ entry, name }: { readonly entry: NumberedEntry; readonly name: string }): JSX.Element {
  const say = useSay();
  const { at, key, what, usccs, purpose, axes, status } = entry;
  const [first] = usccs;
  return (
    <tr>
      <td class="instant">{inShanghai(at)}</td>
      <td class="whose">
        <bdi>{name}</bdi>
        <code class="detail">{key}</code>
      </td>
      <td>
        <code>{what}</code>
        {purpose !== undefined && (
          <bdi class="detail">
            {say(accessLogWords.purpose)} {purpose}
          </bdi>
        )}
      </td>
      <td>
        {first !== undefined && (
          <a href={`/enterprises/${first}`}>
            <Uscc code={first} />
          </a>
        )}
        {usccs.length > 1 && <span class="detail">{say(accessLogWords.more(usccs.length))}</span>}
      </td>
      <td>
        {axes !== undefined && (
          <>
            {axes.validAt}
            <span class="detail">{axes.knownAt}</span>
          </>
        )}
      </td>
      <td class="number">{status}</td>
    </tr>
  );
}
