import type { Recorder } from '../commands/recording.js';
import { TargetGuard } from '../commands/target-guard.js';
import { Webhooks } from '../commands/webhooks.js';
import { takeProcessLock } from '../event-log/process-lock.js';
import { type SenderSources, WebhookSender } from '../feeds/webhook-sender.js';
import { dataFiles } from './data-directory.js';
import { type Settings, UsageError } from './settings.js';

/** The webhooks of a registry; undefined without a secret to sign them with. */
export function openWebhooks(recorder: Recorder, { secret, webhookAllow = [] }: Settings): Webhooks | undefined {
  return secret === undefined ? undefined : new Webhooks(recorder, { master: secret, guard: guardOf(webhookAllow) });
}

function guardOf(allowed: readonly string[]): TargetGuard {
  try {
    return new TargetGuard(allowed);
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`QCR_WEBHOOK_ALLOW: ${error.message}`);
    throw error;
  }
}

/** Sends what is subscribed to. Of several servers on one data folder one sends; when it ends another takes over. */
export function startSending(data: string, sources: Omit<SenderSources, 'leads'>): { close(): Promise<void> } {
  let unlock: (() => void) | undefined;
  const leads = (): boolean => {
    unlock ??= takeProcessLock(dataFiles(data).webhookLock);
    return unlock !== undefined;
  };
  const sender = new WebhookSender({ ...sources, leads });
  return {
    close: async () => {
      await sender.close();
      unlock?.();
    },
  };
}
