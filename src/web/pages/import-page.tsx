import type { JSX } from 'preact';
import { fileRefusals } from '../../imports/file-refused.js';
import { isRejection, sentencesOf } from '../../imports/rejections.js';
import { Page } from '../components/page.js';
import { type Column, Table } from '../components/table.js';
import { Tag } from '../components/tag.js';
import { type Frame, useSay } from '../frame.js';
import { inShanghai } from '../views/instant.js';
import { importStatusWords, importWords } from '../words/imports.js';
import type { ImportView } from './imports-page.js';

interface ImportPageProps {
  readonly frame: Frame;
  readonly view: ImportView;
}

/** 导入结果: how far an import is, and which rows it left out and why. */
export function ImportPage({ frame, view }: ImportPageProps): JSX.Element {
  return (
    <Page frame={frame} title={importWords.one} above={[{ label: importWords.title, path: '/imports' }]}>
      <Progress view={view} />
      <Failure view={view} />
      <Reasons view={view} />
      <Rejects view={view} />
    </Page>
  );
}

type Shown = Pick<ImportPageProps, 'view'>;

function Progress({ view }: Shown): JSX.Element {
  const say = useSay();
  const { id, status, acceptedAt, read, recorded, known, rejected } = view;
  const isOver = status === 'done' || status === 'failed';
  const tallies = { read, recorded, known, rejected };
  return (
    <section class="card" {...(isOver ? {} : { 'data-progress': `/v1/imports/${id}/progress` })}>
      <p class="identity">
        <Tag label={importStatusWords[status]} tone={status === 'failed' ? 'bad' : 'plain'} />
        <span class="detail">{inShanghai(acceptedAt)}</span>
      </p>
      <dl class="tallies">
        {(['read', 'recorded', 'known', 'rejected'] as const).map((name) => (
          <div key={name}>
            <dt>{say(importWords[name])}</dt>
            <dd>
              <strong data-tally={name}>{tallies[name].toLocaleString('en-US')}</strong>
            </dd>
          </div>
        ))}
      </dl>
      {!isOver && (
        <p class="note" role="status">
          {say(importWords.going)}
        </p>
      )}
    </section>
  );
}

function Failure({ view: { failure } }: Shown): JSX.Element | null {
  const say = useSay();
  if (failure === undefined) return null;
  const known = Object.entries(fileRefusals).find(([code]) => code === failure.code)?.[1];
  return (
    <div class="refused" role="alert">
      <strong>{say(importWords.failed)}</strong> {known !== undefined && say(known)} {failure.reason}
    </div>
  );
}

const reasonColumns: readonly Column[] = [{ title: importWords.reason }, { title: importWords.count, kind: 'number' }];

function Reasons({ view: { reasons } }: Shown): JSX.Element | null {
  const say = useSay();
  if (reasons.length === 0) return null;
  return (
    <section class="card">
      <h2>{say(importWords.reasons)}</h2>
      <p class="note">{say(importWords.again)}</p>
      <Table caption={say(importWords.reasons)} columns={reasonColumns}>
        <tbody>
          {reasons.map(({ code, count }) => (
            <tr key={code}>
              <td>
                {isRejection(code) && say(sentencesOf(code))} <code class="faint">{code}</code>
              </td>
              <td class="number">{count}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}

const rejectColumns: readonly Column[] = [
  { title: importWords.row, kind: 'number' },
  { title: importWords.field, kind: 'list' },
  { title: importWords.reason },
];

function Rejects({ view: { id, rejects } }: Shown): JSX.Element | null {
  const say = useSay();
  if (rejects.length === 0) return null;
  return (
    <section class="card">
      <h2>
        {say(importWords.firstRejects)} <a href={`/v1/imports/${id}/rejects`}>{say(importWords.download)}</a>
      </h2>
      <Table caption={say(importWords.firstRejects)} columns={rejectColumns}>
        <tbody>
          {rejects.map(({ row, code, field, reason }) => (
            <tr key={row}>
              <td class="number" data-label={say(importWords.row)}>
                {row}
              </td>
              <td class="list">
                <code>{field}</code>
              </td>
              <td>
                {isRejection(code) && say(sentencesOf(code))} <bdi class="detail">{reason}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
