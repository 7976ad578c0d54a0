import { type Scope, scope } from '../../schemas/scope.js';

/** 会话: who has signed in, and since when. In milliseconds. */
export interface Session {
  /** Of an access key its id, of a person the pseudonym. */
  readonly key: string;
  readonly begun: number;
  readonly seen: number;
  /** What a token of the identity provider said, and until when it holds; absent where an access key signed in. */
  readonly token?: Said | undefined;
}

interface Said {
  readonly department: string;
  readonly scopes: ReadonlySet<Scope>;
  readonly until: number;
}

/** As a cookie holds it: `scjg-0a1b2c.begun.seen`, or with what a token said `….until.department.record_read:profile`. */
export function sessionText({ key, begun, seen, token }: Session): string {
  const said = token === undefined ? [] : [token.until, token.department, [...token.scopes].join('_')];
  return [key, begun, seen, ...said].join('.');
}

/** Undefined for a text that is none. */
export function readSession(text: string): Session | undefined {
  const [, key, begun, seen, until, department = '', names = ''] =
    /^([a-z0-9-]+)\.(\d+)\.(\d+)(?:\.(\d+)\.([a-z0-9-]+)\.([a-z:_-]*))?$/.exec(text) ?? [];
  if (key === undefined) return undefined;
  const stated = new Set(names.split('_'));
  const scopes = new Set(scope.codes.filter((code) => stated.has(code)));
  const token = until === undefined ? undefined : { until: Number(until), department, scopes };
  return { key, begun: Number(begun), seen: Number(seen), token };
}
