/** Sections of a profile, in the order in which they stand. */
export const sections = [
  'honours',
  'certificates',
  'inspections',
  'violations',
  'incidents',
  'listings',
  'petitionFindings',
  'disqualifications',
  'rewards',
  'measures',
  'duties',
] as const;
export type SectionName = (typeof sections)[number];

/** 时间轴 lanes, from top to bottom. */
export const lanes = ['honours', 'certificates', 'inspections', 'violations', 'incidents', 'listings'] as const;
export type Lane = (typeof lanes)[number];
