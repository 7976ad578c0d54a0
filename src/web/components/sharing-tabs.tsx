import type { JSX } from 'preact';
import { mayDo, useFrame } from '../frame.js';
import { receiptWords, sharingPages } from '../words/sharing.js';
import { Tabs } from './tabs.js';

/** The pages of 共享与回执 that may be opened. */
export function SharingTabs(): JSX.Element {
  const frame = useFrame();
  const [here] = frame.here.split('?');
  const open = sharingPages.filter(({ scopes }) => mayDo(frame, ...scopes));
  return (
    <div class="tabs-row">
      <Tabs name={receiptWords.title} tabs={open.map((page) => ({ ...page, isHere: here === page.path }))} />
    </div>
  );
}
