import { readFileSync } from 'node:fs';
import { type PolicyPack, policyPack } from '../../schemas/policy.js';
import { openToday, registryActor } from '../commands/days.js';
import { Policies } from '../commands/policies.js';
import { systemRim } from '../commands/rim.js';
import { openedDay } from '../event-log/opened-day.js';
import { policyEvents } from '../event-log/policy-events.js';
import { referenceOf, rulesInForce } from '../policy/adoptions.js';
import { diffPacks } from '../policy/pack-diff.js';
import { packProblems } from '../policy/pack-problems.js';
import { packReferenceOf, shippedPacks } from '../policy/packs.js';
import { openKnownLog, openLog } from './data-directory.js';
import type { Output } from './output.js';
import { type RegistryPlace, UsageError } from './settings.js';

/** `qcr policy check FILE`: says what is wrong with a pack; answers whether nothing is. */
export function checkPack(nameOrFile: string, out: Output): boolean {
  const parsed = policyPack.safeParse(readPack(nameOrFile));
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) out.print(`${path.join('.') || '.'}: ${message}`);
    return false;
  }
  const problems = packProblems(parsed.data);
  for (const { path, rule } of problems) out.print(`${path}: ${rule}`);
  if (problems.length === 0) out.print(`规则包有效 valid  ${packReferenceOf(parsed.data)}`);
  return problems.length === 0;
}

/** `qcr policy adopt FILE...`: adopts packs, each whole and from its own first day on; none where one is not sound. */
export async function adoptPacks(place: RegistryPlace, namesOrFiles: readonly string[], out: Output): Promise<void> {
  const packs = namesOrFiles.map(soundPack);
  await withPolicies(place, async (policies) => {
    for (const pack of packs) {
      const { reference, isNew } = await policies.adopt(pack, acting());
      out.print(`${isNew ? '已采用 adopted' : '已在采用 already in force'}  ${reference}`);
    }
  });
}

/** `qcr policy retire REFERENCE`: a wording holds no longer from a day on. */
export async function retirePack(place: RegistryPlace, reference: string, on: string, out: Output): Promise<void> {
  const retire = async (policies: Policies): Promise<void> => {
    await policies.retire(reference, on, acting());
    out.print(`自 ${on} 起停用 retired from then on  ${reference}`);
  };
  await withPolicies(place, retire, openKnownLog);
}

/** `qcr policy diff A B`: what changes from one wording to another, in words. */
export function diffPackFiles(before: string, after: string, out: Output): void {
  const changes = diffPacks(soundPack(before), soundPack(after));
  for (const { zh, en } of changes) out.print(`${zh}  ${en}`);
  if (changes.length === 0) out.print('没有差别 no difference');
}

/** `qcr policy list`: every wording adopted, and which are in force today. */
export async function listPacks(place: RegistryPlace, out: Output): Promise<void> {
  const log = await openKnownLog(place);
  try {
    const events = policyEvents(log);
    const day = openedDay(log) ?? '0000-00-00';
    const inForce = new Set(rulesInForce(events, { day, knownAt: log.head().position }).version.split(','));
    for (const event of events) {
      const reference = referenceOf(event.data);
      if (event.type === 'PolicyRetired') out.print(`${reference}  停用 retired ${event.data.on}`);
      else out.print(`${reference}  自 from ${event.data.from}${inForce.has(reference) ? '  现行 in force' : ''}`);
    }
    out.print(`随附 shipped: ${shippedPacks.map(({ id }) => id).join(' ')}`);
  } finally {
    await log.close();
  }
}

const acting = () => ({ actor: registryActor, correlationId: systemRim.newId() });

async function withPolicies(
  place: RegistryPlace,
  work: (policies: Policies) => Promise<void>,
  open: typeof openKnownLog = openLog,
): Promise<void> {
  const log = await open(place);
  try {
    await openToday(log, systemRim);
    await work(new Policies(log, systemRim));
  } finally {
    await log.close();
  }
}

/** A pack that may be adopted. Throws UsageError that names the first thing wrong with it. */
function soundPack(nameOrFile: string): PolicyPack {
  const parsed = policyPack.safeParse(readPack(nameOrFile));
  const [issue] = parsed.error?.issues ?? [];
  if (!parsed.success) throw new UsageError(`${nameOrFile}: ${issue?.path.join('.')}: ${issue?.message}`);
  const [problem] = packProblems(parsed.data);
  if (problem !== undefined) throw new UsageError(`${nameOrFile}: ${problem.path}: ${problem.rule}`);
  return parsed.data;
}

/** A pack that is shipped, by its id, or one in a file. */
function readPack(nameOrFile: string): unknown {
  const shipped = shippedPacks.find(({ id }) => id === nameOrFile);
  if (shipped !== undefined) return shipped;
  try {
    return JSON.parse(readFileSync(nameOrFile, 'utf8'));
  } catch (error) {
    throw new UsageError(`cannot read the pack ${nameOrFile}: ${error instanceof Error ? error.message : error}`);
  }
}
