import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  type ClientAuth,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  clockSkew,
  discovery,
  None,
  ResponseBodyError,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { type IdentityProvider, ProviderUnreachable, type TokenHolder } from './identity-provider.js';
import type { PendingSignIn } from './pending-sign-ins.js';
import { Problem, type ProblemCode } from './problems.js';

/** What the registry is to the provider when people sign in to its pages. */
export interface ProviderClient {
  readonly id: string;
  /** A client without one is public; PKCE alone proves that who asked is who comes back. */
  readonly secret?: string | undefined;
  /** What is asked of the provider, names joined by blanks; `openid` is among them. */
  readonly scopes: string;
  /** On the button of the sign-in page. */
  readonly label?: string | undefined;
}

/** A provider as it is set up: how it writes itself, and the time on the registry's clock. */
interface ProviderOptions {
  readonly issuer: string;
  readonly now: () => number;
  /** Seconds after which the provider is taken not to answer. */
  readonly timeout?: number;
}

/** Whoever signed in, and until when the token holds that says so, in milliseconds. */
export interface SignedIn {
  readonly holder: TokenHolder;
  readonly until: number;
}

/** A sign-in that comes to nothing. The reason is for the log of the process: it holds no code, token or secret. */
export class SignInRefused extends Problem {
  readonly reason: string;

  constructor(code: ProblemCode, reason: string) {
    super(code);
    this.reason = reason;
  }
}

/**
 * 统一身份登录: people sign in at the identity provider (OpenID Connect Core 1.0, section 3.1: authorization code, with
 * PKCE S256 by RFC 7636, state and nonce). Who a token names and what they may do is read as that of an access token is.
 */
export class ProviderSignIn {
  readonly label: string | undefined;
  readonly #provider: IdentityProvider;
  readonly #client: ProviderClient;
  readonly #options: ProviderOptions;
  #configuration: Configuration | undefined;

  constructor(provider: IdentityProvider, client: ProviderClient, options: ProviderOptions) {
    this.label = client.label;
    this.#provider = provider;
    this.#client = client;
    this.#options = options;
  }

  /** Where to send somebody, and what their return must fit. Throws SignInRefused. */
  async begin(redirectUri: URL): Promise<{ readonly address: URL; readonly pending: Omit<PendingSignIn, 'next'> }> {
    const pending = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    const { state, nonce, verifier } = pending;
    const asked = {
      redirect_uri: redirectUri.href,
      scope: this.#client.scopes,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    };
    return this.#known()
      .then((configuration) => ({ address: buildAuthorizationUrl(configuration, asked), pending }))
      .catch(refuse);
  }

  /** Whom the provider sent back: `answer` is the redirect URI with what the provider added. Throws SignInRefused. */
  async finish(answer: URL, { state, nonce, verifier }: PendingSignIn): Promise<SignedIn> {
    const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
    const tokens = await this.#known()
      .then((configuration) => authorizationCodeGrant(configuration, answer, checks))
      .catch(refuse);
    return this.#signedIn(tokens.id_token ?? '');
  }

  /**
   * Where somebody who signs out goes on to (OpenID Connect RP-Initiated Logout 1.0), to be sent to `returnTo` from there;
   * undefined where the provider has no such place. Throws SignInRefused.
   */
  async end(returnTo: URL): Promise<URL | undefined> {
    const leave = (configuration: Configuration): URL | undefined =>
      configuration.serverMetadata().end_session_endpoint === undefined
        ? undefined
        : buildEndSessionUrl(configuration, { post_logout_redirect_uri: returnTo.href });
    return this.#known().then(leave).catch(refuse);
  }

  async #signedIn(idToken: string): Promise<SignedIn> {
    const said = await this.#provider.verify(idToken, this.#client.id).catch(refuse);
    if (said?.exp === undefined) {
      throw new SignInRefused('SIGN_IN_ANSWER_INVALID', 'the ID token is past its term, or not signed as it must be');
    }
    const holder = this.#provider.holder(said);
    if (holder === undefined || holder.scopes.size === 0) {
      throw new SignInRefused(
        'SIGN_IN_CLAIMS_MISSING',
        'the ID token names no department, or no scope of the registry',
      );
    }
    return { holder, until: said.exp * 1000 };
  }

  async #known(): Promise<Configuration> {
    this.#configuration ??= await this.#discover();
    return this.#configuration;
  }

  #discover(): Promise<Configuration> {
    const { issuer, now, timeout = 5 } = this.#options;
    const { id, secret } = this.#client;
    const server = new URL(issuer);
    const metadata = { [clockSkew]: Math.round((now() - Date.now()) / 1000) };
    const proof = secret === undefined ? None() : byAnnouncedMethod(secret);
    const execute = server.protocol === 'http:' ? [allowInsecureRequests] : [];
    return discovery(server, id, metadata, proof, { timeout, execute });
  }
}

/** HTTP Basic unless the provider announces that it takes the secret in the body alone (RFC 8414, section 2). */
function byAnnouncedMethod(secret: string): ClientAuth {
  const [basic, post] = [ClientSecretBasic(secret), ClientSecretPost(secret)];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (methods.includes('client_secret_basic') ? basic : post)(server, ...rest);
  };
}

/** Errors of RFC 6749 and OpenID Connect Core that somebody can mend themselves, or by waiting. */
const mendable: Readonly<Record<string, ProblemCode>> = {
  access_denied: 'SIGN_IN_DENIED',
  login_required: 'SIGN_IN_DENIED',
  interaction_required: 'SIGN_IN_DENIED',
  consent_required: 'SIGN_IN_DENIED',
  invalid_grant: 'SIGN_IN_STALE',
  temporarily_unavailable: 'SIGN_IN_UNANSWERED',
  server_error: 'SIGN_IN_UNANSWERED',
};

/** Throws what a failure on the way to the provider, or of its answer, means to whoever signs in; others as they are. */
function refuse(error: unknown): never {
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) {
    throw new SignInRefused(mendable[error.error] ?? 'SIGN_IN_ANSWER_INVALID', named(error.error));
  }
  if (isSilence(error)) throw new SignInRefused('SIGN_IN_UNANSWERED', reasonOf(error));
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('OAUTH_')) {
    throw new SignInRefused('SIGN_IN_ANSWER_INVALID', reasonOf(error));
  }
  throw error;
}

/** The provider did not answer, or not with what was asked for. */
function isSilence(error: unknown): error is Error {
  if (error instanceof ProviderUnreachable) return true;
  if (error instanceof TypeError) return !('code' in error);
  const codes: readonly unknown[] = ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', undefined];
  return error instanceof ClientError && codes.includes(error.code);
}

/** The sentences of the library, which repeat nothing that was sent. */
function reasonOf({ message, cause }: Error): string {
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
}

/** The name of an error, as RFC 6749 writes them; what is none comes from whoever typed an address. */
function named(error: string): string {
  return /^[a-z_]{1,40}$/.test(error) ? error : 'an error without a name';
}
