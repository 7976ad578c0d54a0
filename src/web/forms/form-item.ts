/** What kind of thing somebody types into a field. */
export type FieldKind =
  | 'line'
  | 'prose'
  /** One entry a line. */
  | 'lines'
  /** A day as documents print it: the year alone, year and month, or the whole day. */
  | 'day'
  | 'calendar-day'
  | 'whole-number'
  /** Typed in yuan 元, recorded in fen 分. */
  | 'money'
  | 'yes-no'
  /** One of the codes. */
  | 'choice'
  /** A record of the same enterprise, by its event id or record key. */
  | 'record'
  | 'records';

/** 表单项: one thing to be typed, at the path of the data where it is recorded: `authority.name`. */
export interface FormField {
  readonly path: string;
  readonly kind: FieldKind;
  readonly isRequired: boolean;
  /** A list may have to be stated and state nothing. */
  readonly mayBeEmpty: boolean;
  /** Of a choice. */
  readonly codes: readonly string[];
}

/** 重复组: fields that may be there several times, such as the penalties of a decision; their paths are its own. */
export interface RepeatedFields {
  readonly path: string;
  readonly kind: 'repeated';
  readonly isRequired: boolean;
  readonly most: number;
  readonly fields: readonly FormField[];
}

export type FormItem = FormField | RepeatedFields;

/** What was typed, by the names of the inputs: `penalties.0.kind`. */
export type Typed = Readonly<Record<string, string>>;
