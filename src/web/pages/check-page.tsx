import type { JSX } from 'preact';
import { jointList } from '../../../schemas/vocabularies.js';
import { CheckTable } from '../components/check-table.js';
import { Counts } from '../components/counts.js';
import { FactList } from '../components/fact-list.js';
import { Notice } from '../components/notice.js';
import { Page } from '../components/page.js';
import { PrintButton } from '../components/print-button.js';
import { Tag } from '../components/tag.js';
import { type Frame, useFrame, useSay } from '../frame.js';
import { type CheckView, shownLines } from '../views/checks.js';
import { inShanghai } from '../views/instant.js';
import { checkWords } from '../words/checks.js';

interface CheckPageProps {
  readonly frame: Frame;
  readonly view: CheckView;
}

/** 核查结果: what was found, and whether it has changed since; as it is printed for the file. */
export function CheckPage({ frame, view }: CheckPageProps): JSX.Element {
  const { checkNo } = view;
  const { zh, en } = checkWords.resultTitle;
  return (
    <Page
      frame={frame}
      title={{ zh: `${zh} ${checkNo}`, en: `${en} ${checkNo}` }}
      above={[{ label: checkWords.title, path: '/checks' }]}
      actions={<Actions />}
    >
      <Said {...view} />
      <Asked {...view} />
      <Counts counts={view.counts} />
      <Found {...view} />
    </Page>
  );
}

function Actions(): JSX.Element {
  const say = useSay();
  return (
    <>
      <a class="button" href="/checks">
        {say(checkWords.another)}
      </a>
      <PrintButton />
    </>
  );
}

function Said({ state, reproduced }: CheckView): JSX.Element {
  const say = useSay();
  return (
    <>
      <p class="said">
        <Tag label={state.tag} tone={state.tone} /> {say(state.says)}
      </p>
      {!reproduced && <Notice>{say(checkWords.notReproduced)}</Notice>}
    </>
  );
}

function Asked({ checkNo, madeAt, purpose, caseNo, lists, axes, digest }: CheckView): JSX.Element {
  const { acting, site } = useFrame();
  const say = useSay();
  const facts = [
    [checkWords.checkNo, <code key="no">{checkNo}</code>],
    [checkWords.madeAt, inShanghai(madeAt)],
    [checkWords.department, `${acting?.name ?? ''} · ${site.name}`],
    [checkWords.purpose, purpose],
    ...(caseNo === undefined ? [] : [[checkWords.caseNo, caseNo] as const]),
    [checkWords.list, lists.map(say).join(say({ zh: '、', en: ', ' }))],
    [checkWords.stand, say(checkWords.standOf(axes.validAt, axes.knownAt))],
    [checkWords.digest, <code key="digest">{digest}</code>],
  ] as const;
  return (
    <section class="card">
      <FactList as="fields" facts={facts.map(([label, value]) => ({ key: label.en, label, value }))} />
    </section>
  );
}

function Found({ now, lines, isCut, measures }: CheckView): JSX.Element {
  const say = useSay();
  return (
    <section class="card">
      <h2>{say(checkWords.resultTitle)}</h2>
      <p class="note">{say(checkWords.resultNow(now.validAt, now.knownAt))}</p>
      <CheckTable lines={lines} />
      {isCut && <p class="hint">{say(checkWords.cut(shownLines))}</p>}
      {measures.length > 0 && (
        <>
          <h3 class="small">{say(checkWords.measures)}</h3>
          <ul class="measures">
            {measures.map((measure) => (
              <li key={`${measure.list}.${measure.code}`}>
                <Tag label={jointList.label(measure.list)} /> <bdi>{say(measure)}</bdi>{' '}
                <span class="detail">{measure.legalBasis ?? measure.clause}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="fine">{say(checkWords.fine)}</p>
      <p class="print-only signature">{say(checkWords.signature)}</p>
    </section>
  );
}
