import { createHmac } from 'node:crypto';
import type { DataOf, Fact } from '../../schemas/events.js';
import { Refusal } from '../domain/refusal.js';
import type { Webhook } from '../domain/webhooks.js';
import { departmentNow, departmentStream } from '../event-log/departments.js';
import { registryActor } from './days.js';
import { type Acting, type Recorder, recordDecided } from './recording.js';
import { type TargetGuard, TargetRefused } from './target-guard.js';

type Subscription = Omit<DataOf<'WebhookSubscribed'>, 'generation'>;

/** Whose webhook, and which. */
export interface WebhookName {
  readonly department: string;
  readonly subscription: string;
}

/** The generation of a webhook that a sender serves. */
export interface ServedWebhook extends WebhookName {
  readonly generation: number;
}

/** 订阅推送: subscriptions and how far each was told, as events of the department, so that no node holds them alone. */
export class Webhooks {
  readonly guard: TargetGuard;
  readonly #recorder: Recorder;
  readonly #master: string;

  /** `master`: the secret of the registry. */
  constructor(recorder: Recorder, { master, guard }: { readonly master: string; readonly guard: TargetGuard }) {
    this.#recorder = recorder;
    this.#master = master;
    this.guard = guard;
  }

  /**
   * The signing secret of a subscriber as Standard Webhooks writes it: `whsec_` and Base64 of HMAC-SHA256(master,
   * "webhook" ‖ department ‖ subscription ‖ generation, joined by NUL). It is stored nowhere.
   */
  secretOf({ department, subscription }: WebhookName, generation: number): string {
    const text = ['webhook', department, subscription, generation].join('\0');
    return `whsec_${createHmac('sha256', this.#master).update(text).digest('base64')}`;
  }

  /** Every webhook that a department ever asked for. */
  of(department: string): readonly Webhook[] {
    return [...departmentNow(this.#recorder.log, department).webhooks.values()];
  }

  named({ department, subscription }: WebhookName): Webhook | undefined {
    return departmentNow(this.#recorder.log, department).webhooks.get(subscription);
  }

  /**
   * Subscribes, or renews a subscription, with a new secret. One of another list, or that had ended, begins at the
   * cursor given; else it goes on where it was. Answers it as it stands then. Throws Refusal on a target that is not to
   * be called.
   */
  async subscribe(department: string, wanted: Subscription, cursor: string, acting: Acting): Promise<Webhook> {
    const name = { department, subscription: wanted.subscription };
    this.#refuseTarget(new URL(wanted.url));
    await this.#record(
      name,
      (known) => {
        const generation = (known?.generation ?? 0) + 1;
        const subscribed: Fact = { type: 'WebhookSubscribed', data: { ...wanted, generation } };
        const goesOn = known !== undefined && known.ended === undefined && known.list === wanted.list;
        return goesOn ? [subscribed] : [subscribed, this.#moved(wanted.subscription, cursor)];
      },
      acting,
    );
    const webhook = this.named(name);
    if (webhook === undefined) throw new Error(`${wanted.subscription} was recorded and is not there`);
    return webhook;
  }

  /** Ends a subscription; answers whether there was one. */
  async end(name: WebhookName, acting: Acting): Promise<boolean> {
    const { subscription } = name;
    const ended: Fact = { type: 'WebhookEnded', data: { subscription, reason: 'unsubscribed' } };
    return this.#record(name, (known) => (known === undefined || known.ended !== undefined ? [] : [ended]), acting);
  }

  /** Has whatever failed tried again; answers how much that is, undefined for a subscription that has ended. */
  async replay(name: WebhookName, acting: Acting): Promise<number | undefined> {
    const { subscription } = name;
    const failed = (known: Webhook | undefined) =>
      known?.ended === undefined ? known?.failed.filter(({ replay }) => !replay) : undefined;
    const count = failed(this.named(name))?.length;
    await this.#record(
      name,
      (known) =>
        (failed(known) ?? []).map(({ until }) => ({ type: 'WebhookReplayRequested', data: { subscription, until } })),
      acting,
    );
    return count;
  }

  /** The subscriber was told up to a cursor. */
  async moved(served: ServedWebhook, cursor: string): Promise<void> {
    await this.#recordOf(served, this.#moved(served.subscription, cursor));
  }

  /** The subscriber answered 410. */
  async gone(served: ServedWebhook): Promise<void> {
    const { subscription } = served;
    await this.#recordOf(served, { type: 'WebhookEnded', data: { subscription, reason: 'gone' } });
  }

  async failed(served: ServedWebhook, after: string, until: string): Promise<void> {
    const { subscription } = served;
    await this.#recordOf(served, { type: 'WebhookDeliveryFailed', data: { subscription, after, until } });
  }

  async replayed(served: ServedWebhook, until: string): Promise<void> {
    const { subscription } = served;
    await this.#recordOf(served, { type: 'WebhookDeliveryReplayed', data: { subscription, until } });
  }

  /** Records what came of serving a generation; of one that was renewed or ended meanwhile nothing is recorded. */
  async #recordOf({ generation, ...name }: ServedWebhook, fact: Fact): Promise<void> {
    const isServed = (known: Webhook | undefined) => known?.generation === generation && known.ended === undefined;
    await this.#record(name, (known) => (isServed(known) ? [fact] : []), this.#itself());
  }

  #refuseTarget(url: URL): void {
    const isEncrypted = url.protocol === 'https:' || this.guard.isAllowed(url.hostname);
    const isPlain = url.username === '' && url.password === '';
    try {
      this.guard.checkHost(url.hostname);
    } catch (error) {
      if (!(error instanceof TargetRefused)) throw error;
      throw new Refusal('WEBHOOK_TARGET_REFUSED', { field: 'url' });
    }
    if (!isEncrypted || !isPlain) throw new Refusal('WEBHOOK_TARGET_REFUSED', { field: 'url' });
  }

  #itself(): Acting {
    return { actor: registryActor, correlationId: this.#recorder.rim.newId() };
  }

  #moved(subscription: string, cursor: string): Fact {
    const at = new Date(this.#recorder.rim.now()).toISOString();
    return { type: 'WebhookCursorMoved', data: { subscription, cursor, at } };
  }

  /** Records what is decided on the webhook as it stands; answers whether that was anything. */
  async #record(
    { department, subscription }: WebhookName,
    decide: (known: Webhook | undefined) => readonly Fact[],
    acting: Acting,
  ): Promise<boolean> {
    const known = () => departmentNow(this.#recorder.log, department).webhooks.get(subscription);
    const stream = departmentStream(department);
    return (await recordDecided(this.#recorder, stream, () => decide(known()), acting)) !== undefined;
  }
}
