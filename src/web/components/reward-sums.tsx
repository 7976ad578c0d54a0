import type { JSX } from 'preact';
import type { Label } from '../../../schemas/vocabulary.js';
import type { RewardTotals } from '../../queries/reward-totals.js';
import { useSay } from '../frame.js';
import { yuan } from '../views/money.js';
import { rewardWords } from '../words/rewards.js';

/** 合计: what the year comes to, and for which families, divisions and departments. */
export function RewardSums({
  totals: { all, families, divisions, departments },
}: {
  readonly totals: RewardTotals;
}): JSX.Element {
  const sums: readonly (readonly [Label, string])[] = [
    [rewardWords.units, all.units.toLocaleString('en-US')],
    [rewardWords.entitled, yuan(all.entitledFen)],
    [rewardWords.paid, yuan(all.paidFen)],
    [rewardWords.due, yuan(all.dueFen)],
    [rewardWords.recoverable, yuan(all.recoverableFen)],
    [rewardWords.needsReview, all.needsReview.toLocaleString('en-US')],
  ];
  return (
    <>
      <dl class="counts sums">
        {sums.map(([label, value]) => (
          <Sum key={label.en} label={label} value={value} />
        ))}
      </dl>
      <div class="halves">
        <Shares
          heading={rewardWords.byFamily}
          of={rewardWords.family}
          counted={rewardWords.honours}
          shares={families.map(({ honours, ...share }) => ({ ...share, count: honours }))}
        />
        <Shares
          heading={rewardWords.byDivision}
          of={rewardWords.division}
          counted={rewardWords.units}
          shares={divisions.map(({ units, ...share }) => ({ ...share, count: units }))}
        />
        {departments.some(({ id }) => id !== null) && (
          <Shares
            heading={rewardWords.byDepartment}
            of={rewardWords.department}
            counted={rewardWords.honours}
            shares={departments.map(({ honours, ...share }) => ({ ...share, count: honours }))}
          />
        )}
      </div>
    </>
  );
}

function Sum({ label, value }: { readonly label: Label; readonly value: string }): JSX.Element {
  const say = useSay();
  return (
    <div class="card count-card">
      <dt class="count-label">{say(label)}</dt>
      <dd>
        <strong>{value}</strong>
      </dd>
    </div>
  );
}

interface Share {
  readonly id: string | null;
  readonly zh: string | null;
  readonly en: string | null;
  readonly count: number;
  readonly entitledFen: number;
}

interface SharesProps {
  readonly heading: Label;
  /** What the shares are of, and what is counted in them. */
  readonly of: Label;
  readonly counted: Label;
  readonly shares: readonly Share[];
}

/** 分类合计, with a bar for what the eye compares. */
function Shares({ heading, of, counted, shares }: SharesProps): JSX.Element {
  const say = useSay();
  const most = Math.max(1, ...shares.map(({ entitledFen }) => entitledFen));
  return (
    <section class="card">
      <h2>{say(heading)}</h2>
      <table class="dense shares">
        <thead>
          <tr>
            <th scope="col">{say(of)}</th>
            <th scope="col" class="amount">
              {say(counted)}
            </th>
            <th scope="col" class="amount">
              {say(rewardWords.entitled)}
            </th>
            <th scope="col" class="bar">
              <span class="unseen">{say(rewardWords.share)}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shares.map(({ id, zh, en, count, entitledFen }) => (
            <tr key={id ?? ''}>
              <td>
                <bdi>{say(zh === null || en === null ? rewardWords.unnamed : { zh, en })}</bdi>
              </td>
              <td class="amount">{count.toLocaleString('en-US')}</td>
              <td class="amount">{yuan(entitledFen)}</td>
              <td class="bar">
                <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                  <rect width={(100 * entitledFen) / most} height={8} />
                </svg>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
