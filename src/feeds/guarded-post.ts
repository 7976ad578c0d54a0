import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { TargetGuard } from '../commands/target-guard.js';

interface Post {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly milliseconds: number;
  readonly signal: AbortSignal;
}

/**
 * Posts to a target that the guard lets through, and answers the status. Redirects are not followed and nothing of the
 * answer is read: both could lead where the guard does not look. Rejects when there is no answer in time.
 */
export async function guardedPost(url: URL, guard: TargetGuard, post: Post): Promise<number> {
  guard.checkHost(url.hostname);
  const { headers, body, milliseconds } = post;
  const signal = AbortSignal.any([post.signal, AbortSignal.timeout(milliseconds)]);
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const request = send(url, { method: 'POST', headers, lookup: guard.lookup, agent: false, signal });
    request.once('response', (response) => {
      response.once('error', () => undefined).destroy();
      resolve(response.statusCode ?? 0);
    });
    request.once('error', reject);
    request.end(body);
  });
}
