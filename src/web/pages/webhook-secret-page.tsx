import type { JSX } from 'preact';
import type { Webhook } from '../../domain/webhooks.js';
import { Notice } from '../components/notice.js';
import { Page } from '../components/page.js';
import { type Frame, useSay } from '../frame.js';
import { frameWords } from '../words/frame.js';
import { webhookWords } from '../words/webhooks.js';

interface WebhookSecretPageProps {
  readonly frame: Frame;
  readonly webhook: Webhook;
  readonly secret: string;
}

/** 验签密钥, shown this once. */
export function WebhookSecretPage({ frame, ...shown }: WebhookSecretPageProps): JSX.Element {
  return (
    <Page
      frame={frame}
      title={webhookWords.secretTitle}
      above={[{ label: webhookWords.title, path: '/sharing/webhooks' }]}
    >
      <Secret {...shown} />
    </Page>
  );
}

function Secret({ webhook, secret }: Omit<WebhookSecretPageProps, 'frame'>): JSX.Element {
  const say = useSay();
  return (
    <>
      <Notice>{say(webhookWords.secretOnce)}</Notice>
      <section class="card narrow">
        <p>
          <code>{webhook.subscription}</code> <bdi class="detail">{webhook.url}</bdi>
        </p>
        <p class="secret">
          <code>{secret}</code>
        </p>
        <button type="button" hidden data-copy={secret} data-copied={say(frameWords.copied)}>
          {say(webhookWords.copy)}
        </button>
        <p>
          <a href="/sharing/webhooks">{say(webhookWords.back)}</a>
        </p>
      </section>
    </>
  );
}
