import type { DataOf } from '../../schemas/events.js';
import { departmentStream } from '../event-log/departments.js';
import type { EventReader } from '../event-log/event-log.js';
import { type Acting, type Recorder, recordDecided } from './recording.js';

/** `C-<department>-<version>`: tells the event of a check apart, and where it lies. */
function checkNoOf(department: string, version: number): string {
  return `C-${department}-${version}`;
}

/** 查询核验: records what was asked, and the digest of what is answered. Answers the number of the check. */
export async function recordCheck(
  recorder: Recorder,
  asked: Omit<DataOf<'CheckMade'>, 'checkNo'>,
  acting: Acting,
): Promise<{ readonly checkNo: string; readonly position: number }> {
  const { department } = acting.actor;
  const { version, position } = await recordDecided(
    recorder,
    departmentStream(department),
    (before) => [{ type: 'CheckMade', data: { checkNo: checkNoOf(department, before + 1), ...asked } }],
    acting,
  );
  return { checkNo: checkNoOf(department, version), position };
}

/** A check by its number; undefined when the registry has made none under it. */
export function checkNumbered(reader: EventReader, checkNo: string) {
  const [, department = '', version] = /^C-([a-z0-9-]{2,32})-(\d{1,9})$/.exec(checkNo) ?? [];
  if (version === undefined) return undefined;
  const [event] = reader.readStream(departmentStream(department), { afterVersion: Number(version) - 1, limit: 1 });
  return event?.type === 'CheckMade' && event.data.checkNo === checkNo ? { department, event } : undefined;
}
