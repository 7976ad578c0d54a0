import type { Recorder } from '../commands/recording.js';
import { TargetGuard } from '../commands/target-guard.js';
import { Webhooks } from '../commands/webhooks.js';
import { ClusterLease } from '../event-log/eventstoredb/cluster-lease.js';
import { FileLease, type Lease } from '../event-log/lease.js';
import { type SenderSources, WebhookSender } from '../feeds/webhook-sender.js';
import { dataFiles } from './data-directory.js';
import { type RegistryPlace, type Settings, UsageError } from './settings.js';

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

/** Sends what is subscribed to. Of several servers on one log one sends; when it ends another takes over. */
export async function startSending(
  { data, cluster }: RegistryPlace,
  sources: Omit<SenderSources, 'leads'>,
): Promise<{ close(): Promise<void> }> {
  const { said } = sources;
  const lease: Lease =
    cluster === undefined
      ? new FileLease(dataFiles(data).webhookLock)
      : await ClusterLease.open({ address: cluster, name: 'webhooks', said });
  const sender = new WebhookSender({ ...sources, leads: () => lease.isHeld() });
  return {
    close: async () => {
      await sender.close();
      await lease.close();
    },
  };
}
