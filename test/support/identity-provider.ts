import { createServer } from 'node:http';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Test } from 'tap';

interface Claims {
  readonly issuer?: string;
  readonly audience?: string;
  readonly expires?: string | number;
  readonly [claim: string]: unknown;
}

/** An OpenID Connect provider that listens on loopback and signs what a test asks for. */
export interface TestProvider {
  readonly issuer: string;
  /** A token of user 4711 with the claims of the test in place of the right ones. */
  token(claims: Claims): Promise<string>;
  /** What somebody else signs under the same name of a key. */
  forged(claims: Claims): Promise<string>;
  stop(): Promise<void>;
}

export const audience = 'qcr-registry';

/** The provider's clock is the test's: tokens hold for a while from this instant. */
export async function startProvider(t: Test, now: number): Promise<TestProvider> {
  const [own, stranger] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')]);
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' };
  let issuer = '';
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/keys') response.end(JSON.stringify({ keys: [jwk] }));
    else response.end(JSON.stringify({ issuer, jwks_uri: `${issuer}/keys` }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the provider has no port');
  issuer = `http://127.0.0.1:${address.port}`;
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
      .setIssuer(by)
      .setAudience(meant)
      .setExpirationTime(expires)
      .sign(key);
  };
  return { issuer, token: signedBy(own.privateKey), forged: signedBy(stranger.privateKey), stop };
}
