import type { JSX } from 'preact';
import type { ProblemDetails } from '../../http/problem-details.js';
import { Page } from '../components/page.js';
import { type Frame, useSay } from '../frame.js';
import { problemWords } from '../words/problem.js';
import { signInWords } from '../words/sign-in.js';

interface SignInProps {
  readonly frame: Frame;
  /** Where to go afterwards. */
  readonly next: string;
  readonly isKeyRefused: boolean;
  /** To the identity provider, where people sign in at one. */
  readonly way: { readonly address: string; readonly label: string | undefined } | undefined;
  /** Why that way came to nothing. */
  readonly failure: ProblemDetails | undefined;
}

export function SignInPage(props: SignInProps): JSX.Element {
  return (
    <Page frame={props.frame} title={signInWords.title}>
      <div class="sign-in">
        <ProviderWay {...props} />
        <KeyForm {...props} />
        <Roles {...props} />
        <WithoutKey />
      </div>
    </Page>
  );
}

function ProviderWay({ way, failure }: SignInProps): JSX.Element | null {
  const say = useSay();
  if (way === undefined) return null;
  return (
    <section class="card">
      {failure !== undefined && <Failure {...failure} />}
      <a class="button primary" href={way.address} aria-describedby="provider-hint">
        {way.label ?? say(signInWords.provider)}
      </a>
      <p id="provider-hint" class="hint">
        {say(signInWords.providerHint)}
      </p>
    </section>
  );
}

function Failure({ title, titleEn, status, code, instance }: ProblemDetails): JSX.Element {
  const say = useSay();
  return (
    <div class="refused" role="alert">
      <p>{say({ zh: title, en: titleEn })}</p>
      <p class="fine">
        {status} {code} · {say(problemWords.request)} <code>{instance.replace('urn:uuid:', '')}</code>
      </p>
    </div>
  );
}

function KeyForm({ next, isKeyRefused }: SignInProps): JSX.Element {
  const say = useSay();
  return (
    <form class="card" action="/sign-in" method="post">
      <input type="hidden" name="next" value={next} />
      <label for="key">{say(signInWords.key)}</label>
      <input id="key" name="key" type="password" autocomplete="current-password" required aria-describedby="key-hint" />
      <p id="key-hint" class="hint">
        {say(signInWords.hint)}
      </p>
      {isKeyRefused && (
        <p class="refused" role="alert">
          {say(signInWords.refused)}
        </p>
      )}
      <button type="submit" class="primary">
        {say(signInWords.button)}
      </button>
    </form>
  );
}

function Roles({ frame: { site }, next }: SignInProps): JSX.Element | null {
  const say = useSay();
  if (site.roles.length === 0) return null;
  return (
    <section class="card">
      <h2>{say(signInWords.roles)}</h2>
      <p class="hint">{say(signInWords.rolesHint)}</p>
      <div class="roles">
        {site.roles.map(({ name, key }) => (
          <form key={name} action="/sign-in" method="post">
            <input type="hidden" name="next" value={next} />
            <input type="hidden" name="key" value={key} />
            <button type="submit">{name}</button>
          </form>
        ))}
      </div>
    </section>
  );
}

function WithoutKey(): JSX.Element {
  const say = useSay();
  return (
    <p class="hint">
      {say(signInWords.withoutKey)} <a href="/public">{say(signInWords.toPublic)}</a>
    </p>
  );
}
