import type { JSX } from 'preact';
import { addressOn, useFrame, useSay } from '../frame.js';
import { frameWords } from '../words/frame.js';

interface SearchBoxProps {
  /** Tells two boxes of one page apart. */
  readonly id: string;
  readonly value?: string | undefined;
  /** The page that shows what was found; the profiles' own search where none is named. */
  readonly path?: string;
  /** What of a chosen enterprise is opened, such as `/record`; its profile where nothing is named. */
  readonly part?: string;
}

/** 检索框: a plain form; a script adds suggestions while somebody types. */
export function SearchBox({ id, value = '', path = '/enterprises', part }: SearchBoxProps): JSX.Element {
  const { face } = useFrame();
  const say = useSay();
  return (
    <search class="search">
      <form
        action={addressOn(face, path)}
        method="get"
        data-suggest={addressOn(face, '/enterprises/')}
        data-suggest-part={part}
      >
        <label class="unseen" for={id}>
          {say(frameWords.search)}
        </label>
        <input
          id={id}
          name="q"
          type="search"
          value={value}
          minLength={2}
          maxLength={100}
          autocomplete="off"
          placeholder={say(frameWords.searchHint)}
        />
        <button type="submit">{say(frameWords.searchButton)}</button>
      </form>
    </search>
  );
}
