import type { JSX } from 'preact';
import { useSay } from '../frame.js';
import { countWords, frameWords } from '../words/frame.js';

interface PagerProps {
  readonly total?: number | undefined;
  /** Address of the first page; absent on it. */
  readonly first?: string | undefined;
  readonly next?: string | undefined;
}

/** 翻页 by cursor: the lists grow while they are read, so pages have no numbers. */
export function Pager({ total, first, next }: PagerProps): JSX.Element {
  const say = useSay();
  return (
    <div class="pager">
      {total !== undefined && <span>{say(countWords(total))}</span>}
      {first !== undefined && <a href={first}>{say(frameWords.previous)}</a>}
      {next !== undefined && (
        <a href={next} rel="next">
          {say(frameWords.next)}
        </a>
      )}
    </div>
  );
}
