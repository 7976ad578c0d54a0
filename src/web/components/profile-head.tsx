import type { JSX } from 'preact';
import { useSay } from '../frame.js';
import type { Badge, ProfileTop } from '../views/profile.js';
import { toneOf } from '../views/tone.js';
import { frameWords } from '../words/frame.js';
import { profileWords, sightWords } from '../words/profile.js';
import { Tag } from './tag.js';
import { Uscc } from './uscc.js';

/** 档案头: who it is, on which lists and why, and as of when. */
export function ProfileHead({ top }: { readonly top: ProfileTop }): JSX.Element {
  const say = useSay();
  const { profile, badges } = top;
  return (
    <section class="profile-head">
      <p class="identity">
        <Uscc code={profile.uscc} />
        <button type="button" class="plain" hidden data-copy={profile.uscc} data-copied={say(frameWords.copied)}>
          {say(frameWords.copy)}
        </button>
        {profile.registered ? (
          <Tag label={profile.status} tone={toneOf(profile.status.code)} />
        ) : (
          <Tag label={profileWords.unregistered} tone="warn" />
        )}
        {profile.nameMasked && <Tag label={profileWords.masked} />}
        {profile.badge.disputed && <Tag label={profileWords.disputed} tone="warn" />}
      </p>
      {profile.formerNames.length > 0 && (
        <p class="detail">
          {say(profileWords.former)} <bdi>{profile.formerNames.join('、')}</bdi>
        </p>
      )}
      {badges.map((badge, index) => (
        <Listed key={index} {...badge} />
      ))}
      <AsOf top={top} />
    </section>
  );
}

function Listed({ kind, authority, since }: Badge): JSX.Element {
  const say = useSay();
  const why = [authority, since === undefined ? undefined : `${since} ${say(profileWords.since)}`].filter(Boolean);
  return (
    <p class="listed">
      <strong>{say(kind)}</strong>
      {why.length > 0 && (
        <bdi>
          {'（'}
          {why.join('，')}
          {'）'}
        </bdi>
      )}
    </p>
  );
}

function AsOf({ top: { axes, sight } }: { readonly top: ProfileTop }): JSX.Element {
  const say = useSay();
  return (
    <div class="as-of">
      {say(profileWords.asOf)} {axes.validAt}
      {sight !== 'public' && (
        <>
          {' · '}
          {say(profileWords.asKnownAt)} {axes.knownAt}
        </>
      )}
      {' · '}
      {say(profileWords.sight)} {say(sightWords[sight])}
      <details class="rules">
        <summary>{say(profileWords.rules)}</summary>
        <ul>
          {axes.ruleVersion.split(',').map((pack) => (
            <li key={pack}>
              <code>{pack}</code>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
