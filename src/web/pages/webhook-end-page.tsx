import type { JSX } from 'preact';
import { jointList } from '../../../schemas/vocabularies.js';
import type { Webhook } from '../../domain/webhooks.js';
import { Notice } from '../components/notice.js';
import { Page } from '../components/page.js';
import { type Frame, useSay } from '../frame.js';
import { webhookWords } from '../words/webhooks.js';

interface WebhookEndPageProps {
  readonly frame: Frame;
  readonly webhook: Webhook;
}

/** 取消订阅, asked about before it is done. */
export function WebhookEndPage({ frame, webhook }: WebhookEndPageProps): JSX.Element {
  return (
    <Page
      frame={frame}
      title={webhookWords.endTitle}
      above={[{ label: webhookWords.title, path: '/sharing/webhooks' }]}
    >
      <Question webhook={webhook} />
    </Page>
  );
}

function Question({ webhook }: Pick<WebhookEndPageProps, 'webhook'>): JSX.Element {
  const say = useSay();
  const { subscription, list, url } = webhook;
  return (
    <>
      <Notice>{say(webhookWords.endMeans)}</Notice>
      <form class="card stacked" action={`/sharing/webhooks/${subscription}/end`} method="post">
        <p>
          <code class="what">{subscription}</code> {say(jointList.label(list))}
          <bdi class="detail">{url}</bdi>
        </p>
        <input type="hidden" name="confirmed" value="yes" />
        <div class="form-buttons">
          <button type="submit" class="primary">
            {say(webhookWords.endConfirm)}
          </button>
          <a class="button" href="/sharing/webhooks">
            {say(webhookWords.back)}
          </a>
        </div>
      </form>
    </>
  );
}
