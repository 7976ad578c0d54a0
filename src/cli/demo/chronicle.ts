import { addDays } from '../../../schemas/day.js';
import { Policies } from '../../commands/policies.js';
import { SourceReports } from '../../commands/source-reports.js';
import type { SourceReport } from '../../domain/department.js';
import type { EventLog } from '../../event-log/event-log.js';
import { shippedPacks } from '../../policy/packs.js';
import { type DemoDepartment, fictionalUscc } from './fiction.js';
import type { SimulatedRim } from './simulated-rim.js';
import { firstDay, lastDay } from './story.js';

/** Something that concerns no single enterprise and came in on a day. */
export interface Entry {
  readonly day: string;
  record(): Promise<void>;
}

type Ground = SourceReport['data']['ground'];

/** Who reports on which ground, every quarter. On petitions the commission answers by list, once a year. */
const reporters: readonly (readonly [DemoDepartment, Ground])[] = [
  ['scjg', 'serious-violation'],
  ['yjgl', 'serious-incident'],
  ['zyfy', 'blacklisted'],
  ['fgw', 'other'],
];

/** What happened around the enterprises: packs adopted as they came into force, and what departments reported. */
export function chronicle(enterprises: number, log: EventLog, rim: SimulatedRim): readonly Entry[] {
  const reports = new SourceReports({ log, rim });
  const entries = [...adoptions(new Policies(log, rim), rim)];
  for (let from = firstDay; quarterAfter(from) <= lastDay; from = quarterAfter(from)) {
    const until = addDays(quarterAfter(from), -1);
    for (const [department, ground] of reporters) {
      entries.push(
        reported({ type: 'SourceReported', data: { department, ground, from, until } }, until, reports, rim),
      );
    }
  }
  const usccs = answeredFor(enterprises);
  for (let year = 2015; year <= 2025; year += 1) {
    const asOf = `${year}-12-15`;
    const data = { department: 'fgw', ground: 'collective-petition', asOf, usccs } as const;
    entries.push(reported({ type: 'ClearanceGiven', data }, asOf, reports, rim));
  }
  return entries;
}

function quarterAfter(day: string): string {
  const quarter = Math.floor((Number(day.slice(5, 7)) - 1) / 3) + 1;
  const year = Number(day.slice(0, 4)) + (quarter === 4 ? 1 : 0);
  return `${year}-${String((quarter % 4) * 3 + 1).padStart(2, '0')}-01`;
}

function adoptions(policies: Policies, rim: SimulatedRim): readonly Entry[] {
  return shippedPacks.map((pack) => ({
    day: knownFrom(pack.from),
    record: async () => {
      const actor = { department: 'registry', key: 'local' };
      await policies.adopt(pack, { actor, correlationId: rim.newId() });
    },
  }));
}

/** Two weeks ahead, so that no day opens between two regimes. */
function knownFrom(day: string): string {
  const ahead = addDays(day, -14);
  return ahead < firstDay ? firstDay : ahead;
}

function reported(report: SourceReport, until: string, reports: SourceReports, rim: SimulatedRim): Entry {
  const { department } = report.data;
  const day = addDays(until, 5);
  const actor = { department, name: '', key: 'local', scopes: new Set(['record'] as const) };
  return {
    day,
    record: async () => {
      await reports.record(report, actor, day, rim.newId());
    },
  };
}

/** Four of five enterprises, as many as one answer may name; of the fifth nobody ever answered. */
function answeredFor(enterprises: number): string[] {
  const numbers = Array.from({ length: enterprises }, (_, index) => index + 1);
  return numbers
    .filter((number) => number % 5 !== 3)
    .slice(0, 5000)
    .map(fictionalUscc);
}
