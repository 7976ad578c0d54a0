import { readFileSync } from 'node:fs';
import { workdayCalendar } from '../../schemas/workday-calendar.js';
import { openToday, registryActor } from '../commands/days.js';
import { systemRim } from '../commands/rim.js';
import { publishCalendar } from '../commands/workdays.js';
import { openKnownLog } from './data-directory.js';
import type { Output } from './output.js';
import { type RegistryPlace, UsageError } from './settings.js';

/** `qcr day calendar FILE`: publishes the working days of a year: {year, daysOff, workdays, documentNo}. */
export async function publishCalendarFile(place: RegistryPlace, file: string, out: Output): Promise<void> {
  const parsed = workdayCalendar.safeParse(readJson(file));
  const [issue] = parsed.error?.issues ?? [];
  if (!parsed.success) throw new UsageError(`${file}: ${issue?.path.join('.') || '.'}: ${issue?.message}`);
  const log = await openKnownLog(place);
  try {
    await openToday(log, systemRim);
    const acting = { actor: registryActor, correlationId: systemRim.newId() };
    const outcome = await publishCalendar({ log, rim: systemRim }, parsed.data, acting);
    out.print(`${outcome === 'recorded' ? '已公布 published' : '已在案 already on record'}  ${parsed.data.year}`);
  } finally {
    await log.close();
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`cannot read the calendar ${file}: ${error instanceof Error ? error.message : error}`);
  }
}
