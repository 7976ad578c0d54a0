import { jointList } from '../../schemas/vocabularies.js';
import { openedDay } from '../event-log/opened-day.js';
import { allReceipts, type DepartmentReceipts, type ReceiptSources } from '../queries/receipts.js';
import { ReadModelsStopped } from '../read-models/read-models.js';

/** How often the watch looks whether another day has been opened. */
const lookEvery = 60_000;

/** 逾期提醒: says once a day, and at the start, which departments are past the limit of the pack, and in what. */
export function watchReceipts(sources: ReceiptSources, said: (message: string) => void): { stop(): void } {
  let toldOn: string | undefined;
  const look = (): void => {
    const day = openedDay(sources.log);
    if (day === toldOn || !sources.readModels.isRunning()) return;
    try {
      for (const each of allReceipts(sources, { lists: jointList.codes }))
        if (each.overdue.length > 0) said(words(each));
      toldOn = day;
    } catch (error) {
      if (!(error instanceof ReadModelsStopped)) throw error;
    }
  };
  look();
  const timer = setInterval(look, lookEvery);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

function words({ department, list, overdue }: DepartmentReceipts): string {
  return `反馈逾期 overdue: ${department} on ${list}: ${overdue.join(', ')}`;
}
