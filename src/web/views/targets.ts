import type { Target } from '../../../schemas/policy/target.js';
import type { Label } from '../../../schemas/vocabulary.js';
import type { TargetLine } from '../../queries/targets.js';
import { withQuery } from '../query.js';
import { comparatorWords, targetWords } from '../words/targets.js';
import type { Names } from './names.js';

/** A division beside others: what it counts, and its part of the highest, in percent. */
export interface DivisionShare {
  readonly code: string;
  readonly label: Label;
  readonly value: string;
  readonly share: number;
}

/** 目标 as a line of the page. */
export interface TargetView extends Pick<TargetLine, 'target' | 'outcome'> {
  readonly observed: TargetLine['observed'] | undefined;
  readonly wanted: Label;
  /** The value that is judged; undefined where there is none. */
  readonly value: string | undefined;
  /** How far it is, in percent; undefined where that means nothing. */
  readonly progress: number | undefined;
  readonly divisions: readonly DivisionShare[];
  /** Where the counted things can be read one by one. */
  readonly items: readonly { readonly label: Label; readonly path: string }[];
}

export interface AreaView {
  readonly area: string;
  readonly targets: readonly TargetView[];
}

/** Targets by area, in the order in which the document names them. */
export function areasOf(lines: readonly TargetLine[], names: Names): readonly AreaView[] {
  const areas = [...new Set(lines.map(({ target }) => target.area))];
  return areas.map((area) => ({
    area,
    targets: lines.filter(({ target }) => target.area === area).map((line) => targetView(line, names)),
  }));
}

function targetView({ target, counted, observed, outcome }: TargetLine, names: Names): TargetView {
  const value = observed?.value ?? counted?.value ?? undefined;
  return {
    target,
    outcome,
    observed,
    value,
    wanted: wantedBy(target),
    progress: progressOf(target, value),
    divisions: sharesOf(counted?.byDivision ?? {}, names),
    items: itemsOf(target, names),
  };
}

function wantedBy({ comparator, value, upTo, reference, unit = '' }: Target): Label {
  if (value === undefined) return { zh: reference ?? '', en: reference ?? '' };
  const words = comparatorWords[comparator] ?? { zh: '', en: '' };
  const figure = `${upTo === undefined ? value : `${value}–${upTo}`} ${unit}`.trim();
  return { zh: `${words.zh} ${figure}`.trim(), en: `${words.en} ${figure}`.trim() };
}

/** Towards a ceiling or a rank there is no way to be drawn. */
function progressOf({ comparator, value: wanted }: Target, value: string | undefined): number | undefined {
  const [now, goal] = [Number(value), Number(wanted)];
  if (value === undefined || comparator === 'less-than' || !(goal > 0) || !Number.isFinite(now)) return undefined;
  return Math.max(0, Math.min(100, (100 * now) / goal));
}

function sharesOf(byDivision: Readonly<Record<string, string>>, names: Names): readonly DivisionShare[] {
  const most = Math.max(1, ...Object.values(byDivision).map(Number));
  return Object.entries(byDivision)
    .map(([code, value]) => ({
      code,
      label: code === 'unknown' ? targetWords.unplaced : names.division(code),
      value,
      share: (100 * Number(value)) / most,
    }))
    .sort((one, other) => Number(other.value) - Number(one.value));
}

function itemsOf({ counted }: Target, names: Names): TargetView['items'] {
  if (counted?.from === 'honours') {
    return counted.programmes.map((programme) => ({
      label: names.programme(programme),
      path: withQuery('/registers/honours', { programme }),
    }));
  }
  if (counted?.from !== 'certificates') return [];
  return counted.schemes.map((scheme) => ({
    label: names.programme(scheme),
    path: withQuery('/registers/certificates', { scheme }),
  }));
}
