import type { JSX } from 'preact';
import type { ProblemDetails } from '../../http/problem-details.js';
import { EnterpriseLink } from '../components/enterprise-link.js';
import { Page } from '../components/page.js';
import { addressOn, type Frame, useFrame, useSay } from '../frame.js';
import { problemWords } from '../words/problem.js';
import { ruleWords } from '../words/rules.js';

interface ProblemPageProps {
  readonly frame: Frame;
  readonly details: ProblemDetails;
  /** The page of this registry that led here. */
  readonly before: string | undefined;
}

/** 未能办理: what happened and what to do. */
export function ProblemPage({ frame, details, before }: ProblemPageProps): JSX.Element {
  return (
    <Page
      frame={frame}
      title={details.code === 'INPUT_INVALID' ? problemWords.invalid : { zh: details.title, en: details.titleEn }}
    >
      <section class="card problem">
        <Hints {...details} />
        <p class="hint">
          <Ways {...details} before={before} />
        </p>
        <p class="fine">
          {details.status} {details.code} · <RequestId instance={details.instance} />
        </p>
      </section>
    </Page>
  );
}

function Hints({ code, errors = [], suggestion, successor }: ProblemDetails): JSX.Element {
  const say = useSay();
  return (
    <>
      {code === 'PURPOSE_MISSING' && <PurposeForm />}
      {errors.length > 0 && (
        <>
          <p>{say(problemWords.fields)}</p>
          <ul>
            {errors.map(({ field, rule }) => (
              <li key={field}>
                <code>{field}</code> {rule !== code && say(ruleWords(rule))}
              </li>
            ))}
          </ul>
        </>
      )}
      {suggestion !== undefined && (
        <p>
          {say(problemWords.suggestion)} <EnterpriseLink uscc={suggestion} name={suggestion} />
        </p>
      )}
      {successor !== undefined && (
        <p>
          {say(problemWords.successor)} <EnterpriseLink uscc={successor} name={successor} />
        </p>
      )}
    </>
  );
}

function PurposeForm(): JSX.Element {
  const { here } = useFrame();
  const say = useSay();
  return (
    <form action={here.split('?')[0]} method="get">
      <label for="purpose">{say(problemWords.purpose)}</label>
      <input id="purpose" name="purpose" minLength={2} maxLength={200} required aria-describedby="purpose-hint" />
      <p id="purpose-hint" class="hint">
        {say(problemWords.purposeHint)}
      </p>
      <button type="submit" class="primary">
        {say({ zh: '查询', en: 'Show' })}
      </button>
    </form>
  );
}

function Ways({ status, code, before }: ProblemDetails & Pick<ProblemPageProps, 'before'>): JSX.Element {
  const { face } = useFrame();
  const say = useSay();
  return (
    <>
      {code === 'ENTERPRISE_UNKNOWN' && <>{say(problemWords.searchInstead)} </>}
      {before !== undefined && (
        <>
          <a href={before}>{say(problemWords.back)}</a>
          {' · '}
        </>
      )}
      <a href={addressOn(face, '/')}>{say(problemWords.backHome)}</a>
      {status === 401 && (
        <>
          {' · '}
          <a href="/sign-in" target={code === 'SESSION_ENDED' ? '_blank' : undefined}>
            {say(problemWords.signIn)}
          </a>
        </>
      )}
      {status === 403 && (
        <>
          {' · '}
          <a href="/sign-in">{say(problemWords.otherKey)}</a>
        </>
      )}
    </>
  );
}

function RequestId({ instance }: { readonly instance: string }): JSX.Element {
  const say = useSay();
  return (
    <>
      {say(problemWords.request)} <code>{instance.replace('urn:uuid:', '')}</code>
    </>
  );
}
