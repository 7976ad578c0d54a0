import type { RecordedEvent } from '../schemas/events.js';

/** 待并入的承继: sealed streams whose successor has not absorbed them yet; what a crash left over is found here. */
export type PendingChange =
  | { readonly change: 'add'; readonly sealingId: string }
  | { readonly change: 'remove'; readonly sealingId: string };

/** How an event changes the table, if it does. PredecessorAbsorbed names the sealing event as its cause, a void as its target. */
export function pendingChange(event: RecordedEvent): PendingChange | undefined {
  if (event.type === 'EnterpriseSucceeded' && event.data.succession !== 'division') {
    return { change: 'add', sealingId: event.id };
  }
  if (event.type === 'RecordVoided') return { change: 'remove', sealingId: event.data.target };
  return event.type === 'PredecessorAbsorbed' ? { change: 'remove', sealingId: event.causationId } : undefined;
}
