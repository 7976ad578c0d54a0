import type { Test } from 'tap';
import { testClient } from './authorization-server.js';
import { audience, type TestProvider } from './identity-provider.js';
import { type ServerOptions, startServer } from './server.js';

/** How a registry takes the tokens of a provider of the tests. */
export function settingsOf({ issuer }: TestProvider) {
  return { issuer, audience, secret: 'a secret of the registry of 32 characters' };
}

/** A server at which people sign in at a provider, and how a browser goes there and back. */
export async function signInServer(t: Test, source: TestProvider, options: ServerOptions = {}) {
  const provider = { ...settingsOf(source), client: testClient };
  const server = await startServer(t, { provider, isReached: true, ...options });
  source.signIn.redirectUri = `${server.address}/sign-in/callback`;
  const open = (path: string, cookie = '') =>
    fetch(`${server.address}${path}`, { headers: { cookie, accept: 'text/html' }, redirect: 'manual' });
  const cookieIn = (answer: Response): string => answer.headers.getSetCookie().at(-1)?.split(';')[0] ?? '';
  /** To the provider: the cookie of the way, and the address to which the provider leads back. */
  const go = async (next = '/access-log') => {
    const away = await open(`/sign-in/provider?${new URLSearchParams({ next })}`);
    const consent = (away.headers.get('location') ?? '').replace('/authorize?', '/consent?');
    const back = await fetch(consent, { redirect: 'manual' });
    const location = (back.headers.get('location') ?? '').replace(server.address, '');
    return { away, cookie: cookieIn(away), location };
  };
  const signIn = async (next?: string) => {
    const { cookie, location } = await go(next);
    return open(location, cookie);
  };
  return { ...server, open, go, signIn, cookieIn };
}
