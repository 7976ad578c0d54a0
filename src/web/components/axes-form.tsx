import type { JSX } from 'preact';
import { mayDo, useFrame, useSay } from '../frame.js';
import { axesWords } from '../words/profile.js';

/** What was asked for on the axes, as typed. */
export interface AskedOnPage {
  readonly validAt?: string | undefined;
  readonly knownAt?: string | undefined;
  readonly ruleVersion?: string | undefined;
  readonly purpose?: string | undefined;
}

interface AxesFormProps {
  readonly path: string;
  readonly asked: AskedOnPage;
  /** The day that is shown. */
  readonly day: string;
}

/** 截至日期 D, and for those who may K, R and a purpose. */
export function AxesForm({ path, asked, day }: AxesFormProps): JSX.Element {
  const frame = useFrame();
  const say = useSay();
  const seesMore = frame.face === 'console' && mayDo(frame, 'read:profile', 'read:lookback', 'screen', 'read:archive');
  return (
    <form class="axes" action={path} method="get">
      <label for="validAt">{say(axesWords.validAt)}</label>
      <input id="validAt" name="validAt" type="date" value={asked.validAt ?? day} />
      <button type="submit">{say(axesWords.show)}</button>
      {seesMore && <MoreAxes asked={asked} hasArchive={mayDo(frame, 'read:archive')} />}
    </form>
  );
}

function MoreAxes({ asked, hasArchive }: { readonly asked: AskedOnPage; readonly hasArchive: boolean }): JSX.Element {
  const say = useSay();
  const { knownAt, ruleVersion, purpose } = asked;
  return (
    <details open={[knownAt, ruleVersion, purpose].some((each) => each !== undefined)}>
      <summary>{say(axesWords.more)}</summary>
      <div class="more-axes">
        <label for="knownAt">{say(axesWords.knownAt)}</label>
        <input id="knownAt" name="knownAt" value={knownAt} placeholder="2020-12-31T16:00:00Z" />
        <label for="ruleVersion">{say(axesWords.ruleVersion)}</label>
        <input id="ruleVersion" name="ruleVersion" value={ruleVersion} />
        {hasArchive && (
          <>
            <label for="purpose">{say(axesWords.purpose)}</label>
            <input id="purpose" name="purpose" value={purpose} minLength={2} maxLength={200} />
          </>
        )}
      </div>
    </details>
  );
}
