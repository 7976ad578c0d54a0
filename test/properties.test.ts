import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import t from 'tap';
import type { RecordedEvent } from '../schemas/events.js';
import { EnterpriseFolds } from '../src/commands/enterprise-folds.js';
import { foldEnterprise } from '../src/domain/enterprise.js';
import { readHistory } from '../src/event-log/enterprise-history.js';
import type { EventLog, EventReader } from '../src/event-log/event-log.js';
import type { Viewer } from '../src/policy/visibility.js';
import { type AskedAxes, resolveAxes } from '../src/queries/axes.js';
import { historyOf } from '../src/queries/history.js';
import { profileAsOf } from '../src/queries/profile.js';
import { build } from '../src/read-models/builder.js';
import { makeFile } from '../src/read-models/file.js';
import { enterpriseTables } from '../src/read-models/tables.js';
import { testFolder } from './support/folder.js';
import { appended } from './support/log-events.js';
import { cast, randomStory, storyDays, told, withdrawals } from './support/random-story.js';
import { ThreadlessLog } from './support/threadless-log.js';
import { withdrawnAt } from './support/withdrawn.js';

const numRuns = process.env.QCR_TEST_LONG === undefined ? 20 : 1000;
const archive: Viewer = { sight: 'archive' };
const below: readonly Viewer[] = [
  { sight: 'public' },
  { sight: 'department', department: 'scjg' },
  { sight: 'department', department: 'sthj' },
  { sight: 'lookback', department: 'scjg' },
  { sight: 'committee', department: 'scjg' },
];

interface Question extends AskedAxes {
  readonly uscc: string;
}

/** Each enterprise of the story on a few days, as known at a position. */
function questionsAt(position: number): readonly Question[] {
  const days = [{}, ...storyDays.filter((day) => day.length === 10).map((validAt) => ({ validAt }))];
  return cast.flatMap((uscc) => days.map((day) => ({ uscc, knownAt: String(position), ...day })));
}

/** Everything that a viewer is answered: profile and history. */
function answerTo(reader: EventReader, viewer: Viewer, { uscc, ...asked }: Question): string {
  const axes = resolveAxes(reader, asked);
  const profile = profileAsOf(reader, uscc, axes, viewer)?.body.toString();
  return JSON.stringify({ profile, history: historyOf(reader, { uscc, axes, viewer, after: 0, limit: 1000 }) });
}

/** A few positions of a log, the last among them. */
function somePositions(reader: EventReader): readonly number[] {
  const { position } = reader.head();
  return [...new Set([0.25, 0.5, 0.75, 1].map((share) => Math.ceil(position * share)))];
}

/** As of a position, an archive MUST be answered as by a registry that ends there; `prefix` is empty and becomes one. */
async function answersAsItsPrefix(log: EventLog, prefix: EventLog): Promise<number> {
  const folds = new EnterpriseFolds(prefix);
  let compared = 0;
  for (const knownAt of somePositions(log)) {
    const { position } = prefix.head();
    await Promise.all(log.readAll(position, knownAt - position).map((event) => copied(event, prefix)));
    for (const uscc of cast) {
      const carried = isDeepStrictEqual(folds.current(uscc), foldEnterprise(readHistory(log, uscc, knownAt)));
      if (!carried) throw new Error(`${uscc}: the fold carried on to ${knownAt} is not the fold of the prefix`);
    }
    for (const question of questionsAt(knownAt)) {
      const [asOf, now] = [answerTo(log, archive, question), answerTo(prefix, archive, question)];
      if (asOf !== now) throw new Error(`${JSON.stringify(question)}:\n${asOf}\n${now}`);
      compared += 1;
    }
  }
  return compared;
}

async function copied({ position: _position, ...event }: RecordedEvent, log: EventLog): Promise<void> {
  await appended(log, { stream: event.stream, expectedVersion: event.version - 1, events: [event] });
}

/** No answer and no stored row MUST hold a trace of what is withdrawn at the head; answers how many events are. */
function betraysNothing(log: EventReader): number {
  const events = log.readAll(0, 10_000);
  const withdrawn = withdrawnAt(events, resolveAxes(log, {}).headDay);
  const traces = tracesOf(events, withdrawn);
  const refuseTrace = (answer: string, where: object): void => {
    const found = traces.find((trace) => answer.includes(trace));
    if (found !== undefined) throw new Error(`${JSON.stringify(where)} betrays ${found}: ${answer}`);
  };
  for (const question of somePositions(log).flatMap(questionsAt)) {
    for (const viewer of below) refuseTrace(answerTo(log, viewer, question), { ...viewer, ...question });
  }
  refuseTrace(storedRows(log), { stored: true });
  return withdrawn.size;
}

/** What would give a withdrawn event away: its id, and the title of its document where no other event has it. */
function tracesOf(events: readonly RecordedEvent[], withdrawn: ReadonlySet<string>): readonly string[] {
  const titles = (of: readonly RecordedEvent[]) =>
    of.flatMap(({ data }) => ('documentTitle' in data && data.documentTitle !== undefined ? [data.documentTitle] : []));
  const others = new Set(titles(events.filter(({ id }) => !withdrawn.has(id))));
  const own = titles(events.filter(({ id }) => withdrawn.has(id)));
  return [...withdrawn, ...own.filter((title) => !others.has(title))];
}

const folder = testFolder(t);
let logs = 0;

function newFile(): string {
  logs += 1;
  return join(folder, `${logs}.sqlite`);
}

/** Every row of every read model that serves someone. */
function storedRows(reader: EventReader): string {
  const db = makeFile(newFile());
  build(reader, db, { position: reader.head().position });
  const rows = enterpriseTables.flatMap(({ name, columns }) =>
    db
      .prepare<[], unknown[]>(`SELECT ${columns.join(', ')} FROM ${name}`)
      .raw()
      .all(),
  );
  db.close();
  return rows.flat().map(String).join('\n');
}

t.test(
  'random stories: the past stays as it was known, and what is withdrawn is seen by nobody below archive',
  async (t) => {
    let [compared, withdrawn] = [0, 0];
    const story = fc.asyncProperty(randomStory, async (steps) => {
      const [log, prefix] = [await told(newFile(), steps), new ThreadlessLog(newFile())];
      try {
        compared += await answersAsItsPrefix(log, prefix);
        withdrawn += betraysNothing(log);
      } finally {
        await Promise.all([log.close(), prefix.close()]);
      }
    });
    await fc.assert(story, { numRuns, examples: [[[...withdrawals]]], endOnFailure: true });
    t.ok(compared >= numRuns * 40, `${compared} answers as of a position are those of a registry that ends there`);
    t.ok(withdrawn >= numRuns * 2, `${withdrawn} withdrawn events left no trace`);
  },
);
