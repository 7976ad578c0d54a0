import type { z } from 'zod';
import type { CommandType } from '../../../schemas/commands.js';
import type { Label } from '../../../schemas/vocabulary.js';
import type { profileAnswer } from '../../http/answers.js';
import type { Choice } from './choice.js';
import type { Item } from './item.js';
import { lineOf } from './line.js';
import type { Names } from './names.js';
import { stepsAfter } from './steps.js';

type Profile = z.output<typeof profileAnswer>;

/** A record or follow-up that a later document may be about. */
export interface RecordChoice extends Choice {
  readonly type: string;
}

/** 在案记录 of a profile, each with what followed on it. */
export function recordsIn(profile: Profile, names: Names): readonly RecordChoice[] {
  return itemsIn(profile).flatMap((item) => {
    const { title, day, documentNo } = lineOf(item, names);
    const words = (what: Label): Label => {
      const said = (text: string): string => [day, text, documentNo].filter(Boolean).join(' ');
      return { zh: said(what.zh), en: said(what.en) };
    };
    const followed = item.followUps.map(({ eventId, type, label }) => ({
      value: eventId,
      type,
      label: words({ zh: `${label.zh}（${title.zh}）`, en: `${label.en} (${title.en})` }),
    }));
    return [{ value: item.eventId, type: item.type, label: words(labelled(item, title)) }, ...followed];
  });
}

function labelled({ label }: Item, title: Label): Label {
  return { zh: `${label.zh}：${title.zh}`, en: `${label.en}: ${title.en}` };
}

/** Every item of a profile of which more than the outcome may be told. */
export function itemsIn(profile: Profile): readonly Item[] {
  const inspections = Array.isArray(profile.inspections) ? profile.inspections : [];
  const findings = profile.petitionFindings.flatMap((each) => ('eventId' in each ? [each] : []));
  return [
    ...profile.honours,
    ...profile.certificates,
    ...profile.violations,
    ...profile.listings,
    ...profile.incidents,
    ...inspections,
    ...findings,
    ...profile.rewards,
    ...profile.measures,
    ...profile.duties,
    ...profile.disqualifications,
  ];
}

/** Fields that point at records of one type, whatever the command. */
const pointing: Readonly<Record<string, string>> = {
  linkedDecision: 'ViolationRecorded',
  reinspectionOf: 'InspectionRecorded',
  honourIds: 'HonourAwarded',
  absorbed: 'HonourAwarded',
};

/** The records that a field of a command may be about. */
export function recordsFor(
  path: string,
  { type, records }: { readonly type: CommandType; readonly records: readonly RecordChoice[] },
): readonly Choice[] {
  const wanted = pointing[path];
  if (wanted !== undefined) return records.filter((each) => each.type === wanted);
  return path === 'target' ? records.filter((each) => stepsAfter(each.type).includes(type)) : records;
}
