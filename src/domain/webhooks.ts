import type { RecordedEvent } from '../../schemas/events.js';
import type { JointList } from '../../schemas/vocabularies.js';

/** A delivery that nobody took: the changes after one cursor, up to another. */
export interface FailedDelivery {
  readonly after: string;
  readonly until: string;
  /** UTC instant. */
  readonly at: string;
  /** It is to be tried again. */
  readonly replay: boolean;
}

/** 订阅推送: where a department wants to be told that a list has changed. */
export interface Webhook {
  readonly subscription: string;
  readonly list: JointList;
  readonly url: string;
  /** Grows with each renewal, and with it the signing secret changes. */
  readonly generation: number;
  /** Up to where the subscriber was told, as far as that was recorded. */
  readonly cursor: string;
  readonly ended: 'unsubscribed' | 'gone' | undefined;
  readonly failed: readonly FailedDelivery[];
}

type WebhookChange = { readonly [K in keyof Webhook]?: Webhook[K] };

/** The webhooks of a department, carried on by an event of its stream. */
export function evolveWebhooks(webhooks: Map<string, Webhook>, event: RecordedEvent): void {
  if (event.type === 'WebhookSubscribed') {
    const { cursor = '', failed = [] } = webhooks.get(event.data.subscription) ?? {};
    webhooks.set(event.data.subscription, { ...event.data, cursor, ended: undefined, failed });
    return;
  }
  const change = changeBy(event);
  if (change === undefined) return;
  const known = webhooks.get(change.subscription);
  if (known !== undefined) webhooks.set(change.subscription, { ...known, ...change.of(known) });
}

/** What an event changes about a webhook that is there. */
function changeBy(event: RecordedEvent): { subscription: string; of(webhook: Webhook): WebhookChange } | undefined {
  switch (event.type) {
    case 'WebhookCursorMoved': {
      const { subscription, cursor } = event.data;
      return { subscription, of: () => ({ cursor }) };
    }
    case 'WebhookEnded': {
      const { subscription, reason } = event.data;
      return { subscription, of: () => ({ ended: reason }) };
    }
    case 'WebhookDeliveryFailed': {
      const { subscription, after, until } = event.data;
      const letter: FailedDelivery = { after, until, at: event.recordedAt, replay: false };
      return { subscription, of: ({ failed, cursor }) => failure(failed, letter, cursor) };
    }
    case 'WebhookReplayRequested': {
      const { subscription, until } = event.data;
      const asked = (each: FailedDelivery): FailedDelivery => (each.until === until ? { ...each, replay: true } : each);
      return { subscription, of: ({ failed }) => ({ failed: failed.map(asked) }) };
    }
    case 'WebhookDeliveryReplayed': {
      const { subscription, until } = event.data;
      return { subscription, of: ({ failed }) => ({ failed: failed.filter((each) => each.until !== until) }) };
    }
    default:
      return undefined;
  }
}

/** What failed anew is passed by; what failed again in a replay stays where it is. */
function failure(failed: readonly FailedDelivery[], letter: FailedDelivery, cursor: string): WebhookChange {
  const isAgain = failed.some(({ until }) => until === letter.until);
  const others = failed.map((each) => (each.until === letter.until ? letter : each));
  return isAgain ? { failed: others, cursor } : { failed: [...failed, letter], cursor: letter.until };
}
