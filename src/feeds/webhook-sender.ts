import { setTimeout as rest } from 'node:timers/promises';
import { Webhook as Signature } from 'standardwebhooks';
import type { Rim } from '../commands/rim.js';
import type { ServedWebhook, WebhookName, Webhooks } from '../commands/webhooks.js';
import type { Webhook } from '../domain/webhooks.js';
import { departmentIds } from '../event-log/departments.js';
import type { EventReader } from '../event-log/event-log.js';
import type { ReadModels } from '../read-models/read-models.js';
import { type Delivery, deliveryAfter } from './delivery.js';
import { guardedPost } from './guarded-post.js';
import { ToldCursor } from './told-cursor.js';

export interface SenderSources {
  readonly log: EventReader;
  readonly readModels: ReadModels;
  readonly webhooks: Webhooks;
  readonly rim: Rim;
  /** Is it this process that sends? Of several on one log one does, and may cease to. */
  readonly leads: () => boolean;
  /** Hears what went wrong; it names no secret. */
  readonly said: (message: string) => void;
}

export interface SenderSettings {
  /** Milliseconds before each attempt. */
  readonly schedule?: readonly number[];
  /** Milliseconds in which a target must answer. */
  readonly answerWithin?: number;
  /** Milliseconds between two looks at what there is to do. */
  readonly lookEvery?: number;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** The schedule that Standard Webhooks recommends: three days and some hours in all. */
export const publishedSchedule = [
  0,
  5 * second,
  5 * minute,
  30 * minute,
  ...[2, 5, 10, 14, 20, 24].map((h) => h * hour),
];

type Fate = 'delivered' | 'gone' | 'failed' | 'overtaken';

/**
 * Tells subscribers that their list has changed: each in order, one delivery at a time. A delivery that was not
 * recorded as done before a crash is sent again under the same id.
 */
export class WebhookSender {
  readonly #from: SenderSources;
  readonly #settings: Required<SenderSettings>;
  readonly #closing = new AbortController();
  readonly #serving = new Map<string, Promise<void>>();
  readonly #looking: Promise<void>;

  constructor(from: SenderSources, settings: SenderSettings = {}) {
    this.#from = from;
    this.#settings = { schedule: publishedSchedule, answerWithin: 15 * second, lookEvery: second, ...settings };
    this.#looking = this.#look();
  }

  /** Ends attempts under way; what they were to deliver is delivered after the next start. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#looking;
    await Promise.all(this.#serving.values());
  }

  /** Looks for subscriptions that nobody serves yet, also those made by other processes. */
  async #look(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      if (this.#from.leads()) this.#startAll();
      await this.#pause(this.#settings.lookEvery);
    }
  }

  #startAll(): void {
    const { log, webhooks } = this.#from;
    for (const department of departmentIds(log)) {
      for (const { subscription, ended } of webhooks.of(department)) {
        if (ended === undefined) this.#start({ department, subscription });
      }
    }
  }

  #start(name: WebhookName): void {
    const key = `${name.department} ${name.subscription}`;
    if (this.#serving.has(key)) return;
    const served = this.#serve(name)
      .catch((error) => this.#from.said(`webhook ${key}: ${error instanceof Error ? error.message : error}`))
      .finally(() => this.#serving.delete(key));
    this.#serving.set(key, served);
  }

  /** Serves one subscriber for as long as it is subscribed in this generation. */
  async #serve(name: WebhookName): Promise<void> {
    const { webhooks } = this.#from;
    const { generation = 0, cursor = '' } = webhooks.named(name) ?? {};
    const served = { ...name, generation };
    const told = new ToldCursor(cursor, (reached) => webhooks.moved(served, reached));
    try {
      for (let webhook = this.#live(served); webhook !== undefined; webhook = this.#live(served)) {
        if (!this.#leads()) return;
        if (!(await this.#tellNext(served, webhook, told))) await this.#pause(this.#settings.lookEvery);
      }
    } finally {
      if (this.#from.leads()) await told.keep();
    }
  }

  /** The webhook, while it is the one that is served: not ended, and not renewed. */
  #live({ generation, ...name }: ServedWebhook): Webhook | undefined {
    const webhook = this.#from.webhooks.named(name);
    return webhook?.generation === generation && webhook.ended === undefined ? webhook : undefined;
  }

  /** Delivers what is next, first what is to be replayed; answers whether there was something. */
  async #tellNext(served: ServedWebhook, webhook: Webhook, told: ToldCursor): Promise<boolean> {
    const { readModels, webhooks } = this.#from;
    if (!readModels.isRunning()) return false;
    const again = webhook.failed.find(({ replay }) => replay);
    const delivery = deliveryAfter(readModels, served.department, webhook, again?.after ?? told.cursor);
    if (delivery === undefined) return readModels.waitFor(readModels.position() + 1, this.#settings.lookEvery);
    const until = again?.until ?? delivery.until;
    const fate = await this.#deliver(served, webhook.url, delivery);
    if (fate === 'gone') await webhooks.gone(served);
    else if (fate === 'failed') await webhooks.failed(served, delivery.after, until);
    else if (fate === 'delivered' && again !== undefined) await webhooks.replayed(served, until);
    if (again === undefined && fate === 'delivered') await told.move(until);
    if (again === undefined && fate === 'failed') told.passed(until);
    return fate !== 'overtaken';
  }

  /** Tries by the schedule until one attempt is taken; a renewed or ended subscription overtakes it. */
  async #deliver(served: ServedWebhook, url: string, delivery: Delivery): Promise<Fate> {
    const { schedule, lookEvery } = this.#settings;
    for (const delay of schedule) {
      for (let left = delay; left > 0 && this.#goesOn(served); left -= lookEvery) {
        await this.#pause(Math.min(left, lookEvery));
      }
      if (!this.#goesOn(served)) return 'overtaken';
      const status = await this.#attempt(served, url, delivery);
      if (this.#live(served) === undefined || !this.#from.leads()) return 'overtaken';
      if (status >= 200 && status < 300) return 'delivered';
      if (status === 410) return 'gone';
    }
    return this.#goesOn(served) ? 'failed' : 'overtaken';
  }

  #goesOn(served: ServedWebhook): boolean {
    return this.#leads() && this.#live(served) !== undefined;
  }

  /** Whoever has taken over goes on from what is on record. */
  #leads(): boolean {
    return !this.#closing.signal.aborted && this.#from.leads();
  }

  /** The status of the answer; 0 when there was none. */
  async #attempt({ generation, ...name }: ServedWebhook, url: string, { id, body }: Delivery): Promise<number> {
    const { webhooks, rim, said } = this.#from;
    const at = new Date(rim.now());
    const live = generation > 1 ? [generation, generation - 1] : [generation];
    const signatures = live.map((each) => new Signature(webhooks.secretOf(name, each)).sign(id, at, body));
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'quality-credit-registry',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / second)),
      'webhook-signature': signatures.join(' '),
    };
    try {
      const { signal } = this.#closing;
      const post = { headers, body, milliseconds: this.#settings.answerWithin, signal };
      return await guardedPost(new URL(url), webhooks.guard, post);
    } catch (error) {
      if (!this.#closing.signal.aborted) {
        const reason = error instanceof Error ? error.message : error;
        said(`webhook ${name.department} ${name.subscription}, ${id}: ${reason}`);
      }
      return 0;
    }
  }

  async #pause(milliseconds: number): Promise<void> {
    await rest(milliseconds, undefined, { signal: this.#closing.signal }).catch(() => undefined);
  }
}
