import type Database from 'better-sqlite3';
import { normaliseName } from '../../projections/enterprise-name.js';
import { charactersOf, INITIALS_KEPT, SYLLABLES_KEPT } from '../../projections/enterprise-search.js';
import { normaliseUscc } from '../../schemas/uscc.js';

/** An enterprise as it is found: its code and the name it goes by now. */
export interface Found {
  readonly uscc: string;
  readonly name: string;
}

/** More than anyone reads; the best of them are chosen by how the name begins. */
const candidates = 200;

/**
 * Enterprises whose name, former name, pinyin or initials match, best first: the very name, names that begin with the
 * text, then the rest, shorter names first. A code, or the beginning of one, finds by code.
 */
export function findEnterprises(db: Database.Database, text: string, limit: number): readonly Found[] {
  const query = matchOf(text);
  const byName = query === undefined ? [] : [...goingBy(db, text), ...byTokens(db, query)];
  const code = normaliseUscc(text);
  const byCode = /^[0-9A-Z]{4,18}$/.test(code) ? withCode(db, code, limit) : [];
  const ranked = [...byName].sort((one, other) => rank(one, text) - rank(other, text) || order(one, other));
  const found = new Map([...byCode, ...ranked].map((each) => [each.uscc, each]));
  return [...found.values()].slice(0, limit);
}

/** The full-text query of what somebody typed; undefined when it holds nothing to look for. */
function matchOf(text: string): string | undefined {
  const characters = charactersOf(text);
  if (characters === '') return undefined;
  if (/\p{Script=Han}/u.test(text)) return `characters : "${characters}" *`;
  const letters = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  if (letters === '') return undefined;
  const spoken = `syllables : "${letters.slice(0, SYLLABLES_KEPT)}" *`;
  const initials = `initials : "${letters.slice(0, INITIALS_KEPT)}" *`;
  return `(${spoken}) OR (${initials}) OR (characters : "${characters}" *)`;
}

/** Those who go or went by this very name: never lost among many who have it in theirs. */
function goingBy(db: Database.Database, name: string): readonly Found[] {
  return db
    .prepare<[string, number], Found>(
      `SELECT enterprise_search.uscc AS uscc, enterprise_search.name AS name
       FROM enterprise_name JOIN enterprise_search ON enterprise_search.uscc = enterprise_name.uscc
       WHERE enterprise_name.name = ? LIMIT ?`,
    )
    .all(normaliseName(name), candidates);
}

function byTokens(db: Database.Database, query: string): readonly Found[] {
  return db
    .prepare<[string, number], Found>(
      `SELECT uscc, name FROM enterprise_search WHERE since IN (SELECT rowid FROM enterprise_tokens WHERE enterprise_tokens MATCH ? LIMIT ?)`,
    )
    .all(query, candidates);
}

/** Names found by code come from the search rows, so that a sole trader's name is never among them. */
function withCode(db: Database.Database, beginning: string, limit: number): readonly Found[] {
  return db
    .prepare<[string, string, number], Found>(
      `SELECT credit_profile.uscc AS uscc, coalesce(name, '') AS name
       FROM credit_profile LEFT JOIN enterprise_search ON enterprise_search.uscc = credit_profile.uscc
       WHERE credit_profile.uscc >= ? AND credit_profile.uscc < ? AND length(public) > 0
       ORDER BY credit_profile.uscc LIMIT ?`,
    )
    .all(beginning, `${beginning}\u{10FFFF}`, limit);
}

function rank({ name }: Found, text: string): number {
  if (name === text.trim()) return 0;
  return name.startsWith(text.trim()) ? 1 : 2;
}

function order(one: Found, other: Found): number {
  return one.name.length - other.name.length || (one.uscc < other.uscc ? -1 : 1);
}
