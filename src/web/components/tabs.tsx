import type { JSX } from 'preact';
import type { Label } from '../../../schemas/vocabulary.js';
import { useSay } from '../frame.js';

interface Tab {
  readonly label: Label;
  readonly path: string;
  readonly isHere: boolean;
}

/** 标签页: pages that belong together. */
export function Tabs({ name, tabs }: { readonly name: Label; readonly tabs: readonly Tab[] }): JSX.Element {
  const say = useSay();
  return (
    <nav class="tabs" aria-label={say(name)}>
      {tabs.map(({ label, path, isHere }) => (
        <a key={path} href={path} {...(isHere ? { 'aria-current': 'page' } : {})}>
          {say(label)}
        </a>
      ))}
    </nav>
  );
}
