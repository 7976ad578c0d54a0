import type { z } from 'zod';
import type { JointList } from '../../schemas/vocabularies.js';
import { type Batch, batch, type CopyMark, head, problem, receipt, type Snapshot, snapshotRow } from './feed.js';

/** The registry says no, and would again: a key without the scope, an address where no registry is. */
export class FeedRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FeedRefused';
  }
}

/** No answer for now: the registry restarts, or asks to wait. */
export class FeedUnavailable extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FeedUnavailable';
  }
}

interface Source {
  readonly url: URL;
  readonly list: JointList;
  /** Shown to the registry and to nobody else. */
  readonly key: string;
}

/** Reads one list of a registry over HTTP, and acknowledges it. */
export class FeedClient {
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  /** Throws FeedUnavailable, FeedRefused. */
  async snapshot(signal: AbortSignal): Promise<Snapshot> {
    const response = await this.#ask(`/v1/lists/${this.#source.list}?format=ndjson`, { signal });
    const lines = linesOf(response);
    const first = await lines.next();
    if (first.done === true) throw new FeedUnavailable('the snapshot is empty');
    const { feed } = understood(head, first.value);
    const rows = async function* () {
      for await (const line of lines) yield understood(snapshotRow, line);
    };
    return { cursor: feed.cursor, digest: feed.digest, rows: rows() };
  }

  /**
   * The changes after a cursor, waiting some milliseconds for the first; undefined when the holder must start again from
   * a snapshot. Throws FeedUnavailable, FeedRefused.
   */
  async changes(cursor: string, wait: number, signal: AbortSignal): Promise<Batch | undefined> {
    const query = new URLSearchParams({ after: cursor, limit: '500', timeout: String(wait) });
    const response = await this.#ask(`/v1/feeds/${this.#source.list}?${query}`, { signal, mayResync: true });
    if (response.status === 409) return undefined;
    const to = { cursor: response.headers.get('qcr-cursor') ?? '', digest: response.headers.get('qcr-digest') ?? '' };
    const events = understood(batch, await wholeText(response));
    return { changes: events.map(({ data }) => data), to };
  }

  /** Says how far the copy is; answers what the registry makes of it, if it knows the cursor. Throws FeedUnavailable, FeedRefused. */
  async acknowledge({ cursor, digest }: CopyMark, signal: AbortSignal): Promise<string | undefined> {
    const body = JSON.stringify({ list: this.#source.list, cursor, digest });
    const response = await this.#ask('/v1/receipts', { signal, body, mayResync: true });
    if (response.status === 409) return undefined;
    return understood(receipt, await wholeText(response)).verdict;
  }

  async #ask(
    path: string,
    { signal, body, mayResync = false }: { signal: AbortSignal; body?: string; mayResync?: boolean },
  ): Promise<Response> {
    const headers = { authorization: `Bearer ${this.#source.key}`, 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { method: 'POST', body };
    const address = new URL(path.slice(1), this.#source.url);
    const response = await reached(fetch(address, { headers, signal, redirect: 'error', ...sent }));
    if (response.ok || (mayResync && response.status === 409)) return response;
    const text = await wholeText(response);
    if (response.status >= 500 || response.status === 429) throw new FeedUnavailable(`${response.status}`);
    throw new FeedRefused(`${response.status} ${wordsOf(text)}`);
  }
}

function wordsOf(text: string): string {
  try {
    const { code, title, titleEn } = problem.parse(JSON.parse(text));
    return `${code}: ${title} ${titleEn}`;
  } catch {
    return 'this is not the answer of a registry';
  }
}

/** What the network throws means that nobody answers now. */
async function reached<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const { cause } = error instanceof Error ? error : { cause: undefined };
    throw new FeedUnavailable(cause instanceof Error ? cause.message : String(error));
  }
}

async function wholeText(response: Response): Promise<string> {
  return reached(response.text());
}

function understood<S extends z.ZodType>(schema: S, text: string): z.output<S> {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new FeedRefused('this is not the answer of a registry');
  }
}

/** The lines of a body as they come. A body that breaks off throws FeedUnavailable. */
async function* linesOf(response: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  const chunks = (response.body ?? new ReadableStream<Uint8Array>()).values();
  for (;;) {
    const { done, value } = await reached(chunks.next());
    if (done) break;
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
