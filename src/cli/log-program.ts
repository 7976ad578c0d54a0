import type { Command } from 'commander';
import type { CopyOptions } from './log-copy.js';
import type { Output } from './output.js';
import type { RegistryPlace } from './settings.js';

/** `qcr log` and `qcr backup`: the log as a file to keep or to move. */
export function logCommands(program: Command, place: () => RegistryPlace, out: Output): void {
  const data = (): string => place().data;
  const log = program.command('log').description('事件日志 the event log');
  log
    .command('export [file]')
    .description('导出全部事件，缺省为标准输出 write every event verbatim, to standard output by default')
    .action(async (file: string | undefined) => {
      const { exportLog } = await import('./log-transfer.js');
      await exportLog(data(), file ?? '-', out);
    });
  log
    .command('restore <file>')
    .description('恢复到没有登记簿的数据目录，- 为标准输入 restore an export into a data folder without a registry')
    .action(async (file: string) => {
      const { restoreLog } = await import('./log-transfer.js');
      await restoreLog(data(), file, out);
    });
  log
    .command('copy')
    .description('在文件与集群之间整体迁移登记簿，可续传 move a whole registry between a file and a cluster')
    .requiredOption('--from <place>', 'sqlite:FILE, cluster (EVENTSTOREDB_URL), or esdb://...')
    .requiredOption('--to <place>', '同上 the same')
    .action(async (options: CopyOptions) => {
      const { copyRegistry } = await import('./log-copy.js');
      await copyRegistry(options, place().cluster, out);
    });
  program
    .command('backup <folder>')
    .description('在线备份，不必停机 a consistent copy while a server writes')
    .action(async (folder: string) => {
      const { backup } = await import('./backup.js');
      await backup(data(), folder, out);
    });
}
