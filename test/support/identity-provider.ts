import { createServer } from 'node:http';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Test } from 'tap';
import { AuthorizationServer, type Claims } from './authorization-server.js';

/** An OpenID Connect provider that listens on loopback and signs what a test asks for. */
export interface TestProvider {
  readonly issuer: string;
  /** At which people sign in. */
  readonly signIn: AuthorizationServer;
  /** A token of user 4711 with the claims of the test in place of the right ones. */
  token(claims: Claims): Promise<string>;
  /** What somebody else signs under the same name of a key. */
  forged(claims: Claims): Promise<string>;
  stop(): Promise<void>;
}

export const audience = 'qcr-registry';

/**
 * The provider's clock is the test's: tokens hold for a while from this instant. To a browser localhost is another site
 * than 127.0.0.1.
 */
export async function startProvider(t: Test, now: number, host = '127.0.0.1'): Promise<TestProvider> {
  const [own, stranger] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')]);
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' };
  let issuer = '';
  const signIn = new AuthorizationServer();
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/keys') response.end(JSON.stringify({ keys: [jwk] }));
    else if (request.url?.startsWith('/.well-known/') === true) response.end(JSON.stringify(announced(issuer)));
    else void signIn.answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the provider has no port');
  issuer = `http://${host}:${address.port}`;
  const stop = (): Promise<void> =>
    new Promise((closed) => {
      server.closeAllConnections();
      server.close(() => closed());
    });
  t.teardown(stop);
  const signedBy = (key: CryptoKey) => (claims: Claims) => {
    const { issuer: by = issuer, audience: meant = audience, expires = now / 1000 + 300, ...others } = claims;
    return new SignJWT({ department: 'scjg', scope: 'openid record read:profile', ...others })
      .setProtectedHeader({ alg: 'ES256', kid: 'one' })
      .setSubject('4711')
      .setIssuedAt(now / 1000)
      .setIssuer(by)
      .setAudience(meant)
      .setExpirationTime(expires)
      .sign(key);
  };
  const [token, forged] = [signedBy(own.privateKey), signedBy(stranger.privateKey)];
  signIn.open({ token, forged, now });
  return { issuer, signIn, token, forged, stop };
}

function announced(issuer: string): object {
  return {
    issuer,
    jwks_uri: `${issuer}/keys`,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    end_session_endpoint: `${issuer}/end-session`,
    id_token_signing_alg_values_supported: ['ES256'],
  };
}
