import type { JSX } from 'preact';
import { Page } from '../components/page.js';
import { type Frame, useSay } from '../frame.js';
import { signInWords } from '../words/sign-in.js';

interface SignInProps {
  readonly frame: Frame;
  /** Where to go afterwards. */
  readonly next: string;
  readonly refused: boolean;
}

export function SignInPage(props: SignInProps): JSX.Element {
  return (
    <Page frame={props.frame} title={signInWords.title}>
      <div class="sign-in">
        <KeyForm {...props} />
        <Roles {...props} />
        <WithoutKey />
      </div>
    </Page>
  );
}

function KeyForm({ next, refused }: SignInProps): JSX.Element {
  const say = useSay();
  return (
    <form class="card" action="/sign-in" method="post">
      <input type="hidden" name="next" value={next} />
      <label for="key">{say(signInWords.key)}</label>
      <input id="key" name="key" type="password" autocomplete="current-password" required aria-describedby="key-hint" />
      <p id="key-hint" class="hint">
        {say(signInWords.hint)}
      </p>
      {refused && (
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
