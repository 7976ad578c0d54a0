import { addDays } from '../../../schemas/day.js';
import type { MunicipalPack } from '../../../schemas/policy/municipal-pack.js';
import { listKind } from '../../../schemas/vocabularies.js';
import { isIncomplete } from '../../domain/days.js';
import { type FactRecord, type Recorded, recordsOf } from '../../domain/enterprise.js';
import { isDisputed, isUnderReview } from '../../domain/status.js';
import { listingEnds, listKindOn, regimeTurnsOf, standingOn } from '../regime.js';
import type { Rules } from '../rules.js';
import type { ListGround } from './row.js';

type Listing = FactRecord<'EnterpriseBlacklisted'>;

/**
 * 失信联合惩戒: the listings in force of a kind that the regime's closed table calls joint, and nothing else: a city may
 * not invent one. What is incomplete, or may have ended, does not punish; what is disputed does, and says so. An
 * absorbed enterprise's listing does not pass on.
 */
export function punishmentGrounds(
  state: Recorded,
  day: string,
  rules: Rules,
  { lists }: MunicipalPack,
): readonly ListGround[] {
  const { clause, quote } = lists.jointPunishment;
  return recordsOf(state, 'EnterpriseBlacklisted').flatMap((record): readonly ListGround[] => {
    const { event, absorbedFrom } = record;
    const { listKind: kind, listedOn, documentNo, authority } = event.data;
    const row = listKindOn(kind, day, rules);
    if (row?.joint.value !== true || absorbedFrom?.isMerged === true || listedOn === undefined) return [];
    if (isIncomplete(record) || standingOn(record, day, rules) !== 'in-force') return [];
    const off = listingEnds(event.data, day, rules);
    return [
      {
        code: kind,
        zh: listKind.label(kind).zh,
        clause,
        quote,
        legalBasis: row.legalBasis,
        documentNo,
        authority: authority?.name,
        since: listedOn,
        until: off === undefined ? undefined : addDays(off, -1),
        eventIds: [event.id],
        disputed: isDisputed(record, day) || isUnderReview(record, day),
      },
    ];
  });
}

/** The days on which a listing may begin or end by time alone, beside those of its own dates. */
export function listingTurns(record: Listing, rules: Rules): readonly string[] {
  const { scheduledOff } = record.event.data;
  return [...regimeTurnsOf(record, rules), ...(scheduledOff === undefined ? [] : [scheduledOff])];
}
