import type { ComponentChildren, JSX } from 'preact';
import type { Label } from '../../../schemas/vocabulary.js';
import { addressOn, useFrame, useSay } from '../frame.js';
import { withQuery } from '../query.js';
import type { Tone } from '../views/tone.js';
import type { Verification, VerifiedHonour, VerifiedReport } from '../views/verification.js';
import { certificateWords, honourStates } from '../words/certificate.js';
import { markWords, sightWords } from '../words/profile.js';
import { verificationWords } from '../words/verification.js';
import { EnterpriseLink } from './enterprise-link.js';
import { Tag } from './tag.js';

/** 核验结果: what is known of a paper. */
export function Verified({ verification }: { readonly verification: Verification }): JSX.Element {
  const say = useSay();
  if (verification.outcome === 'report') return <Report {...verification} />;
  if (verification.outcome === 'honour') return <Honour {...verification} />;
  return (
    <Verdict label={verificationWords.unknown} tone="bad" says={verificationWords.unknownSays}>
      <p class="note">{say(verificationWords.note)}</p>
    </Verdict>
  );
}

interface VerdictProps {
  readonly label: Label;
  readonly tone: Tone;
  readonly says: Label;
  readonly children: ComponentChildren;
}

function Verdict({ label, tone, says, children }: VerdictProps): JSX.Element {
  const say = useSay();
  return (
    <section class="card verified" role="status">
      <p class="verdict">
        <Tag label={label} tone={tone} /> {say(says)}
      </p>
      {children}
    </section>
  );
}

const nowWords: Readonly<Record<VerifiedReport['now'], Label>> = {
  same: verificationWords.same,
  changed: verificationWords.changed,
  'not-told': verificationWords.notTold,
};

function Report({ number, uscc, name, mark, now }: VerifiedReport): JSX.Element {
  const { face } = useFrame();
  const say = useSay();
  const day = withQuery(addressOn(face, `/enterprises/${uscc}`), { validAt: mark.validAt });
  return (
    <Verdict label={verificationWords.genuine} tone="good" says={verificationWords.report}>
      <dl class="fields">
        <Fact label={verificationWords.number}>
          <code>{number}</code>
        </Fact>
        <Fact label={verificationWords.enterprise}>
          <EnterpriseLink uscc={uscc} name={name ?? null} />
        </Fact>
        <Fact label={verificationWords.validAt}>{mark.validAt}</Fact>
        {mark.knownAt !== undefined && <Fact label={verificationWords.knownAt}>{String(mark.knownAt)}</Fact>}
        <Fact label={verificationWords.sight}>{say(sightWords[mark.sight])}</Fact>
        <Fact label={verificationWords.now}>
          {say(nowWords[now])} {now !== 'not-told' && <a href={day}>{say(verificationWords.look)}</a>}
        </Fact>
      </dl>
      <p class="note">{say(verificationWords.compare)}</p>
    </Verdict>
  );
}

const honourTones: Readonly<Record<VerifiedHonour['state'], Tone>> = {
  valid: 'good',
  expired: 'warn',
  revoked: 'bad',
  withdrawn: 'bad',
};

function Honour({ number, uscc, name, state, line }: VerifiedHonour): JSX.Element {
  const say = useSay();
  const stated = [
    [certificateWords.authority, line?.authority],
    [certificateWords.documentNo, line?.documentNo],
    [certificateWords.awardedOn, line?.day],
    [certificateWords.until, line?.until],
  ] as const;
  return (
    <Verdict label={verificationWords.genuine} tone="good" says={verificationWords.certificate}>
      <dl class="fields">
        <Fact label={verificationWords.now}>
          <Tag label={line?.status ?? verificationWords.notOnRecord} tone={honourTones[state]} />
          {line?.marks.includes('disputed') && <Tag label={markWords.disputed} tone="warn" />}{' '}
          {say(honourStates[state])}
        </Fact>
        <Fact label={verificationWords.number}>
          <code>{number}</code>
        </Fact>
        <Fact label={verificationWords.enterprise}>
          <EnterpriseLink uscc={uscc} name={name ?? null} />
        </Fact>
        {line !== undefined && <Fact label={verificationWords.honour}>{say(line.title)}</Fact>}
        {stated.map(([label, value]) => value !== undefined && <Fact label={label}>{value}</Fact>)}
      </dl>
      <p class="note">{say(verificationWords.compare)}</p>
    </Verdict>
  );
}

function Fact({ label, children }: { readonly label: Label; readonly children: ComponentChildren }): JSX.Element {
  const say = useSay();
  return (
    <div>
      <dt>{say(label)}</dt>
      <dd>
        <bdi>{children}</bdi>
      </dd>
    </div>
  );
}
