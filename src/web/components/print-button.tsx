import type { JSX } from 'preact';
import { useSay } from '../frame.js';
import { frameWords } from '../words/frame.js';

/** 打印: shown by a script; without one the browser's own menu prints the same. */
export function PrintButton(): JSX.Element {
  const say = useSay();
  return (
    <span hidden data-print-row>
      <button type="button" class="primary" data-print>
        {say(frameWords.print)}
      </button>
    </span>
  );
}
