import type { JointList } from '../../../schemas/vocabularies.js';
import type { Label } from '../../../schemas/vocabulary.js';
import type { Rules } from '../../policy/rules.js';
import type { OwnMeasure } from '../../read-models/measure-reader.js';
import { measureWords } from '../words/measures.js';
import type { Tone } from './tone.js';

/** What a measure of a list is called by the packs in force; its code where none names it. */
export function measureName(rules: Rules, list: JointList, code: string): Label {
  const named = rules.municipal
    .flatMap(({ lists }) => lists.measures)
    .find((measure) => measure.list === list && measure.code === code);
  return named ?? { zh: code, en: code };
}

/** 本部门措施 as a line. */
export interface OwnMeasureLine {
  readonly eventId: string;
  readonly uscc: string;
  readonly name: string | null;
  readonly measure: Label;
  readonly appliedOn: string;
  readonly lifted: string | null;
  readonly state: Label;
  readonly tone: Tone;
}

interface Words {
  nameOf(uscc: string): string | null;
  measure(code: string): Label;
}

export function ownMeasureLine({ stands, ...own }: OwnMeasure, words: Words): OwnMeasureLine {
  const [state, tone] = stateOf(own.lifted, stands);
  return { ...own, name: words.nameOf(own.uscc), measure: words.measure(own.measure), state, tone };
}

function stateOf(lifted: string | null, stands: boolean): readonly [Label, Tone] {
  if (lifted !== null) return [measureWords.ended, 'plain'];
  return stands ? [measureWords.on, 'good'] : [measureWords.onAfter, 'warn'];
}
