import type { JSX } from 'preact';
import { type JointList, jointList } from '../../../schemas/vocabularies.js';
import { mayDo, useFrame } from '../frame.js';
import { listWords } from '../words/lists.js';
import { Tabs } from './tabs.js';

interface ListTabsProps {
  readonly list: JointList;
  readonly shows: 'list' | 'changes';
}

/** 标签页: the lists that may be seen, and for each its changes. */
export function ListTabs({ list, shows }: ListTabsProps): JSX.Element {
  const frame = useFrame();
  const open = jointList.codes.filter((code) => mayDo(frame, `feed:${code}`));
  return (
    <div class="tabs-row">
      <Tabs
        name={listWords.list}
        tabs={open.map((code) => ({
          label: jointList.label(code),
          path: shows === 'list' ? `/lists/${code}` : `/lists/${code}/changes`,
          isHere: code === list,
        }))}
      />
      <Tabs
        name={listWords.changes}
        tabs={[
          { label: listWords.list, path: `/lists/${list}`, isHere: shows === 'list' },
          { label: listWords.changes, path: `/lists/${list}/changes`, isHere: shows === 'changes' },
        ]}
      />
    </div>
  );
}
