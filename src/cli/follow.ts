import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { jointList } from '../../schemas/vocabularies.js';
import { takeProcessLock } from '../event-log/process-lock.js';
import { FeedClient, FeedRefused, FeedUnavailable } from '../replica/feed-client.js';
import { follow } from '../replica/follower.js';
import { CopyDiffers, ListCopy, NoCopy } from '../replica/list-copy.js';
import { argument } from './arguments.js';
import type { Output } from './output.js';
import { UsageError } from './settings.js';

export interface FollowOptions {
  readonly list: string;
  readonly into: string;
  readonly once?: boolean;
}

const signals = ['SIGINT', 'SIGTERM'] as const;

/**
 * `qcr follow URL`: keeps a copy of a joint list in a SQLite file, until a signal comes. Throws UsageError when the copy
 * turns out not to be the source, when the registry refuses, and when the file cannot be used.
 */
export async function followList(
  url: string,
  options: FollowOptions,
  key: string | undefined,
  out: Output,
): Promise<void> {
  const list = argument('--list', jointList.schema, options.list);
  if (key === undefined) throw new UsageError('QCR_KEY: put the access key into the environment');
  if (!existsSync(dirname(options.into))) throw new UsageError(`there is no folder ${dirname(options.into)}`);
  const source = new FeedClient({ url: addressOf(url), list, key });
  const release = takeProcessLock(`${options.into}.lock`);
  if (release === undefined) throw new UsageError(`another process follows into ${options.into}`);
  const leave = new AbortController();
  const stop = (): void => leave.abort();
  for (const signal of signals) process.once(signal, stop);
  try {
    const copy = new ListCopy(options.into, list);
    try {
      const said = (message: string): void => out.print(message);
      await follow({ source, copy, once: options.once === true, signal: leave.signal, said });
    } finally {
      copy.close();
    }
  } catch (error) {
    const isForeseen = [CopyDiffers, FeedRefused, FeedUnavailable, NoCopy].some((known) => error instanceof known);
    throw isForeseen && error instanceof Error ? new UsageError(error.message) : error;
  } finally {
    for (const signal of signals) process.off(signal, stop);
    release();
  }
}

/** The address of a registry, with a path in front of /v1 if there is one. */
function addressOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw new UsageError(`${text} is not an http address`);
  return new URL(`${url.origin}${url.pathname.replace(/\/*$/, '/')}`);
}
