import type { Test } from 'tap';
import { type CommandType, enterpriseCommands, pairedCommand } from '../../schemas/commands.js';
import { type DataOf, eventTypes } from '../../schemas/events.js';
import { registryActor } from '../../src/commands/days.js';
import { EnterpriseCommands } from '../../src/commands/enterprise-commands.js';
import { type Rim, systemRim } from '../../src/commands/rim.js';
import type { EventLog } from '../../src/event-log/event-log.js';
import { shippedPacks } from '../../src/policy/packs.js';
import { bureau, type Fields } from './enterprise-spec.js';
import type { LogAdapter } from './log-adapters.js';
import { openRegistry } from './registry.js';
import { samples } from './samples.js';

/** The grounds on which departments report, in the order of the decree. */
export const grounds = [
  'serious-incident',
  'serious-violation',
  'collective-petition',
  'blacklisted',
  'other',
] as const satisfies readonly DataOf<'SourceReported'>['ground'][];

/** The registry of 1 June 2024 with the shipped packs adopted, and ways to record and to report as the bureau. */
export async function openKeptRegistry(t: Test, adapter?: LogAdapter) {
  const registry = await openRegistry(t, adapter);
  const { log, rim, policies, sourceReports } = registry;
  const acting = { actor: registryActor, correlationId: rim.newId() };
  for (const pack of shippedPacks) await policies.adopt(pack, acting);
  const from = { department: bureau.department };
  const report = async (fields: Fields): Promise<void> => {
    const data = eventTypes.SourceReported.schema.parse({
      ...from,
      from: '2015-01-01',
      until: '2024-06-01',
      ...fields,
    });
    await sourceReports.record({ type: 'SourceReported', data }, bureau, '2024-06-01', rim.newId());
  };
  const clear = async (fields: Fields): Promise<void> => {
    const data = eventTypes.ClearanceGiven.schema.parse({ ...from, ...fields });
    await sourceReports.record({ type: 'ClearanceGiven', data }, bureau, '2024-06-01', rim.newId());
  };
  /** Reports everything on every ground up to today. */
  const reportAll = async (): Promise<void> => {
    for (const ground of grounds) await report({ ground });
  };
  return { ...registry, acting, report, clear, reportAll, record: recorder(log, rim) };
}

/** Records as the bureau does: the sample of the command's event with the fields of the test. Answers the position. */
export function recorder(log: EventLog, rim: Rim) {
  const commands = new EnterpriseCommands(log, rim);
  return async (uscc: string, type: CommandType, fields: Fields = {}): Promise<number> => {
    const { event, schema } = enterpriseCommands[type];
    const own = {
      documentNo: `示〔2024〕${log.head().position}号`,
      ...(type === 'RegisterEnterprise' ? { uscc } : {}),
    };
    const command = pairedCommand(type, schema.parse({ ...samples[event], ...own, ...fields }));
    return (await commands.execute({ uscc, command, actor: bureau, correlationId: systemRim.newId() })).position;
  };
}
