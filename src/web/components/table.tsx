import type { ComponentChildren, JSX } from 'preact';
import type { Label } from '../../../schemas/vocabulary.js';
import { useSay } from '../frame.js';

/** A column: what it is called, and what kind of thing stands in it, which says how wide it is and how it is set. */
export interface Column {
  readonly title: Label;
  readonly kind?: string;
  /** The title is for those alone who do not see the page. */
  readonly unseen?: boolean;
}

interface TableProps {
  /** What the table holds, for those who do not see its heading. */
  readonly caption: string;
  readonly columns: readonly Column[];
  /** Another look beside that of every table. */
  readonly look?: string;
  /** Its bodies. */
  readonly children: ComponentChildren;
}

/** 表格: as every table of the pages stands, scrolling by itself where the screen is narrow. */
export function Table({ caption, columns, look, children }: TableProps): JSX.Element {
  const say = useSay();
  return (
    <div class="table-scroll">
      <table class={look === undefined ? 'lines' : `lines ${look}`}>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ title, kind, unseen }) => (
              <th key={title.zh} scope="col" class={kind}>
                {unseen === true ? <span class="unseen">{say(title)}</span> : say(title)}
              </th>
            ))}
          </tr>
        </thead>
        {children}
      </table>
    </div>
  );
}
