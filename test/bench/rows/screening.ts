import { join } from 'node:path';
import { registryActor } from '../../../src/commands/days.js';
import { EnterpriseCommands } from '../../../src/commands/enterprise-commands.js';
import { judgeFromLog } from '../../../src/commands/judgement.js';
import { Policies } from '../../../src/commands/policies.js';
import { systemRim } from '../../../src/commands/rim.js';
import { SourceReports } from '../../../src/commands/source-reports.js';
import type { ActingDepartment } from '../../../src/domain/context.js';
import { foldEnterprise } from '../../../src/domain/enterprise.js';
import { readHistory } from '../../../src/event-log/enterprise-history.js';
import type { EventLog } from '../../../src/event-log/event-log.js';
import { ReportedSpans } from '../../../src/event-log/reported-spans.js';
import { openSqliteLog } from '../../../src/event-log/sqlite.js';
import { shippedPacks } from '../../../src/policy/packs.js';
import { answerApplicants } from '../../../src/queries/applicants.js';
import { type Evidence, openScreening } from '../../../src/queries/eligibility.js';
import { ReadModels } from '../../../src/read-models/read-models.js';
import { freshInspection } from '../facts.js';
import { benchUscc } from '../lives.js';
import { interleaved, type Row, type Side, type SkippedRow } from '../row.js';
import type { Bench } from '../trial.js';
import type { PreparedRegistry, Workplace } from '../workplace.js';

const application = { programme: 'anyang-mayor-quality-award', year: 2024 };
const applicants = 10_000;
const longHistory = 200;
const bureau: ActingDepartment = { department: 'scjg', name: '', key: 'local', scopes: new Set(['admin']) };

/** A copy of a registry in which the shipped packs are adopted, every ground is reported, and one history is long. */
async function judgedCopy(place: Workplace, { folder }: PreparedRegistry): Promise<{ log: EventLog; folder: string }> {
  const copy = place.copyOf(folder);
  const log = await openSqliteLog(join(copy, 'log.sqlite'));
  const acting = { actor: registryActor, correlationId: systemRim.newId() };
  const policies = new Policies(log, systemRim);
  for (const pack of shippedPacks) await policies.adopt(pack, acting);
  const reports = new SourceReports({ log, rim: systemRim });
  const commands = new EnterpriseCommands(log, systemRim);
  for (const ground of [
    'serious-incident',
    'serious-violation',
    'collective-petition',
    'blacklisted',
    'other',
  ] as const) {
    const data = { department: 'scjg', ground, from: '2015-01-01', until: '2026-10-30' };
    await reports.record({ type: 'SourceReported', data }, bureau, '2026-10-30', acting.correlationId);
  }
  const uscc = benchUscc(0);
  for (let events = log.streamVersion(`enterprise-${uscc}`); events < longHistory; events += 1) {
    const command = freshInspection();
    await commands.execute({ uscc, command, actor: bureau, correlationId: acting.correlationId });
  }
  return { log, folder: copy };
}

const unclosed = async (): Promise<void> => {};

/** Times that a task can be done in a second. */
function repeated(task: () => unknown, times = 300): Side {
  return {
    round: async () => {
      const started = performance.now();
      for (let done = 0; done < times; done += 1) task();
      return (times / (performance.now() - started)) * 1000;
    },
    close: unclosed,
  };
}

async function screeningRow(evidence: Evidence, bench: Bench): Promise<Row> {
  const { readModels } = evidence;
  const usccs = Array.from({ length: applicants }, (_, index) => benchUscc(index % bench.small.enterprises));
  const screened: Side = {
    round: async () => {
      const started = performance.now();
      const screening = openScreening(evidence, application, { validAt: '2024-12-31' });
      let judged = 0;
      for await (const answer of answerApplicants(usccs, evidence, screening)) if ('clauses' in answer) judged += 1;
      if (judged !== applicants) throw new Error(`${judged} of ${applicants} were judged`);
      return (applicants / (performance.now() - started)) * 1000;
    },
    close: unclosed,
  };
  const read: Side = {
    round: async () => {
      const started = performance.now();
      for (const uscc of usccs) readModels.read((file) => JSON.parse(file.screening(uscc)?.records ?? ''));
      return (applicants / (performance.now() - started)) * 1000;
    },
    close: unclosed,
  };
  const compared = await interleaved(screened, read, bench.rounds);
  return {
    work: `screening ${applicants} applicants, clause by clause`,
    against: 'reading and parsing their rows',
    unit: 'applicants/s',
    ...compared,
    bound: { atLeast: 0.3 },
  };
}

/** Verdicts from the log, each at another (D, K), of the enterprise with the long history. */
function verdicts(evidence: Evidence): Side {
  const { log } = evidence;
  const { position } = log.head();
  let asked = 0;
  return repeated(() => {
    asked += 1;
    const axes = { validAt: `20${18 + (asked % 9)}-06-30`, knownAt: String(position - (asked % 50)) };
    judgeFromLog(log, benchUscc(0), openScreening(evidence, application, axes));
  });
}

export async function screeningRows(bench: Bench): Promise<readonly (Row | SkippedRow)[]> {
  const { log, folder } = await judgedCopy(bench.place, bench.small);
  const readModels = await ReadModels.open({ log: join(folder, 'log.sqlite'), folder }, () => {});
  const evidence = { log, readModels, spans: new ReportedSpans(log) };
  const folds = repeated(() => foldEnterprise(readHistory(log, benchUscc(0))));
  const rows = [
    await screeningRow(evidence, bench),
    {
      work: `a verdict from ${longHistory} events at any (D, K)`,
      against: 'parsing and folding the same events',
      unit: 'verdicts/s',
      ...(await interleaved(verdicts(evidence), folds, bench.rounds)),
      bound: { atLeast: 0.4 },
    },
    await growthOf(evidence, bench),
  ];
  await readModels.close();
  await log.close();
  return rows;
}

async function growthOf(evidence: Evidence, { place, large, rounds }: Bench): Promise<Row | SkippedRow> {
  const row = { work: 'a verdict among the enterprises of 1 M events', against: 'the same among those of 100 k' };
  if (large === undefined) return { ...row, skipped: 'needs 1 M events' };
  const { log } = await judgedCopy(place, large);
  const among = verdicts({ ...evidence, log, spans: new ReportedSpans(log) });
  const compared = await interleaved(among, verdicts(evidence), rounds);
  await log.close();
  return { ...row, unit: 'verdicts/s', ...compared, bound: { atLeast: 0.7 } };
}
