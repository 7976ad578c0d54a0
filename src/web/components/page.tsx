import type { ComponentChildren, JSX } from 'preact';
import type { Label } from '../../../schemas/vocabulary.js';
import { icon, scripts, styleSheet } from '../assets.js';
import { addressOn, type Frame, FrameContext, useSay } from '../frame.js';
import { frameWords } from '../words/frame.js';
import { Menu } from './menu.js';
import { TopBar } from './top-bar.js';

interface PageProps {
  readonly frame: Frame;
  readonly title: Label;
  /** Pages above this one; the home page stands before them all. */
  readonly above?: readonly { readonly label: Label; readonly path: string }[];
  readonly actions?: ComponentChildren;
  /** A page whose main thing is a search of its own has none in the top bar. */
  readonly hasSearch?: boolean;
  readonly children: ComponentChildren;
}

/** 页面: a whole document around what it shows. */
export function Page({ frame, title, hasSearch = true, ...rest }: PageProps): JSX.Element {
  return (
    <FrameContext.Provider value={frame}>
      <html lang={frame.language === 'zh' ? 'zh-CN' : 'en'}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{`${title[frame.language]} · ${frame.site.name}`}</title>
          <link rel="icon" href={icon.address} />
          <link rel="stylesheet" href={styleSheet.address} />
          {scripts.map(({ address }) => (
            <script key={address} type="module" src={address} />
          ))}
        </head>
        <body>
          <Body title={title} hasSearch={hasSearch} frame={frame} {...rest} />
        </body>
      </html>
    </FrameContext.Provider>
  );
}

function Body({ frame, title, above, actions, hasSearch = true, children }: PageProps): JSX.Element {
  const say = useSay();
  const isHome = frame.here.split('?')[0] === addressOn(frame.face, '/');
  return (
    <>
      <a class="skip" href="#content">
        {say(frameWords.skip)}
      </a>
      <TopBar hasSearch={hasSearch} />
      <div class="below">
        <Menu />
        <main id="content">
          {!isHome && (
            <nav class="breadcrumb" aria-label={say(frameWords.breadcrumb)}>
              <ol>
                {[{ label: frameWords.home, path: '/' }, ...(above ?? [])].map(({ label, path }) => (
                  <li key={path}>
                    <a href={addressOn(frame.face, path)}>{say(label)}</a>
                  </li>
                ))}
                <li aria-current="page">
                  <bdi>{say(title)}</bdi>
                </li>
              </ol>
            </nav>
          )}
          <div class="title-row">
            <h1>
              <bdi>{say(title)}</bdi>
            </h1>
            {actions !== undefined && <div class="actions">{actions}</div>}
          </div>
          {children}
          <footer class="foot">
            <p>{say(frameWords.footer)}</p>
            <a href="/docs">{say(frameWords.documentation)}</a>
          </footer>
        </main>
      </div>
    </>
  );
}
