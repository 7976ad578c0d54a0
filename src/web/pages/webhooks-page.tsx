import type { JSX } from 'preact';
import { type JointList, jointList } from '../../../schemas/vocabularies.js';
import type { Label } from '../../../schemas/vocabulary.js';
import { Empty } from '../components/empty.js';
import { Page } from '../components/page.js';
import { Refused } from '../components/refused.js';
import { SharingTabs } from '../components/sharing-tabs.js';
import { WebhookTable } from '../components/webhook-table.js';
import { type Frame, useSay } from '../frame.js';
import type { WebhookLine } from '../views/webhooks.js';
import { webhookWords } from '../words/webhooks.js';

interface WebhooksPageProps {
  readonly frame: Frame;
  /** Undefined where the registry sends none. */
  readonly webhooks: readonly WebhookLine[] | undefined;
  /** The lists that may be subscribed to. */
  readonly lists: readonly JointList[];
  /** By which a form is known again when it is sent twice. */
  readonly form: string;
  /** The form as it was filled in, and what is wrong with it. */
  readonly fields: Readonly<Record<string, string>>;
  readonly wrong: readonly Label[];
}

/** 订阅推送 of the department. */
export function WebhooksPage(props: WebhooksPageProps): JSX.Element {
  const { frame, webhooks, form } = props;
  return (
    <Page frame={frame} title={webhookWords.title}>
      <SharingTabs />
      {webhooks === undefined ? (
        <Empty says={webhookWords.off} />
      ) : (
        <>
          <Own webhooks={webhooks} form={form} />
          <Subscribe {...props} />
        </>
      )}
    </Page>
  );
}

function Own({ webhooks, form }: { readonly webhooks: readonly WebhookLine[]; readonly form: string }): JSX.Element {
  const say = useSay();
  return (
    <section class="card">
      <p class="note">{say(webhookWords.intro)}</p>
      {webhooks.length === 0 ? (
        <p class="empty">{say(webhookWords.none)}</p>
      ) : (
        <WebhookTable webhooks={webhooks} form={form} />
      )}
    </section>
  );
}

function Subscribe({ lists, form, fields, wrong }: WebhooksPageProps): JSX.Element {
  const say = useSay();
  return (
    <form class="card stacked" action="/sharing/webhooks" method="post">
      <h2>{say(webhookWords.subscribeTitle)}</h2>
      <Refused says={wrong} />
      <input type="hidden" name="form" value={form} />
      <div class="in-a-row">
        <div class="field">
          <label for="subscription">{say(webhookWords.subscription)}</label>
          <input
            id="subscription"
            name="subscription"
            required
            maxLength={64}
            value={fields.subscription}
            spellcheck={false}
            aria-describedby="subscription-hint"
          />
        </div>
        <div class="field">
          <label for="list">{say(webhookWords.list)}</label>
          <select id="list" name="list">
            {lists.map((list) => (
              <option key={list} value={list} selected={list === fields.list}>
                {say(jointList.label(list))}
              </option>
            ))}
          </select>
        </div>
        <div class="field wide">
          <label for="url">{say(webhookWords.url)}</label>
          <input id="url" name="url" type="url" required value={fields.url} aria-describedby="url-hint" />
        </div>
      </div>
      <p id="subscription-hint" class="hint">
        {say(webhookWords.subscriptionHint)}
      </p>
      <p id="url-hint" class="hint">
        {say(webhookWords.urlHint)}
      </p>
      <button type="submit" class="primary">
        {say(webhookWords.subscribe)}
      </button>
    </form>
  );
}
