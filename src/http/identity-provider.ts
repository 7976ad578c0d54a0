import { createHmac } from 'node:crypto';
import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import { departmentId } from '../../schemas/identifiers.js';
import { type Scope, scope } from '../../schemas/scope.js';

export interface ProviderSettings {
  /** As the provider writes itself in `iss`; its configuration is read from /.well-known/openid-configuration. */
  readonly issuer: string;
  readonly audience: string;
  /** Secret of the registry: a subject becomes an actor under it, so that the log holds no account of a person. */
  readonly secret: string;
}

/** What a token says: which department acts, under which name in the log, and what it may do. */
export interface TokenHolder {
  readonly department: string;
  readonly key: string;
  readonly scopes: ReadonlySet<Scope>;
}

/** The provider does not answer, so nobody can tell whether a token is good. */
export class ProviderUnreachable extends Error {
  /** False when it was found out before and has not been tried again. */
  readonly isNews: boolean;

  constructor(issuer: string, { cause, isNews }: { readonly cause?: unknown; readonly isNews: boolean }) {
    super(`the identity provider ${issuer} cannot be asked for its keys`, { cause });
    this.name = 'ProviderUnreachable';
    this.isNews = isNews;
  }
}

/** Signatures that only the provider can make; a shared secret, or none, is no proof. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

const timeout = 5_000;
const restWhenUnreachable = 5_000;

/** `scope` as RFC 8693 writes it, names joined by blanks; those of other services mean nothing here. */
const claims = z.looseObject({ sub: z.string().min(1), department: departmentId, scope: z.string() });

const configuration = z.looseObject({ issuer: z.string(), jwks_uri: z.url() });

/**
 * OpenID Connect: takes an access token of one provider instead of an access key. Signature, issuer, audience and term
 * are checked; `department` names who acts and `scope` what it may do.
 */
export class IdentityProvider {
  readonly #settings: ProviderSettings;
  readonly #now: () => number;
  readonly #cooldown: number;
  #keys: ReturnType<typeof createRemoteJWKSet> | undefined;
  #restingUntil = Number.NEGATIVE_INFINITY;

  /** `cooldown`: milliseconds after asking for keys in which an unknown key is not asked for. */
  constructor(settings: ProviderSettings, now: () => number, cooldown = 30_000) {
    this.#settings = settings;
    this.#now = now;
    this.#cooldown = cooldown;
  }

  /** Undefined for an access token that is not good. Throws ProviderUnreachable. */
  async identify(token: string): Promise<TokenHolder | undefined> {
    const said = await this.verify(token, this.#settings.audience);
    return said === undefined ? undefined : this.holder(said);
  }

  /** What a token says that the provider signed for this audience; undefined for one that is not good. Throws ProviderUnreachable. */
  async verify(token: string, audience: string): Promise<JWTPayload | undefined> {
    const { issuer } = this.#settings;
    const isResting = performance.now() < this.#restingUntil;
    try {
      const keys = isResting ? this.#knownKeys() : await this.#currentKeys();
      const options = { issuer, audience, algorithms, requiredClaims: ['exp'], currentDate: new Date(this.#now()) };
      return (await jwtVerify(token, keys, options)).payload;
    } catch (error) {
      if (isResting && (error instanceof ProviderUnreachable || isOfUnknownKey(error))) {
        throw new ProviderUnreachable(issuer, { isNews: false });
      }
      if (isRefusal(error)) return undefined;
      this.#restingUntil = performance.now() + restWhenUnreachable;
      throw new ProviderUnreachable(issuer, { cause: error, isNews: true });
    }
  }

  /** Whom a good token names; undefined where it names no department, or says nothing of scopes. */
  holder(payload: JWTPayload): TokenHolder | undefined {
    const said = claims.safeParse(payload);
    if (!said.success) return undefined;
    const { sub, department } = said.data;
    const names = new Set(said.data.scope.split(' '));
    const scopes = new Set(scope.codes.filter((code) => names.has(code)));
    const { issuer, secret } = this.#settings;
    const subject = createHmac('sha256', secret).update(`${issuer}\0${sub}`).digest('hex').slice(0, 32);
    return { department, key: `oidc-${subject}`, scopes };
  }

  async #currentKeys(): Promise<JWTVerifyGetKey> {
    this.#keys ??= await this.#discover();
    return this.#keys;
  }

  /** While the provider is left alone, what it signed with the keys that are known goes on being taken. */
  #knownKeys(): JWTVerifyGetKey {
    const known = this.#keys?.jwks();
    if (known === undefined) throw new ProviderUnreachable(this.#settings.issuer, { isNews: false });
    return createLocalJWKSet(known);
  }

  async #discover(): Promise<ReturnType<typeof createRemoteJWKSet>> {
    const { issuer } = this.#settings;
    const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const answer = await fetch(url, { signal: AbortSignal.timeout(timeout), redirect: 'error' });
    const stated = configuration.parse(await answer.json());
    if (stated.issuer !== issuer) throw new Error(`${url} is the configuration of ${stated.issuer}`);
    return createRemoteJWKSet(new URL(stated.jwks_uri), { timeoutDuration: timeout, cooldownDuration: this.#cooldown });
  }
}

function isOfUnknownKey(error: unknown): boolean {
  return error instanceof errors.JWKSNoMatchingKey;
}

/** Is the token itself to blame? Everything else is the way to the provider. */
function isRefusal(error: unknown): boolean {
  const others = ['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'];
  return error instanceof errors.JOSEError && !others.includes(error.code);
}
