import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** What a token says, in place of what it would say without. */
export interface Claims {
  readonly issuer?: string;
  readonly audience?: string;
  readonly expires?: string | number;
  readonly [claim: string]: unknown;
}

/** What may go wrong at a provider, or be done to one. */
export type Fault =
  | 'denied'
  | 'busy'
  | 'silent'
  | 'another nonce'
  | 'another issuer'
  | 'another audience'
  | 'expired'
  | 'unsigned'
  | 'forged'
  | 'no ID token';

interface Signing {
  token(claims: Claims): Promise<string>;
  forged(claims: Claims): Promise<string>;
  readonly now: number;
}

/** The registry as a client of the provider; one without a secret is public. */
export const testClient = { id: 'qcr-console', secret: 'a secret: of 100% this client', scopes: 'openid' };

/**
 * Where people sign in: authorization code with PKCE as a strict provider has it. A code holds once, for the client and
 * the redirect URI that it was asked for with, and for whoever shows the verifier.
 */
export class AuthorizationServer {
  fault: Fault | undefined;
  /** What the tokens of the user say beside what they must. */
  claims: Claims = {};
  redirectUri = '';
  isPublic = false;
  /** Sessions that were ended here. */
  ended = 0;
  /** Called when somebody asks for a token. */
  asked: () => void = () => undefined;
  readonly #codes = new Map<string, URLSearchParams>();
  #signing: Signing | undefined;

  open(signing: Signing): void {
    this.#signing = signing;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://provider.invalid');
    if (pathname === '/authorize') this.#ask(searchParams, response);
    else if (pathname === '/consent') this.#sendBack(searchParams, response);
    else if (pathname === '/token') await this.#exchange(request, response);
    else if (pathname === '/end-session') this.#end(searchParams, response);
    else response.writeHead(404).end();
  }

  #ask(asked: URLSearchParams, response: ServerResponse): void {
    if (!this.#isGood(asked)) return void response.writeHead(400).end('no such client');
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      `<title>统一身份认证</title><link rel="icon" href="data:,"><a href="/consent?${asked.toString().replaceAll('&', '&amp;')}">4711 登录</a>`,
    );
  }

  #isGood(asked: URLSearchParams): boolean {
    const fixed = { client_id: testClient.id, response_type: 'code', code_challenge_method: 'S256' };
    const others = { redirect_uri: this.redirectUri, scope: testClient.scopes };
    const isAsItMustBe = Object.entries({ ...fixed, ...others }).every(([name, value]) => asked.get(name) === value);
    return isAsItMustBe && ['state', 'nonce', 'code_challenge'].every((name) => (asked.get(name) ?? '').length >= 43);
  }

  #sendBack(asked: URLSearchParams, response: ServerResponse): void {
    if (!this.#isGood(asked)) return void response.writeHead(400).end();
    const back = new URL(this.redirectUri);
    back.searchParams.set('state', asked.get('state') ?? '');
    const code = randomUUID();
    if (this.fault === 'denied') back.searchParams.set('error', 'access_denied');
    else back.searchParams.set('code', code);
    this.#codes.set(code, asked);
    response.writeHead(302, { location: back.href }).end();
  }

  async #exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = new URLSearchParams(await text(request));
    this.asked();
    if (this.fault === 'silent') return;
    if (this.fault === 'busy') return void response.writeHead(503).end('{}');
    const no = (status: number, error: string) => void response.writeHead(status).end(JSON.stringify({ error }));
    if (!this.#isClient(request.headers.authorization, sent)) return no(401, 'invalid_client');
    const asked = this.#codes.get(sent.get('code') ?? '');
    this.#codes.delete(sent.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(sent.get('code_verifier') ?? '')
      .digest('base64url');
    const isSame = asked?.get('code_challenge') === challenge && asked.get('redirect_uri') === sent.get('redirect_uri');
    if (!isSame || sent.get('grant_type') !== 'authorization_code') return no(400, 'invalid_grant');
    const idToken = this.fault === 'no ID token' ? {} : { id_token: await this.#idToken(asked?.get('nonce') ?? '') };
    response.end(JSON.stringify({ access_token: randomUUID(), token_type: 'Bearer', expires_in: 300, ...idToken }));
  }

  /** Identifier and secret are encoded as form fields before they are joined (RFC 6749, section 2.3.1). */
  #isClient(authorization: string | undefined, sent: URLSearchParams): boolean {
    if (this.isPublic) return authorization === undefined && sent.get('client_id') === testClient.id;
    const [, encoded = ''] = /^Basic (.+)$/.exec(authorization ?? '') ?? [];
    const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString().split(':');
    const shown = new URLSearchParams(`id=${id}&secret=${secret}`);
    return shown.get('id') === testClient.id && shown.get('secret') === testClient.secret;
  }

  async #idToken(nonce: string): Promise<string> {
    if (this.#signing === undefined) throw new Error('nobody signs here');
    const { token, forged, now } = this.#signing;
    const good: Claims = { audience: testClient.id, nonce, expires: now / 1000 + 300, ...this.claims };
    if (this.fault === 'another nonce') return token({ ...good, nonce: 'of another sign-in' });
    if (this.fault === 'another issuer') return token({ ...good, issuer: 'https://elsewhere.example' });
    if (this.fault === 'another audience') return token({ ...good, audience: 'another-service' });
    if (this.fault === 'expired') return token({ ...good, expires: now / 1000 - 1 });
    if (this.fault === 'forged') return forged(good);
    const signed = await token(good);
    if (this.fault !== 'unsigned') return signed;
    return `${Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url')}.${signed.split('.')[1]}.`;
  }

  #end(asked: URLSearchParams, response: ServerResponse): void {
    if (asked.get('client_id') !== testClient.id) return void response.writeHead(400).end();
    this.ended += 1;
    response.writeHead(302, { location: asked.get('post_logout_redirect_uri') ?? '' }).end();
  }
}
