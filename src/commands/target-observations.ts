import { canonicalJson } from '../../schemas/canonical.js';
import type { DataOf } from '../../schemas/events.js';
import type { ActingDepartment } from '../domain/context.js';
import { Refusal } from '../domain/refusal.js';
import { openedDay } from '../event-log/opened-day.js';
import { policyEvents } from '../event-log/policy-events.js';
import { targetStream } from '../event-log/target-stream.js';
import { rulesInForce } from '../policy/adoptions.js';
import { type Recorder, recordDecided } from './recording.js';

/**
 * 登记目标完成值: an observation of a target of some pack in force, by the department that answers for it. The same
 * observation again is known already. Throws Refusal.
 */
export async function observeTarget(
  recorder: Recorder,
  data: DataOf<'TargetObserved'>,
  actor: ActingDepartment,
  correlationId: string,
): Promise<{ readonly outcome: 'recorded' | 'already-recorded'; readonly position: number }> {
  const { log } = recorder;
  if (data.department !== actor.department && !actor.scopes.has('admin')) {
    throw new Refusal('SOURCE_NOT_OWN', { field: 'department' });
  }
  const head = log.head().position;
  const day = openedDay(log, head) ?? '0000-00-00';
  const { municipal } = rulesInForce(policyEvents(log), { day, knownAt: head });
  const isNamed = municipal.some(({ targets }) => targets.some(({ id }) => id === data.target));
  if (!isNamed) throw new Refusal('TARGET_UNKNOWN', { field: 'target' });
  const stream = targetStream(data.division);
  const known = () =>
    log
      .readStream(stream)
      .find((event) => event.type === 'TargetObserved' && canonicalJson(event.data) === canonicalJson(data));
  const acting = { actor: { department: actor.department, key: actor.key }, correlationId };
  const observed = { type: 'TargetObserved', data } as const;
  const recorded = await recordDecided(recorder, stream, () => (known() === undefined ? [observed] : []), acting);
  if (recorded !== undefined) return { outcome: 'recorded', position: recorded.position };
  return { outcome: 'already-recorded', position: known()?.position ?? head };
}
