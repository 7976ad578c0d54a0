import type { Label } from '../../../schemas/vocabulary.js';
import type { Item } from './item.js';
import type { Names } from './names.js';
import { partsOf } from './parts.js';
import { type Tone, toneOf } from './tone.js';

/** 一条记录 as a line of a table. */
export interface Line {
  readonly id: string;
  readonly type: string;
  /** When it happened, as far as the document says. */
  readonly day: string | undefined;
  /** Its last day, where it has one. */
  readonly until: string | undefined;
  readonly title: Label;
  readonly detail: Label | undefined;
  readonly documentNo: string | undefined;
  readonly authority: string | undefined;
  readonly status: Label;
  readonly tone: Tone;
  readonly marks: Item['marks'];
  /** What the rules make of it, beside its status. */
  readonly publicity: Label | undefined;
  /** What stands behind the line; absent where only the outcome may be told. */
  readonly item: Item | undefined;
}

export function lineOf(item: Item, names: Names): Line {
  const { day, until, title, detail } = partsOf(item, names);
  const { documentNo, authority } = commonOf(item.data);
  const tone = item.publicity?.code === 'ended' && item.status.code === 'in-force' ? 'plain' : undefined;
  return {
    id: item.eventId,
    type: item.type,
    day,
    until,
    title,
    detail,
    documentNo,
    authority,
    status: item.status,
    tone: tone ?? toneOf(item.status.code, item.type),
    marks: item.marks,
    publicity: item.publicity,
    item,
  };
}

function commonOf({ documentNo, authority }: Item['data']) {
  const name = typeof authority === 'object' && authority !== null && 'name' in authority ? authority.name : undefined;
  return {
    documentNo: typeof documentNo === 'string' ? documentNo : undefined,
    authority: typeof name === 'string' ? name : undefined,
  };
}

/** 违规集体上访 as others than the recording department see it: that there is a finding, and no more. */
export function outcomeAlone({ type, label, status }: Pick<Item, 'type' | 'label' | 'status'>): Line {
  return {
    id: type,
    type,
    day: undefined,
    until: undefined,
    title: label,
    detail: undefined,
    documentNo: undefined,
    authority: undefined,
    status,
    tone: toneOf(status.code, type),
    marks: [],
    publicity: undefined,
    item: undefined,
  };
}
