import type { RecordedEvent } from '../../schemas/events.js';
import { departmentStream } from '../event-log/departments.js';
import type { EventReader } from '../event-log/event-log.js';

/** How much of a department's stream is read at once, and how often, going back from its end. */
const span = 200;
const most = 5;

/** 近期核验 of a department, newest first: those among the last thousand events of its stream. */
export function latestChecks(
  log: EventReader,
  department: string,
  limit: number,
): readonly RecordedEvent<'CheckMade'>[] {
  const stream = departmentStream(department);
  const found: RecordedEvent<'CheckMade'>[] = [];
  let end = log.streamVersion(stream);
  for (let left = most; left > 0 && end > 0 && found.length < limit; left -= 1) {
    const afterVersion = Math.max(0, end - span);
    const events = log.readStream(stream, { afterVersion, limit: end - afterVersion });
    found.push(...events.filter((event) => event.type === 'CheckMade').reverse());
    end = afterVersion;
  }
  return found.slice(0, limit);
}
