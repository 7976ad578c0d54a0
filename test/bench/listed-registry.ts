import type { Step } from '../../src/cli/demo/story.js';
import { registryActor } from '../../src/commands/days.js';
import { Policies } from '../../src/commands/policies.js';
import { systemRim } from '../../src/commands/rim.js';
import { shippedPacks } from '../../src/policy/packs.js';
import { Generations } from '../../src/read-models/generations.js';
import { rebuild } from '../../src/read-models/rebuild.js';
import { benchUscc } from './lives.js';
import { Chronicle, cached, type GeneratedRegistry, type Progress } from './registry.js';

/** Enterprises on the joint punishment list, and changes of the list until they stood there. */
export const listedRows = 50_000;
export const listChanges = 100_000;

const [registered, listed, renamed] = ['2025-01-06', '2025-02-03', '2025-03-03'];

/**
 * A registry with the shipped packs and a long joint punishment list, half of whose rows have changed once; with its read
 * models, which take longer to make than it does.
 */
export function listedRegistry(progress: Progress): Promise<GeneratedRegistry> {
  return cached('listed', async (log, folder) => {
    const rim = { ...systemRim, now: () => Date.parse(`${registered}T01:00:00.000Z`) };
    const acting = { actor: registryActor, correlationId: rim.newId() };
    for (const pack of shippedPacks) await new Policies(log, rim).adopt(pack, acting);
    const numbers = Array.from({ length: listedRows }, (_, index) => index);
    const changed = numbers.slice(0, (listChanges - listedRows) / 2);
    await new Chronicle(log, progress).write([
      ...numbers.map((number) =>
        step(number, registered, 'RegisterEnterprise', {
          uscc: benchUscc(number),
          name: `示例第${number}有限公司`,
          formerNames: [],
          division: '410502',
          industry: '纺织业',
          status: 'active',
        }),
      ),
      ...numbers.map((number) => step(number, listed, 'BlacklistEnterprise', listing(number))),
      ...changed.map((number) =>
        step(number, renamed, 'RenameEnterprise', { name: `示例改名第${number}有限公司`, on: renamed }),
      ),
    ]);
    const watching = { progress: (done: number) => progress(`read models: ${done} enterprises`), said: progress };
    rebuild(log, new Generations(folder), watching);
    return listedRows;
  });
}

/** What puts an enterprise on the joint punishment list for two years. */
export function listing(number: number): Readonly<Record<string, unknown>> {
  return {
    documentNo: `示〔2025〕${number}号`,
    listKind: 'serious-violation',
    groundCode: '7',
    legalBasis: ['市场监督管理严重违法失信名单管理办法'],
    listedOn: listed,
    scheduledOff: '2028-02-03',
  };
}

function step(number: number, day: string, command: Step['command'], data: Step['data']): Step {
  const own = { authority: { name: '安阳市市场监督管理局（演示）' }, source: { department: 'scjg', receivedOn: day } };
  return { day, uscc: benchUscc(number), by: 'scjg', command, data: { ...own, ...data } };
}
