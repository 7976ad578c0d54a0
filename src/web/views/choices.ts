import { type CommandType, enterpriseCommands } from '../../../schemas/commands.js';
import type { Label } from '../../../schemas/vocabulary.js';
import type { Rules } from '../../policy/rules.js';
import type { FormField } from '../forms/form-item.js';
import type { Choice, Choices } from './choice.js';
import { vocabularyAt } from './fields.js';
import { type RecordChoice, recordsFor } from './records.js';

interface Known {
  readonly type: CommandType;
  readonly rules: Rules;
  readonly departments: readonly Choice[];
  /** Records of the enterprise that may be pointed at. */
  readonly records: readonly RecordChoice[];
}

/** What may be chosen for a field of a command; undefined where something is typed. */
export function choicesFor(field: FormField, known: Known): Choices | undefined {
  const { path, kind, codes } = field;
  const { event } = enterpriseCommands[known.type];
  if (kind === 'choice') return { options: choicesOf(event, path, codes), isOpen: false };
  if (kind === 'record' || kind === 'records') return { options: recordsFor(path, known), isOpen: kind === 'record' };
  if (path === 'department' || path === 'source.department') return { options: known.departments, isOpen: false };
  const named = namedBy(known.rules)[path];
  return named === undefined ? undefined : { options: named, isOpen: true };
}

/** Codes with the words of their vocabulary. */
export function choicesOf(event: string, path: string, codes: readonly string[]): readonly Choice[] {
  const vocabulary = vocabularyAt(event, path);
  return codes.map((value) => ({ value, label: vocabulary?.label(value) ?? { zh: value, en: value } }));
}

/** What the packs in force name. */
function namedBy({ municipal }: Rules): Readonly<Record<string, readonly Choice[]>> {
  const programmes = municipal.flatMap((pack) => pack.programmes);
  const listed = <T extends Label>(entries: readonly T[], value: (entry: T) => string): readonly Choice[] =>
    entries.map((entry) => ({ value: value(entry), label: { zh: entry.zh, en: entry.en } }));
  return {
    programme: listed(
      programmes.filter(({ kind }) => kind !== 'certification'),
      ({ id }) => id,
    ),
    scheme: listed(
      programmes.filter(({ kind }) => kind === 'certification'),
      ({ id }) => id,
    ),
    measureCode: listed(
      municipal.flatMap(({ lists }) => lists.measures),
      ({ code }) => code,
    ),
    division: [
      ...listed(
        municipal.flatMap(({ divisions }) => divisions),
        ({ code }) => code,
      ),
      { value: 'other', label: { zh: '其他', en: 'other' } },
    ],
  };
}
