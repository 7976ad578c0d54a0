import type { Label } from '../../../schemas/vocabulary.js';
import type { FailedDelivery, Webhook } from '../../domain/webhooks.js';
import { webhookWords } from '../words/webhooks.js';
import { inShanghai } from './instant.js';
import type { Tone } from './tone.js';

/** 未送达 as a line. */
export interface FailedLine {
  readonly key: string;
  readonly says: Label;
  readonly at: string;
  readonly replay: boolean;
}

/** 订阅 as a line. */
export interface WebhookLine extends Pick<Webhook, 'subscription' | 'list' | 'url'> {
  readonly isActive: boolean;
  readonly state: Label;
  readonly tone: Tone;
  readonly told: Label | undefined;
  readonly failed: readonly FailedLine[];
  /** Something failed that is not being tried again yet. */
  readonly canReplay: boolean;
}

export function webhookLine({ subscription, list, url, cursor, ended, failed }: Webhook): WebhookLine {
  const position = positionIn(cursor);
  return {
    subscription,
    list,
    url,
    isActive: ended === undefined,
    state: webhookWords[ended ?? 'active'],
    tone: ended === undefined ? 'good' : 'plain',
    told: position === undefined ? undefined : webhookWords.position(position),
    failed: failed.map(failedLine),
    canReplay: ended === undefined && failed.some(({ replay }) => !replay),
  };
}

function failedLine({ after, until, at, replay }: FailedDelivery): FailedLine {
  const [from = '0', to = '0'] = [positionIn(after), positionIn(until)];
  return { key: until, says: webhookWords.upTo(from, to), at: inShanghai(at), replay };
}

/** The position that a cursor names. */
function positionIn(cursor: string): string | undefined {
  return /^[^.]+\.(\d+)\./.exec(cursor)?.[1];
}
