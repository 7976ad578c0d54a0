import type { JSX } from 'preact';
import { jointList } from '../../../schemas/vocabularies.js';
import type { Label } from '../../../schemas/vocabulary.js';
import { useSay } from '../frame.js';
import type { WebhookLine } from '../views/webhooks.js';
import { webhookWords } from '../words/webhooks.js';
import { type Column, Table } from './table.js';
import { Tag } from './tag.js';

interface WebhookTableProps {
  readonly webhooks: readonly WebhookLine[];
  /** By which a form is known again when it is sent twice. */
  readonly form: string;
}

const columns: readonly Column[] = [
  { title: webhookWords.subscription, kind: 'main' },
  { title: webhookWords.list, kind: 'list' },
  { title: webhookWords.state, kind: 'state' },
  { title: webhookWords.failed, kind: 'held' },
  { title: webhookWords.actions, kind: 'buttons', unseen: true },
];

/** 订阅表: where the department is told, what nobody took, and what may be done about it. */
export function WebhookTable({ webhooks, form }: WebhookTableProps): JSX.Element {
  const say = useSay();
  return (
    <Table caption={say(webhookWords.title)} columns={columns}>
      <tbody>
        {webhooks.map((webhook) => (
          <Row key={webhook.subscription} webhook={webhook} form={form} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ webhook, form }: { readonly webhook: WebhookLine; readonly form: string }): JSX.Element {
  const say = useSay();
  const { subscription, list, url, state, tone, told, failed } = webhook;
  return (
    <tr>
      <td>
        <code class="what">{subscription}</code>
        <bdi class="detail">{url}</bdi>
      </td>
      <td class="list">{say(jointList.label(list))}</td>
      <td class="state">
        <Tag label={state} tone={tone} />
        {told !== undefined && (
          <span class="detail">
            {say(webhookWords.told)} {say(told)}
          </span>
        )}
      </td>
      <td class="held" data-label={failed.length === 0 ? undefined : say(webhookWords.failed)}>
        <ul>
          {failed.map(({ key, says, at, replay }) => (
            <li key={key}>
              {say(says)} {replay && <Tag label={webhookWords.replaying} />}
              <span class="detail">{at}</span>
            </li>
          ))}
        </ul>
      </td>
      <td class="buttons">
        <Buttons webhook={webhook} form={form} />
      </td>
    </tr>
  );
}

function Buttons({ webhook, form }: { readonly webhook: WebhookLine; readonly form: string }): JSX.Element {
  const { subscription, list, url, isActive, canReplay } = webhook;
  const own = `/sharing/webhooks/${subscription}`;
  return (
    <>
      {canReplay && <Button path={`${own}/replay`} label={webhookWords.replay} fields={{}} of={subscription} />}
      <Button
        path="/sharing/webhooks"
        label={isActive ? webhookWords.renew : webhookWords.again}
        fields={{ form, subscription, list, url }}
        of={subscription}
      />
      {isActive && <EndLink path={`${own}/end`} of={subscription} />}
    </>
  );
}

/** Ending cannot be taken back, so it is asked about first. */
function EndLink({ path, of }: { readonly path: string; readonly of: string }): JSX.Element {
  const say = useSay();
  return (
    <a class="plain" href={path} aria-label={`${say(webhookWords.end)} ${of}`}>
      {say(webhookWords.end)}
    </a>
  );
}

interface ButtonProps {
  readonly path: string;
  readonly label: Label;
  readonly fields: Readonly<Record<string, string>>;
  /** The subscription that it is about, for those who hear the button alone. */
  readonly of: string;
}

function Button({ path, label, fields, of }: ButtonProps): JSX.Element {
  const say = useSay();
  return (
    <form action={path} method="post">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class="plain" aria-label={`${say(label)} ${of}`}>
        {say(label)}
      </button>
    </form>
  );
}
