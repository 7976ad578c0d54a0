import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** SHA-256 of the UTF-8 form, as 64 hex digits. */
export function sha256Of(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** Most parts: Han characters, digits, Latin letters and brackets that nothing below would change. */
const isNormal = /^[\u4e00-\u9fff〔〕\w.-]*$/;

/**
 * Numbers and names compare after NFKC, with brackets folded to 〔〕 and white space dropped. `|` and `@` have a meaning
 * in keys; they become their full-width forms, which no text has after NFKC, so different texts stay different.
 */
export function normaliseKeyPart(text: string): string {
  if (isNormal.test(text)) return text;
  return text
    .normalize('NFKC')
    .replace(/[\p{Ps}<]/gu, '〔')
    .replace(/[\p{Pe}>]/gu, '〕')
    .replace(/\|/g, '｜')
    .replace(/@/g, '＠')
    .replace(/\s/gu, '');
}

interface KeyParts {
  readonly type: string;
  readonly documentNo: string | undefined;
  readonly authority: string | undefined;
  readonly department: string;
  readonly items: readonly string[];
  /** Canonical form of the data without source; only asked for when there is no number. */
  readonly content: () => string;
}

/**
 * 记录键: `type|number|authority|items…`; a number without authority stands beside `@` and the source department; no
 * number at all gives `type|@department|SHA-256 of the content`. Parts contain neither `|` nor `@`, so different parts
 * never make one key.
 */
export function recordKey({ type, documentNo, authority, department, items, content }: KeyParts): string {
  if (documentNo === undefined) return `${type}|@${department}|${sha256Of(content())}`;
  const by = authority === undefined ? `@${department}` : normaliseKeyPart(authority);
  return [type, normaliseKeyPart(documentNo), by, ...items.map(normaliseKeyPart)].join('|');
}
