import type { JSX } from 'preact';
import type { z } from 'zod';
import type { Label } from '../../../schemas/vocabulary.js';
import type { importAnswer } from '../../http/import-answers.js';
import { Empty } from '../components/empty.js';
import { Page } from '../components/page.js';
import { type Column, Table } from '../components/table.js';
import { Tag } from '../components/tag.js';
import { type Frame, useSay } from '../frame.js';
import type { Choice } from '../views/choice.js';
import { inShanghai } from '../views/instant.js';
import { importStatusWords, importWords } from '../words/imports.js';

export type ImportView = z.output<typeof importAnswer>;

interface ImportsPageProps {
  readonly frame: Frame;
  readonly imports: readonly ImportView[];
  readonly matters: readonly Choice[];
  readonly mappings: readonly string[];
  readonly today: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly wrong: Label | undefined;
}

/** 批量导入: a file to send, and what became of those that were sent. */
export function ImportsPage(props: ImportsPageProps): JSX.Element {
  return (
    <Page frame={props.frame} title={importWords.title}>
      <Upload {...props} />
      <Latest imports={props.imports} />
    </Page>
  );
}

function Upload({ matters, mappings, today, fields, wrong }: ImportsPageProps): JSX.Element {
  const say = useSay();
  return (
    <form
      class="card stacked"
      action="/imports"
      method="post"
      encType="multipart/form-data"
      data-upload="/v1/imports"
      data-sending={say(importWords.sending)}
      data-broken-off={say(importWords.brokenOff)}
      data-bad-kind={say(importWords.badKind)}
    >
      <p class="refused" role="alert" hidden={wrong === undefined}>
        {wrong !== undefined && say(wrong)}
      </p>
      <label for="file">{say(importWords.file)}</label>
      <input id="file" name="file" type="file" accept=".csv,.ndjson" aria-describedby="file-hint" />
      <p id="file-hint" class="hint">
        {say(importWords.fileHint)}
      </p>
      <div class="in-a-row">
        <div class="field">
          <label for="command">{say(importWords.matter)}</label>
          <select id="command" name="command">
            <option value="">{say(importWords.matterHint)}</option>
            {matters.map(({ value, label }) => (
              <option key={value} value={value} selected={value === fields.command}>
                {say(label)}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="mapping">{say(importWords.mapping)}</label>
          <select id="mapping" name="mapping">
            <option value="">{say(importWords.noMapping)}</option>
            {mappings.map((mapping) => (
              <option key={mapping} value={mapping} selected={mapping === fields.mapping}>
                {mapping}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="receivedOn">{say(importWords.receivedOn)}</label>
          <input id="receivedOn" name="receivedOn" type="date" value={fields.receivedOn ?? today} />
        </div>
      </div>
      <progress max={100} value={0} hidden aria-label={say(importWords.sending)} />
      <button type="submit" class="primary">
        {say(importWords.send)}
      </button>
    </form>
  );
}

const columns: readonly Column[] = [
  { title: importWords.at, kind: 'instant' },
  { title: importWords.status, kind: 'status' },
  { title: importWords.recorded, kind: 'number' },
  { title: importWords.known, kind: 'number' },
  { title: importWords.rejected, kind: 'number' },
  { title: importWords.open, kind: 'open', unseen: true },
];

function Latest({ imports }: Pick<ImportsPageProps, 'imports'>): JSX.Element {
  const say = useSay();
  if (imports.length === 0) return <Empty says={importWords.none} />;
  return (
    <section class="card">
      <h2>{say(importWords.latest)}</h2>
      <Table caption={say(importWords.latest)} columns={columns}>
        <tbody>
          {imports.map(({ id, acceptedAt, status, recorded, known, rejected }) => (
            <tr key={id}>
              <td class="instant">{inShanghai(acceptedAt)}</td>
              <td class="status">
                <Tag label={importStatusWords[status]} tone={status === 'failed' ? 'bad' : 'plain'} />
              </td>
              <td class="number" data-label={say(importWords.recorded)}>
                {recorded}
              </td>
              <td class="number" data-label={say(importWords.known)}>
                {known}
              </td>
              <td class="number" data-label={say(importWords.rejected)}>
                {rejected}
              </td>
              <td class="open">
                <a href={`/imports/${id}`} aria-label={`${say(importWords.open)} ${inShanghai(acceptedAt)}`}>
                  {say(importWords.open)}
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
