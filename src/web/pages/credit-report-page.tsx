import type { JSX } from 'preact';
import { Page } from '../components/page.js';
import { QrCode } from '../components/qr-code.js';
import { Uscc } from '../components/uscc.js';
import { addressOn, type Frame, useSay } from '../frame.js';
import type { CreditReport, Fact, ReportSection, ReportTable } from '../papers/paper.js';
import { frameWords } from '../words/frame.js';
import { profileWords } from '../words/profile.js';

interface CreditReportPageProps {
  readonly frame: Frame;
  readonly report: CreditReport;
}

/** 信用报告 as it is printed: the same words as in the PDF. */
export function CreditReportPage({ frame, report }: CreditReportPageProps): JSX.Element {
  const { subject, uscc } = report;
  const own = `/enterprises/${uscc}`;
  return (
    <Page
      frame={frame}
      title={{ zh: report.title, en: report.title }}
      above={[{ label: { zh: subject, en: subject }, path: own }]}
      actions={<Actions frame={frame} own={own} />}
    >
      <article class="report">
        <Head report={report} />
        <Facts facts={report.asked} />
        {report.sections.map((section) => (
          <Section key={section.heading} section={section} columns={report.columns} />
        ))}
        <section>
          <h3>{report.notesHeading}</h3>
          <ol class="notes">
            {report.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ol>
        </section>
        <p class="report-foot">
          {report.number} · {report.footer}
        </p>
      </article>
    </Page>
  );
}

function Actions({ frame, own }: { readonly frame: Frame; readonly own: string }): JSX.Element {
  const say = useSay();
  const [, query] = frame.here.split('?');
  const asked = query === undefined ? '' : `?${query}`;
  return (
    <>
      <a class="button" href={`${addressOn(frame.face, `${own}/report.pdf`)}${asked}`}>
        PDF
      </a>
      <span hidden data-print-row>
        <button type="button" class="primary" data-print>
          {say(frameWords.print)}
        </button>
      </span>
      <a class="button" href={`${addressOn(frame.face, own)}${asked}`}>
        {say(profileWords.backToProfile)}
      </a>
    </>
  );
}

function Head({ report }: { readonly report: CreditReport }): JSX.Element {
  const { registry, title, subject, uscc, number, verify } = report;
  return (
    <header class="report-head">
      <p class="registry">{registry}</p>
      <div>
        <h2>{title}</h2>
        <p class="subject">
          <bdi>{subject}</bdi>
        </p>
        <Uscc code={uscc} />
      </div>
      <p class="mark">
        <a href={verify.address}>
          <QrCode address={verify.address} says={verify.caption} />
        </a>
        {verify.caption} {number}
      </p>
    </header>
  );
}

function Facts({ facts }: { readonly facts: readonly Fact[] }): JSX.Element {
  return (
    <dl class="report-facts">
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface SectionProps {
  readonly section: ReportSection;
  readonly columns: CreditReport['columns'];
}

function Section({ section: { heading, facts, tables, says }, columns }: SectionProps): JSX.Element {
  return (
    <section>
      <h3>{heading}</h3>
      {facts.length > 0 && <Facts facts={facts} />}
      {tables.map((table) => (
        <Records key={table.caption} table={table} columns={columns} />
      ))}
      {says !== undefined && <p class="empty">{says}</p>}
    </section>
  );
}

function Records({
  table: { caption, rows },
  columns,
}: { readonly table: ReportTable } & Pick<SectionProps, 'columns'>) {
  return (
    <div class="table-scroll">
      <table class="lines report-table">
        <caption>
          {caption}（{rows.length}）
        </caption>
        <thead>
          <tr>
            {columns.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              <td class="day">{row.day}</td>
              <td>
                <bdi class="what">{row.title}</bdi>
                <bdi class="detail">{row.detail}</bdi>
              </td>
              <td class="document">
                <bdi>{row.documentNo}</bdi>
                <bdi class="detail">{row.authority}</bdi>
              </td>
              <td class="day">{row.until}</td>
              <td class="status">{row.status}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
