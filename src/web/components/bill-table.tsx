import type { JSX } from 'preact';
import { useSay } from '../frame.js';
import type { BillLineView, BillView } from '../views/rewards.js';
import { rewardWords } from '../words/rewards.js';
import { EnterpriseLink } from './enterprise-link.js';
import { type Column, Table } from './table.js';
import { Tag } from './tag.js';

const columns: readonly Column[] = [
  { title: rewardWords.unit, kind: 'whose' },
  { title: rewardWords.honour, kind: 'main' },
  { title: rewardWords.standing },
  { title: rewardWords.bonus, kind: 'amount' },
  { title: rewardWords.due, kind: 'amount' },
];

/** 奖励清单: a group of lines a unit, an honour a line. */
export function BillTable({
  bills,
  caption,
}: {
  readonly bills: readonly BillView[];
  readonly caption: string;
}): JSX.Element {
  return (
    <Table caption={caption} columns={columns} look="bills">
      {bills.map((bill) => (
        <Bill key={bill.uscc} bill={bill} />
      ))}
    </Table>
  );
}

function Bill({ bill }: { readonly bill: BillView }): JSX.Element {
  const say = useSay();
  const { uscc, name, outcome, tone, lines } = bill;
  const [first, ...others] = lines;
  const span = Math.max(1, lines.length);
  return (
    <tbody>
      <tr>
        <td class="whose" rowSpan={span}>
          <EnterpriseLink uscc={uscc} name={name} />
          <Tag label={outcome} tone={tone} />
        </td>
        {first === undefined ? <PaidAlone /> : <LineCells uscc={uscc} line={first} />}
        <td class="amount" rowSpan={span} data-label={say(rewardWords.due)}>
          <Money bill={bill} />
        </td>
      </tr>
      {others.map((line) => (
        <tr key={line.eventId}>
          <LineCells uscc={uscc} line={line} />
        </tr>
      ))}
    </tbody>
  );
}

function Money({ bill: { due, recoverable, paid } }: { readonly bill: BillView }): JSX.Element {
  const say = useSay();
  return (
    <>
      <strong>{due ?? say(rewardWords.open)}</strong>
      <span class="detail">
        {say(rewardWords.paid)} {paid}
      </span>
      {recoverable !== undefined && recoverable !== '¥0.00' && (
        <span class="detail">
          {say(rewardWords.recoverable)} {recoverable}
        </span>
      )}
    </>
  );
}

function PaidAlone(): JSX.Element {
  const say = useSay();
  return (
    <td colSpan={3}>
      <span class="faint">{say(rewardWords.withdrawn)}</span>
    </td>
  );
}

function LineCells({ uscc, line }: { readonly uscc: string; readonly line: BillLineView }): JSX.Element {
  const say = useSay();
  const { eventId, honour, documentNo, awardedOn, standing, tone, why, bonus } = line;
  return (
    <>
      <td>
        <a class="what" href={`/enterprises/${uscc}#e-${eventId}`}>
          <bdi>{honour}</bdi>
        </a>
        <bdi class="detail">{[awardedOn, documentNo].filter(Boolean).join(' ')}</bdi>
      </td>
      <td class="standing">
        <span class={`standing-word ${tone}`}>{say(standing)}</span>
        {why.map(({ clause, says }, index) => (
          <bdi key={index} class="detail">
            {clause} {say(says)}
          </bdi>
        ))}
      </td>
      <td class="amount" data-label={say(rewardWords.bonus)}>
        <bdi>{bonus}</bdi>
      </td>
    </>
  );
}
