import type { JSX } from 'preact';
import { addressOn, useFrame, useSay } from '../frame.js';
import { frameWords } from '../words/frame.js';
import { SearchBox } from './search-box.js';

/** 顶栏: which registry this is, the search, and who looks as what. */
export function TopBar({ hasSearch }: { readonly hasSearch: boolean }): JSX.Element {
  const { site, face } = useFrame();
  const say = useSay();
  return (
    <header class="top-bar">
      <a class="site-name" href={addressOn(face, '/')}>
        <bdi>{site.name}</bdi>
        <span>{say(face === 'public' ? frameWords.publicFace : frameWords.console)}</span>
      </a>
      {hasSearch ? <SearchBox id="search" /> : <div class="search" />}
      <WhoIsHere />
    </header>
  );
}

function WhoIsHere(): JSX.Element {
  const { acting, here, language, site } = useFrame();
  const say = useSay();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <div class="who">
      <a href={`/language/${other}?${new URLSearchParams({ back: here })}`} lang={other === 'zh' ? 'zh-CN' : 'en'}>
        {say(frameWords.otherLanguage)}
      </a>
      {acting === undefined ? (
        <a href="/sign-in">{say(frameWords.signIn)}</a>
      ) : (
        <>
          <bdi class="acting" title={acting.key}>
            {acting.name}
          </bdi>
          {site.roles.length > 0 && <a href="/sign-in">{say(frameWords.switchRole)}</a>}
          <form action="/sign-out" method="post">
            <button type="submit" class="plain">
              {say(frameWords.signOut)}
            </button>
          </form>
        </>
      )}
    </div>
  );
}
