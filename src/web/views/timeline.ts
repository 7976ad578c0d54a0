import { firstDayOf, lastDayOf } from '../../../schemas/day.js';
import type { Line } from './line.js';
import { type Lane, lanes } from './sections.js';

/** A point or bar, in units of the drawing. */
export interface Mark {
  readonly line: Line;
  readonly x: number;
  /** Length of the bar; 0 is a point. */
  readonly width: number;
  readonly y: number;
}

export interface LaneView {
  readonly lane: Lane;
  readonly top: number;
  readonly height: number;
  readonly marks: readonly Mark[];
}

export interface Timeline {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly years: readonly { readonly year: number; readonly x: number }[];
  /** Where the day stands that is asked about. */
  readonly today: number;
  readonly lanes: readonly LaneView[];
}

const width = 920;
const left = 96;
const right = 16;
const top = 8;
const rowHeight = 18;
const axisHeight = 24;
/** A mark keeps so much to itself, so that neighbours can be told apart and hit. */
const room = 16;

/** Draws dated lines between the first year of any and the year after the day asked about. */
export function timelineOf(sections: Readonly<Record<Lane, readonly Line[]>>, day: string): Timeline | undefined {
  const dated = lanes.flatMap((lane) => sections[lane]).flatMap((line) => line.day ?? []);
  if (dated.length === 0) return undefined;
  const first = Math.min(...dated.map(yearOf), yearOf(day));
  const last = Math.max(...dated.map(yearOf), yearOf(day)) + 1;
  const scale = (width - left - right) / (last - first);
  const place = (at: string): number => left + Math.min(Math.max(yearsInto(at) - first, 0), last - first) * scale;
  let y = top;
  const views = lanes.map((lane): LaneView => {
    const { marks, rows } = packed(sections[lane], y, place);
    const view = { lane, top: y, height: rows * rowHeight + 6, marks };
    y += view.height;
    return view;
  });
  const years = Array.from({ length: last - first }, (_, index) => first + index);
  return {
    width,
    height: y + axisHeight,
    left,
    years: years.map((year) => ({ year, x: left + (year - first) * scale })),
    today: place(day),
    lanes: views,
  };
}

/** Puts marks into as few rows as keep them apart. */
function packed(lines: readonly Line[], laneTop: number, place: (day: string) => number) {
  const ends: number[] = [];
  const dated = lines.flatMap((line) => (line.day === undefined ? [] : [{ line, from: firstDayOf(line.day) }]));
  dated.sort((one, other) => (one.from < other.from ? -1 : 1));
  const marks = dated.map(({ line, from }): Mark => {
    const x = place(from);
    const end = line.until === undefined ? x : Math.max(place(lastDayOf(line.until)), x);
    const free = ends.findIndex((taken) => taken <= x);
    const row = free === -1 ? ends.length : free;
    ends[row] = Math.max(end, x) + room;
    return { line, x, width: end - x, y: laneTop + 12 + row * rowHeight };
  });
  return { marks, rows: Math.max(ends.length, 1) };
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}

function yearsInto(day: string): number {
  const start = Date.UTC(yearOf(day), 0, 1);
  const length = Date.UTC(yearOf(day) + 1, 0, 1) - start;
  return yearOf(day) + (Date.parse(day) - start) / length;
}
