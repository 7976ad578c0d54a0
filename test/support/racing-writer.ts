import { enterpriseCommands, pairedCommand } from '../../schemas/commands.js';
import { EnterpriseCommands } from '../../src/commands/enterprise-commands.js';
import { systemRim } from '../../src/commands/rim.js';
import { openSqliteLog } from '../../src/event-log/sqlite.js';
import { bureau } from './enterprise-spec.js';
import { samples } from './samples.js';

/** A process that records the same facts on an enterprise as its rivals do: `racing-writer LOG USCC COUNT`. */
const [file = '', uscc = '', count = '0'] = process.argv.slice(2);
const log = await openSqliteLog(file);
const commands = new EnterpriseCommands(log, systemRim);

for (let number = 0; number < Number(count); number += 1) {
  const data = { ...samples.ViolationRecorded, documentNo: `示罚〔2024〕${number}号` };
  const command = pairedCommand('RecordViolation', enterpriseCommands.RecordViolation.schema.parse(data));
  await commands.execute({ uscc, command, actor: bureau, correlationId: systemRim.newId() });
}
await log.close();
