import type { JSX } from 'preact';
import { CopyTable } from '../components/copy-table.js';
import { Counts } from '../components/counts.js';
import { Empty } from '../components/empty.js';
import { HeldTable } from '../components/held-table.js';
import { Page } from '../components/page.js';
import { SharingTabs } from '../components/sharing-tabs.js';
import { type Frame, useSay } from '../frame.js';
import type { ReceiptsView } from '../views/receipts.js';
import { receiptWords } from '../words/sharing.js';

interface ReceiptsPageProps {
  readonly frame: Frame;
  readonly view: ReceiptsView;
}

/** 共享与回执: whose copy is the source, and what is still held that was withdrawn. */
export function ReceiptsPage({ frame, view }: ReceiptsPageProps): JSX.Element {
  return (
    <Page frame={frame} title={receiptWords.title}>
      <SharingTabs />
      {view.copies.length === 0 ? <Empty says={receiptWords.nothing} /> : <Standing {...view} />}
    </Page>
  );
}

function Standing({ day, limit, counts, copies, measures }: ReceiptsView): JSX.Element {
  const say = useSay();
  return (
    <>
      <Counts counts={counts} />
      <section class="card">
        <h2>{say(receiptWords.copies)}</h2>
        <p class="note">
          {say(receiptWords.intro)} {say(receiptWords.asOf(day))}
          {say({ zh: '。', en: '. ' })}
          {limit !== undefined && say(receiptWords.limit(limit))}
        </p>
        <CopyTable copies={copies} />
      </section>
      <section class="card">
        <h2>{say(receiptWords.measuresHeld)}</h2>
        {measures.length === 0 ? (
          <p class="empty">{say(receiptWords.noMeasuresHeld)}</p>
        ) : (
          <HeldTable measures={measures} />
        )}
      </section>
    </>
  );
}
