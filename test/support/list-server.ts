import { setImmediate } from 'node:timers/promises';
import type { CommandType } from '../../schemas/commands.js';
import { registryActor } from '../../src/commands/days.js';
import { shippedPacks } from '../../src/policy/packs.js';
import type { LogAdapter } from './log-adapters.js';
import { type Answer, startServer, type TestServer } from './server.js';

/** A listing of a joint kind that hangs on no decision. */
export const unlinked = { listedOn: '2024-05-28', scheduledOff: '2027-05-28', linkedDecision: undefined };

/** A server with the shipped packs, a key for each list, and one enterprise on each. */
export async function listServer(t: Parameters<typeof startServer>[0], adapter?: LogAdapter) {
  const server = await startServer(t, adapter === undefined ? {} : { adapter });
  const acting = { actor: registryActor, correlationId: server.rim.newId() };
  for (const pack of shippedPacks) await server.policies.adopt(pack, acting);
  const admin = await server.keyOf('scjg', 'admin');
  const punishment = await server.keyOf('sthj', 'feed:joint-punishment');
  const reward = await server.keyOf('sthj', 'feed:joint-reward');
  let number = 0;
  /** Records as the bureau; answers the position and the id of the event. */
  const record = async (uscc: string, type: CommandType, fields: object = {}) => {
    number += 1;
    const own = { documentNo: `示〔2024〕${number}号`, ...fields };
    const { json } = await server.command(uscc, type, own, { key: admin });
    if (json.events === undefined) throw new Error(JSON.stringify(json));
    return { position: Number(json.position), id: String(json.events[0].eventId) };
  };
  const get = (path: string, key: string, headers = {}) => server.ask(path, { key, headers });
  return { ...server, admin, punishment, reward, record, get };
}

/** Sends a list job and waits until it is done; answers where its result is. */
export async function finishedJob(
  { ask }: Pick<TestServer, 'ask'>,
  list: string,
  body: object,
  key: string,
): Promise<string> {
  const sent = await ask(`/v1/lists/${list}/jobs`, { method: 'POST', key, body });
  const location = sent.headers.get('location');
  if (sent.status !== 202 || location === null) throw new Error(sent.text);
  while ((await ask(location, { key })).status === 202) await setImmediate();
  return location;
}

const modulus = 2n ** 256n;

/** A holder of a list, who does nothing but what the feed says; throws when its copy is not the source. */
export class Holder {
  readonly rows = new Map<string, unknown>();
  cursor = '';
  take(answer: Answer): void {
    for (const { data } of answer.json) {
      if (data.op === 'remove') this.rows.delete(data.rowId);
      else this.rows.set(data.rowId, data.sealed ? 'sealed' : data.row);
    }
    this.cursor = answer.headers.get('qcr-cursor') ?? '';
    if (this.digest() !== answer.headers.get('qcr-digest')) throw new Error('the copy differs from its source');
  }
  digest(): string {
    const sum = [...this.rows.keys()].reduce((total, id) => (total + BigInt(`0x${id}`)) % modulus, 0n);
    return sum.toString(16).padStart(64, '0');
  }
}
