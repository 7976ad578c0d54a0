import { AwardRounds } from '../../commands/award-rounds.js';
import { systemRim } from '../../commands/rim.js';
import type { EventLog } from '../../event-log/event-log.js';
import { ReportedSpans } from '../../event-log/reported-spans.js';
import { fictionalUscc } from './fiction.js';

/** How many enterprises apply. */
const applicants = 40;

/** 进行中的一轮评选: who applies for the mayor's award this year, assessed, and waiting for the notice. */
export async function beginRound(log: EventLog, { day, enterprises }: { day: string; enterprises: number }) {
  const rounds = new AwardRounds({ log, rim: systemRim, spans: new ReportedSpans(log) });
  const round = { programme: 'anyang-mayor-quality-award', year: Number(day.slice(0, 4)) };
  const acting = { actor: { department: 'pjw', key: 'local' }, correlationId: systemRim.newId() };
  const documentNo = `示政办〔${round.year}〕31号`;
  await rounds.open(round, { quota: 5, coolingOffYears: 2, documentNo }, acting);
  const usccs = Array.from({ length: Math.min(applicants, enterprises) }, (_, index) => fictionalUscc(index + 1));
  await rounds.apply(round, usccs, acting);
  await rounds.assess(round, undefined, acting);
}
