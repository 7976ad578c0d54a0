import type { CommandMark } from '../../schemas/envelope.js';
import type { DataOf } from '../../schemas/events.js';
import { departmentStream } from '../event-log/departments.js';
import type { EventReader } from '../event-log/event-log.js';
import { repeatedEvents } from './command-mark.js';
import { type Acting, type Recorder, recordDecided } from './recording.js';

/** `C-<department>-<version>`: tells the event of a check apart, and where it lies. */
function checkNoOf(department: string, version: number): string {
  return `C-${department}-${version}`;
}

/** A check as it is on record. */
export interface RecordedCheck {
  readonly data: DataOf<'CheckMade'>;
  readonly position: number;
  /** Was it made by an earlier call under the same mark? */
  readonly isRepeat: boolean;
}

/** The check that an earlier call under a mark made. Throws Refusal when its key stands for something else. */
export function repeatedCheck(reader: EventReader, mark: CommandMark | undefined): RecordedCheck | undefined {
  const [event] = repeatedEvents(reader, mark);
  return event?.type === 'CheckMade' ? { data: event.data, position: event.position, isRepeat: true } : undefined;
}

/** 查询核验: records what was asked, and the digest of what is answered; of calls under one mark the first counts. */
export async function recordCheck(
  recorder: Recorder,
  asked: Omit<DataOf<'CheckMade'>, 'checkNo'>,
  acting: Acting,
): Promise<RecordedCheck> {
  const { department } = acting.actor;
  const numbered = (version: number) => ({ checkNo: checkNoOf(department, version), ...asked });
  const made = await recordDecided(
    recorder,
    departmentStream(department),
    (before) => [{ type: 'CheckMade', data: numbered(before + 1) }],
    acting,
  );
  const earlier = made.isRepeat ? repeatedCheck(recorder.log, acting.mark) : undefined;
  return earlier ?? { data: numbered(made.version), position: made.position, isRepeat: false };
}

/** A check by its number; undefined when the registry has made none under it. */
export function checkNumbered(reader: EventReader, checkNo: string) {
  const [, department = '', version] = /^C-([a-z0-9-]{2,32})-(\d{1,9})$/.exec(checkNo) ?? [];
  if (version === undefined) return undefined;
  const [event] = reader.readStream(departmentStream(department), { afterVersion: Number(version) - 1, limit: 1 });
  return event?.type === 'CheckMade' && event.data.checkNo === checkNo ? { department, event } : undefined;
}
