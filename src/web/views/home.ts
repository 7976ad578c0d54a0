import { addDays } from '../../../schemas/day.js';
import { type JointList, jointList } from '../../../schemas/vocabularies.js';
import type { Label } from '../../../schemas/vocabulary.js';
import type { Registry } from '../../http/registry.js';
import { listAxes, listCount, listStateAt } from '../../queries/joint-lists.js';
import { changesBetween } from '../../queries/list-changes.js';
import { type RegisterName, registerCount, registerPage } from '../../queries/registers.js';
import { homeWords } from '../words/home.js';
import { registerTitles } from '../words/registers.js';
import { type ChangeView, changeViews } from './changes.js';
import type { Names } from './names.js';
import { type RegisterRow, registerRow } from './registers.js';

/** A number with what it was, and where it comes from. */
export interface CountView {
  readonly label: Label;
  readonly path: string;
  readonly count: number;
  /** How much of it is new, or how it has moved. */
  readonly trend: Label;
}

export interface HomeView {
  readonly counts: readonly CountView[];
  /** Changes of the lists that whoever looks may see; undefined without any such list. */
  readonly changes: readonly ChangeView[] | undefined;
  readonly honours: readonly RegisterRow[];
  readonly penalties: readonly RegisterRow[];
  readonly day: string;
  readonly position: number;
  readonly behind: number;
}

interface Given {
  readonly registry: Registry;
  readonly names: Names;
  /** The lists that may be seen. */
  readonly lists: readonly JointList[];
}

/** Days over which a trend is told. */
const span = 30;
const shownChanges = 8;
const shownLines = 5;

export function homeView({ registry, names, lists }: Given): HomeView {
  const { readModels, log } = registry;
  const { position, day } = readModels.checkpoint();
  return {
    counts: [...registersCounted(registry, day), ...lists.map((list) => listCounted(registry, list, day))],
    changes: lists.length === 0 ? undefined : latestChanges(registry, lists),
    honours: latest(registry, 'honours', names),
    penalties: latest(registry, 'penalties', names),
    day,
    position,
    behind: Math.max(0, log.head().position - position),
  };
}

function registersCounted({ readModels }: Registry, day: string): readonly CountView[] {
  const names: readonly RegisterName[] = ['honours', 'certificates', 'penalties'];
  const equal = new Map<string, string>();
  return names.map((register) => ({
    label: registerTitles[register],
    path: `/registers/${register}`,
    count: registerCount(readModels, register, { equal }),
    trend: homeWords.recent(registerCount(readModels, register, { equal, from: addDays(day, -span) })),
  }));
}

function listCounted(registry: Registry, list: JointList, day: string): CountView {
  const { readModels } = registry;
  const count = listCount(readModels, list, readModels.checkpoint().position);
  const before = listCount(readModels, list, listAxes(registry, { validAt: addDays(day, -span) }).knownAt);
  return {
    label: jointList.label(list),
    path: `/lists/${list}`,
    count,
    trend: homeWords.moved(count - before),
  };
}

/** The last changes of each list, newest first. */
function latestChanges({ readModels }: Registry, lists: readonly JointList[]): readonly ChangeView[] {
  const until = readModels.checkpoint().position;
  const found = lists.flatMap((list) => {
    const { sequence } = listStateAt(readModels, list, until);
    const looked = 2 * shownChanges;
    const after = Math.max(0, sequence - looked);
    const { changes } = changesBetween(readModels, { list, after, until, limit: looked });
    return changeViews(list, changes, readModels);
  });
  return found.sort((one, other) => other.position - one.position).slice(0, shownChanges);
}

function latest({ readModels }: Registry, register: RegisterName, names: Names): readonly RegisterRow[] {
  const filter = { equal: new Map<string, string>() };
  return registerPage(readModels, { register, filter, limit: shownLines }).lines.map((line) =>
    registerRow(line, names),
  );
}
