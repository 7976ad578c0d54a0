import type { JSX } from 'preact';
import { useSay } from '../frame.js';
import type { Names } from '../views/names.js';
import type { DivisionShare, TargetView } from '../views/targets.js';
import type { Tone } from '../views/tone.js';
import { targetOutcomeWords, targetWords } from '../words/targets.js';
import { type Column, Table } from './table.js';
import { Tag } from './tag.js';

interface TargetTableProps {
  readonly caption: string;
  readonly targets: readonly TargetView[];
  readonly names: Names;
  /** Where a value of a target is reported; absent for whoever may not. */
  readonly observe: ((target: string) => string) | undefined;
}

const columns: readonly Column[] = [
  { title: targetWords.target, kind: 'main' },
  { title: targetWords.wanted, kind: 'list' },
  { title: targetWords.now, kind: 'list' },
  { title: targetWords.progress, kind: 'bar' },
  { title: targetWords.outcome, kind: 'op' },
];

const tones: Readonly<Record<TargetView['outcome'], Tone>> = {
  reached: 'good',
  'not-reached': 'warn',
  'cannot-tell': 'plain',
};

/** 目标表: what is wanted, how far it is and where that figure comes from. */
export function TargetTable({ caption, targets, ...props }: TargetTableProps): JSX.Element {
  return (
    <Table caption={caption} columns={columns} look="targets">
      <tbody>
        {targets.map((view) => (
          <Row key={view.target.id} view={view} {...props} />
        ))}
      </tbody>
    </Table>
  );
}

type RowProps = Pick<TargetTableProps, 'names' | 'observe'> & { readonly view: TargetView };

function Row({ view, names, observe }: RowProps): JSX.Element {
  const say = useSay();
  const { target, wanted, outcome, progress } = view;
  return (
    <tr>
      <td>
        <span class="what">{say(target)}</span>
        <span class="detail">
          {target.clause} · {target.id}
          {target.aspirational === true && ` · ${say(targetWords.aspirational)}`}
        </span>
        <Breakdown view={view} />
      </td>
      <td class="list">
        {say(wanted)}
        <span class="detail">{say(targetWords.by(target.by))}</span>
      </td>
      <td class="list" data-label={say(targetWords.now)}>
        <Now view={view} names={names} />
      </td>
      <td class="bar">{progress !== undefined && <Bar share={progress} />}</td>
      <td class="op">
        <Tag label={targetOutcomeWords[outcome]} tone={tones[outcome]} />
        {observe !== undefined && (
          <a class="observe" href={observe(target.id)} aria-label={say(targetWords.observeThis(say(target)))}>
            {say(targetWords.observe)}
          </a>
        )}
      </td>
    </tr>
  );
}

function Now({ view: { value, target, observed }, names }: Omit<RowProps, 'observe'>): JSX.Element {
  const say = useSay();
  if (value === undefined) return <span class="faint">{say(targetWords.nothing)}</span>;
  return (
    <>
      {value} {observed?.unit ?? target.unit}
      <span class="detail">
        {observed === undefined ? say(targetWords.counted) : say(targetWords.observed(observed.period))}
        {observed !== undefined && (
          <bdi class="detail">
            {[names.department(observed.department), observed.documentNo].filter(Boolean).join(' ')}
          </bdi>
        )}
      </span>
    </>
  );
}

/** What stands behind a count: the things themselves, and the divisions beside one another. */
function Breakdown({ view: { divisions, items } }: Pick<RowProps, 'view'>): JSX.Element | null {
  const say = useSay();
  if (divisions.length === 0 && items.length === 0) return null;
  return (
    <details class="breakdown">
      <summary>{say(divisions.length > 0 ? targetWords.comparison : targetWords.items)}</summary>
      {items.map(({ label, path }) => (
        <a key={path} class="block" href={path}>
          {say(label)}
        </a>
      ))}
      <ul>
        {divisions.map((each) => (
          <Division key={each.code} division={each} />
        ))}
      </ul>
    </details>
  );
}

function Division({ division: { label, value, share } }: { readonly division: DivisionShare }): JSX.Element {
  const say = useSay();
  return (
    <li>
      <span>{say(label)}</span>
      <Bar share={share} />
      <span class="amount">{value}</span>
    </li>
  );
}

function Bar({ share }: { readonly share: number }): JSX.Element {
  return (
    <svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect class="ground" width={100} height={8} />
      <rect width={share} height={8} />
    </svg>
  );
}
