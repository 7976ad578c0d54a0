import type { Rules } from './rules.js';

/** What the packs call their programmes, certifications among them, in Chinese. */
export function programmeNames({ municipal }: Rules): ReadonlyMap<string, string> {
  return new Map(municipal.flatMap(({ programmes }) => programmes.map(({ id, zh }) => [id, zh] as const)));
}

/** What the packs call the divisions, in Chinese. */
export function divisionNames({ municipal }: Rules): ReadonlyMap<string, string> {
  return new Map(municipal.flatMap(({ divisions }) => divisions.map(({ code, zh }) => [code, zh] as const)));
}
