import { happenedBy, heldBy } from '../../domain/days.js';
import { type Recorded, recordsOf } from '../../domain/enterprise.js';
import { rewardYearOf } from '../honours.js';

/** 拨付: a payment made by a day, and what of it was recovered by then. Amounts in fen. */
export interface Payment {
  readonly eventId: string;
  /** The year of the honours that it pays; the year that it states, where none of them is on record any more. */
  readonly year: number;
  readonly honourIds: readonly string[];
  readonly absorbed: readonly string[];
  readonly paidOn: string;
  readonly paidFen: number;
  readonly recoveredFen: number;
  readonly recoveries: readonly string[];
}

/** The payments made by a day, in log order, with the recoveries made by it. */
export function paymentsBy(of: Recorded, day: string): readonly Payment[] {
  const honours = new Map(recordsOf(of, 'HonourAwarded').map((honour) => [honour.event.id, honour]));
  return recordsOf(of, 'RewardPaid')
    .filter((record) => happenedBy(record, day) === true)
    .map((record) => {
      const { year, honourIds, absorbed, paidOn, amountFen } = record.event.data;
      const paid = honourIds.map((id) => honours.get(id)).find((honour) => honour !== undefined);
      const recovered = record.followUps.flatMap((next) =>
        next.type === 'RewardRecovered' && heldBy(next, day) === true ? [next] : [],
      );
      return {
        eventId: record.event.id,
        year: paid === undefined ? year : rewardYearOf(paid),
        honourIds,
        absorbed,
        paidOn,
        paidFen: amountFen,
        recoveredFen: recovered.reduce((sum, { data }) => sum + data.amountFen, 0),
        recoveries: recovered.map(({ id }) => id),
      };
    });
}

/** A payment that was wholly recovered is as if it had never been made. */
export function stands({ paidFen, recoveredFen }: Payment): boolean {
  return paidFen > recoveredFen;
}

/** The first standing payment that names an honour as paid or as absorbed: the day on which it was tested. */
export function paymentNaming(honourId: string, payments: readonly Payment[]): Payment | undefined {
  return payments.find((payment) => stands(payment) && [...payment.honourIds, ...payment.absorbed].includes(honourId));
}
