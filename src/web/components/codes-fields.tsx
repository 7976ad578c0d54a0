import type { JSX } from 'preact';
import type { Label } from '../../../schemas/vocabulary.js';
import { useSay } from '../frame.js';
import { codesWords } from '../words/codes.js';

interface CodesFieldsProps {
  readonly label: Label;
  readonly hint: Label;
  /** As it was typed. */
  readonly value: string | undefined;
  /** The digest of the lines, where they were read from a table. */
  readonly tableDigest: string | undefined;
  /** How many enterprises are taken at most. */
  readonly most: number;
}

/** 代码栏: enterprises a line each, pasted, or taken from a table. */
export function CodesFields({ label, hint, value, tableDigest, most }: CodesFieldsProps): JSX.Element {
  const say = useSay();
  return (
    <>
      <label for="usccs">{say(label)}</label>
      <textarea id="usccs" name="usccs" rows={10} spellcheck={false} aria-describedby="usccs-hint">
        {value}
      </textarea>
      <p id="usccs-hint" class="hint">
        {say(tableDigest === undefined ? hint : codesWords.fromTable)}
      </p>
      {tableDigest !== undefined && <input type="hidden" name="tableDigest" value={tableDigest} />}
      <label for="table">{say(codesWords.table)}</label>
      <input id="table" name="table" type="file" accept=".xlsx,.csv" aria-describedby="table-hint" />
      <p id="table-hint" class="hint">
        {say(codesWords.tableHint(most))}
      </p>
    </>
  );
}
