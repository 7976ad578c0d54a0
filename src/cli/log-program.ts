import type { Command } from 'commander';
import type { Output } from './output.js';

/** `qcr log` and `qcr backup`: the log as a file to keep or to move. */
export function logCommands(program: Command, data: () => string, out: Output): void {
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
  program
    .command('backup <folder>')
    .description('在线备份，不必停机 a consistent copy while a server writes')
    .action(async (folder: string) => {
      const { backup } = await import('./backup.js');
      await backup(data(), folder, out);
    });
}
