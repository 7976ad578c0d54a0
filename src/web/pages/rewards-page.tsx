import type { JSX } from 'preact';
import type { Axes } from '../../queries/axes.js';
import type { RewardTotals } from '../../queries/reward-totals.js';
import { BillTable } from '../components/bill-table.js';
import { Empty } from '../components/empty.js';
import { ExportLinks } from '../components/export-links.js';
import { FilterField, FilterForm } from '../components/filter-form.js';
import { Page } from '../components/page.js';
import { Pager } from '../components/pager.js';
import { RewardSums } from '../components/reward-sums.js';
import { type Frame, useSay } from '../frame.js';
import { withQuery } from '../query.js';
import type { BillView } from '../views/rewards.js';
import { rewardWords } from '../words/rewards.js';

interface RewardsPageProps {
  readonly frame: Frame;
  readonly year: number;
  readonly axes: Axes;
  readonly bills: readonly BillView[];
  /** Of the whole year; on the first page alone. */
  readonly totals: RewardTotals | undefined;
  readonly next: string | undefined;
}

/** 奖励核算 */
export function RewardsPage(props: RewardsPageProps): JSX.Element {
  const { frame, year, axes } = props;
  return (
    <Page
      frame={frame}
      title={rewardWords.titleOf(year)}
      actions={
        <ExportLinks path={`/v1/rewards/${year}`} fields={{ validAt: axes.validAt, knownAt: `${axes.knownAt}` }} />
      }
    >
      <FilterForm path="/rewards">
        <FilterField name="year" label={rewardWords.year} value={String(year)} />
        <FilterField name="validAt" label={rewardWords.validAt} value={axes.validAt} type="date" />
      </FilterForm>
      <Bills {...props} />
    </Page>
  );
}

function Bills({ year, axes, bills, totals, next }: RewardsPageProps): JSX.Element {
  const say = useSay();
  if (bills.length === 0) return <Empty says={rewardWords.nothing} />;
  const at = { year, validAt: axes.validAt };
  return (
    <>
      {totals !== undefined && <RewardSums totals={totals} />}
      <section class="card">
        <p class="note">{say(rewardWords.stand(axes.validAt, axes.knownAt))}</p>
        <BillTable bills={bills} caption={say(rewardWords.titleOf(year))} />
        <Pager
          first={totals === undefined ? withQuery('/rewards', at) : undefined}
          next={next === undefined ? undefined : withQuery('/rewards', { ...at, knownAt: axes.knownAt, after: next })}
        />
      </section>
    </>
  );
}
