import type { z } from 'zod';
import { firstDayOf } from '../../../schemas/day.js';
import { listKind } from '../../../schemas/vocabularies.js';
import type { Label } from '../../../schemas/vocabulary.js';
import type { profileAnswer, profileHead } from '../../http/answers.js';
import { comingDays } from '../../policy/coming-days.js';
import type { Sight } from '../../policy/visibility.js';
import type { ResolvedAxes } from '../../queries/axes.js';
import { endWords, turnWords } from '../words/profile.js';
import type { Item } from './item.js';
import { type Line, lineOf, outcomeAlone } from './line.js';
import type { Names } from './names.js';
import type { SectionName } from './sections.js';
import { type Timeline, timelineOf } from './timeline.js';

type Head = z.output<typeof profileHead>;
type Profile = z.output<typeof profileAnswer>;

/** 名单标识 with its reason in the same line. */
export interface Badge {
  readonly kind: Label;
  readonly authority: string | undefined;
  readonly since: string | undefined;
}

/** A day that will change something by itself. */
export interface Turn {
  readonly day: string;
  readonly what: Label;
  readonly line: Line;
}

/** What stands above everything that is on record. */
export interface ProfileTop {
  readonly profile: Head;
  readonly axes: ResolvedAxes;
  readonly sight: Sight;
  /** The last day opened, and the position that stands for now. */
  readonly now: { readonly day: string; readonly position: number };
  readonly purpose: string | undefined;
  readonly names: Names;
  readonly badges: readonly Badge[];
}

export interface ProfileView extends ProfileTop {
  readonly profile: Profile;
  readonly sections: Readonly<Record<SectionName, readonly Line[]>>;
  /** Of inspections the public learns the counts alone. */
  readonly inspected: { readonly passed: number; readonly failed: number } | undefined;
  readonly timeline: Timeline | undefined;
  readonly turns: readonly Turn[];
}

export function profileTop(given: Omit<ProfileTop, 'badges'>): ProfileTop {
  const { profile, names } = given;
  return { ...given, badges: badgesOf(profile, linesOf(profile.listings, names)) };
}

function linesOf(items: readonly Item[], names: Names): readonly Line[] {
  return items.map((each) => lineOf(each, names)).sort(newestFirst);
}

export function profileView(top: ProfileTop, profile: Profile): ProfileView {
  const { names, axes } = top;
  const lines = (items: readonly Item[]): readonly Line[] => linesOf(items, names);
  const views = {
    honours: lines(profile.honours),
    certificates: lines(profile.certificates),
    inspections: lines(Array.isArray(profile.inspections) ? profile.inspections : []),
    violations: lines(profile.violations),
    incidents: lines(profile.incidents),
    listings: lines(profile.listings),
    petitionFindings: profile.petitionFindings.map((each) =>
      'eventId' in each ? lineOf(each, names) : outcomeAlone(each),
    ),
    disqualifications: lines(profile.disqualifications),
    rewards: lines(profile.rewards),
    measures: lines(profile.measures),
    duties: lines(profile.duties),
  };
  return {
    ...top,
    profile,
    sections: views,
    inspected: Array.isArray(profile.inspections) ? undefined : profile.inspections,
    timeline: timelineOf(views, axes.validAt),
    turns: turnsOf(Object.values(views).flat(), axes.validAt),
  };
}

/** What has no date stands last. */
function newestFirst(one: Line, other: Line): number {
  return firstDayOf(one.day ?? '1900') < firstDayOf(other.day ?? '1900') ? 1 : -1;
}

function badgesOf({ badge }: Head, listings: readonly Line[]): readonly Badge[] {
  return badge.listed.map((kind) => {
    const known = listKind.codes.find((code) => code === kind);
    const line = listings.find(({ item }) => item?.data.listKind === kind && item.status.code === 'in-force');
    return {
      kind: known === undefined ? { zh: kind, en: kind } : listKind.label(known),
      authority: line?.authority,
      since: line?.day,
    };
  });
}

/** How many days ahead are told. */
const told = 6;

/** The next days on which something ends or begins by itself, the nearest first. */
function turnsOf(lines: readonly Line[], day: string): readonly Turn[] {
  return lines
    .flatMap((line) => turnsIn(line))
    .filter((turn) => turn.day > day)
    .sort((one, other) => (one.day < other.day ? -1 : 1))
    .slice(0, told);
}

function turnsIn(line: Line): readonly Turn[] {
  const { item, until, type } = line;
  return comingDays({ type, until, repairableFrom: item?.repairableFrom }).map(({ day, what }) => ({
    day,
    what: what === 'over' ? endWords(type) : turnWords.repairable,
    line,
  }));
}
