import type { CommandType } from '../../../schemas/commands.js';
import type { Label } from '../../../schemas/vocabulary.js';
import { recordWords } from '../words/record.js';

/** What a form records, on which enterprise, and what makes it the same form when it is sent twice. */
export interface RecordSubject {
  readonly uscc: string;
  /** Null where nothing is on record that this viewer may see. */
  readonly name: string | null;
  readonly type: CommandType;
  /** Idempotency-Key of the form. */
  readonly key: string;
  /** Version of the enterprise's stream when the form was opened. */
  readonly version: number;
}

/** The pages above one that records. */
export function subjectAbove({
  uscc,
  name,
}: RecordSubject): readonly { readonly label: Label; readonly path: string }[] {
  const called = name ?? uscc;
  return [
    { label: recordWords.start, path: '/record' },
    { label: { zh: called, en: called }, path: `/enterprises/${uscc}/record` },
  ];
}
