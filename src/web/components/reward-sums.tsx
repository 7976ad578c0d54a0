import type { JSX } from 'preact';
import type { Label } from '../../../schemas/vocabulary.js';
import type { RewardTotals } from '../../queries/reward-totals.js';
import { useSay } from '../frame.js';
import { yuan } from '../views/money.js';
import { rewardWords } from '../words/rewards.js';

/** 合计: what the year comes to, and for which families of honours. */
export function RewardSums({ totals: { all, families } }: { readonly totals: RewardTotals }): JSX.Element {
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
      <Families families={families} />
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

function Families({ families }: Pick<RewardTotals, 'families'>): JSX.Element {
  const say = useSay();
  const most = Math.max(1, ...families.map(({ entitledFen }) => entitledFen));
  return (
    <section class="card families">
      <h2>{say(rewardWords.byFamily)}</h2>
      <div class="table-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{say(rewardWords.family)}</th>
              <th scope="col" class="amount">
                {say(rewardWords.honours)}
              </th>
              <th scope="col" class="amount">
                {say(rewardWords.rewarded)}
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
            {families.map(({ id, zh, honours, entitled, entitledFen }) => (
              <tr key={id ?? ''}>
                <td>
                  <bdi>{zh ?? say(rewardWords.unnamed)}</bdi>
                </td>
                <td class="amount">{honours}</td>
                <td class="amount">{entitled}</td>
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
      </div>
    </section>
  );
}
