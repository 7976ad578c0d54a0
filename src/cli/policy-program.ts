import type { Command } from 'commander';
import { calendarDay } from '../../schemas/day.js';
import type { Output } from './output.js';
import { type RegistryPlace, UsageError } from './settings.js';

/** `qcr policy`: rule packs as data, checked, compared, adopted and retired. */
export function policyCommands(program: Command, place: () => RegistryPlace, out: Output): void {
  const policy = program.command('policy').description('规则包 rule packs');
  policy
    .command('check <pack>')
    .description('检查规则包文件 check a pack: a file, or the id of one that is shipped')
    .action(async (pack: string) => {
      const { checkPack } = await import('./policy.js');
      if (!checkPack(pack, out)) process.exitCode = 1;
    });
  policy
    .command('adopt <pack...>')
    .description('采用规则包 adopt packs, each whole and from its own first day on')
    .action(async (packs: readonly string[]) => {
      const { adoptPacks } = await import('./policy.js');
      await adoptPacks(place(), packs, out);
    });
  policy
    .command('retire <reference>')
    .description('停用规则包 retire a wording, e.g. anyang-2017-25@0123456789ab')
    .requiredOption('--on <day>', '停用日期 the first day on which it no longer holds')
    .action(async (reference: string, options: { on: string }) => {
      const day = calendarDay.safeParse(options.on);
      if (!day.success) throw new UsageError(`--on: ${day.error.issues[0]?.message}`);
      const { retirePack } = await import('./policy.js');
      await retirePack(place(), reference, day.data, out);
    });
  policy
    .command('diff <before> <after>')
    .description('比较两个规则包 what changes from one pack to another, in words')
    .action(async (before: string, after: string) => {
      const { diffPackFiles } = await import('./policy.js');
      diffPackFiles(before, after, out);
    });
  policy
    .command('list')
    .description('列出规则包 packs adopted and shipped')
    .action(async () => {
      const { listPacks } = await import('./policy.js');
      await listPacks(place(), out);
    });
}
