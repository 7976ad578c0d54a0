import { type Sight, sights } from '../../policy/visibility.js';

/** What a report told, and to whom, as its check carries it. */
export interface ReportMark {
  /** D */
  readonly validAt: string;
  /** K; the public is told no position. */
  readonly knownAt: number | undefined;
  readonly sight: Sight;
  /** What was told, under which rules: Seal.digest. */
  readonly digest: string;
}

/** `XB20261125`, and `department.29755.0123456789abcdef` or, for the public, `public.0123456789abcdef`. */
export function sealedReport({ validAt, knownAt, sight, digest }: ReportMark) {
  return {
    series: `XB${validAt.replaceAll('-', '')}`,
    check: [sight, ...(knownAt === undefined ? [] : [knownAt]), digest].join('.'),
  };
}

/** The mark that a series and a check stand for; undefined when they are no report's. */
export function reportMark(series: string, check: string): ReportMark | undefined {
  const [, year, month, day] = /^XB(\d{4})(\d{2})(\d{2})$/.exec(series) ?? [];
  const [, called, position, digest] = /^([a-z]+)(?:\.(\d{1,15}))?\.([0-9a-f]{16})$/.exec(check) ?? [];
  const sight = sights.find((each) => each === called);
  if (day === undefined || sight === undefined || digest === undefined) return undefined;
  const knownAt = position === undefined ? undefined : Number(position);
  return { validAt: `${year}-${month}-${day}`, knownAt, sight, digest };
}
