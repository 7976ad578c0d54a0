import type { JSX } from 'preact';
import { addressOn, mayDo, useFrame, useSay } from '../frame.js';
import { frameWords } from '../words/frame.js';
import { type MenuEntry, menu } from '../words/menu.js';

/** 左侧菜单: what whoever is signed in may open. */
export function Menu(): JSX.Element {
  const frame = useFrame();
  const say = useSay();
  const isOpen = ({ faces, scopes }: MenuEntry): boolean =>
    faces.includes(frame.face) && (scopes === undefined || mayDo(frame, ...scopes));
  const groups = menu.map((group) => ({ ...group, entries: group.entries.filter(isOpen) }));
  return (
    <details class="menu" open>
      <summary>{say(frameWords.menu)}</summary>
      <nav aria-label={say(frameWords.menu)}>
        {groups
          .filter(({ entries }) => entries.length > 0)
          .map(({ label, entries }) => (
            <section key={label.en}>
              <h2>{say(label)}</h2>
              <ul>
                {entries.map((entry) => (
                  <li key={entry.path}>
                    <Entry {...entry} />
                  </li>
                ))}
              </ul>
            </section>
          ))}
      </nav>
    </details>
  );
}

function Entry({ path, label }: MenuEntry): JSX.Element {
  const { face, here } = useFrame();
  const say = useSay();
  const address = addressOn(face, path);
  const isHere = here.split('?')[0] === address;
  return (
    <a href={address} {...(isHere ? { 'aria-current': 'page' } : {})}>
      {say(label)}
    </a>
  );
}
