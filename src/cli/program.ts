import { Command } from 'commander';
import pino, { type Logger } from 'pino';
import { dayInShanghai } from '../../schemas/day.js';
import { openToday, recordDay } from '../commands/days.js';
import { systemRim } from '../commands/rim.js';
import { Refusal } from '../domain/refusal.js';
import { openedDay } from '../event-log/opened-day.js';
import { dayArgument } from './arguments.js';
import { openKnownLog } from './data-directory.js';
import type { FollowOptions } from './follow.js';
import type { ImportOptions } from './import/import.js';
import { type IssueOptions, issueKey, listKeys, revokeKey } from './keys.js';
import { logCommands } from './log-program.js';
import { processOutput } from './output.js';
import { policyCommands } from './policy-program.js';
import type { ScreenOptions } from './screen.js';
import { type RegistryPlace, type Settings, UsageError } from './settings.js';

const out = processOutput();

/** The command line `qcr`. Each command is loaded only when it is called, so that help comes at once. */
export function buildProgram(settings: Settings): Command {
  const program = new Command('qcr')
    .description('质量信用与荣誉登记系统 quality-credit and honours registry')
    .option('--data <folder>', '数据目录 data folder (QCR_DATA)', settings.data)
    .showHelpAfterError()
    .configureHelp({ sortSubcommands: false });
  const data = (): string => String(program.opts().data);
  const place = (): RegistryPlace => ({ ...settings, data: data() });
  serveCommand(program, settings, data);
  demoCommand(program, settings);
  importCommand(program, place);
  screenCommand(program, place);
  followCommand(program, settings);
  keysCommands(program, place);
  dayCommands(program, place);
  verifyCommand(program, data);
  rebuildCommand(program, data);
  policyCommands(program, place, out);
  logCommands(program, place, out);
  return program;
}

function serveCommand(program: Command, settings: Settings, data: () => string): void {
  program
    .command('serve')
    .description('启动登记系统 serve the HTTP API')
    .option('--host <address>', '监听地址 address (QCR_HOST)', settings.host)
    .option('--port <number>', '端口 port, 0 for any (QCR_PORT)', String(settings.port))
    .action(async (options: { host: string; port: string }) => {
      const port = portOf(options.port);
      const { serve } = await import('./serve.js');
      await serve({ ...settings, data: data(), host: options.host, port }, serverLog(settings.logLevel));
    });
}

/** A line of JSON each on standard output, whose failures end the process with a sentence, as they do for every command. */
function serverLog(level: string): Logger {
  return pino({ level }, process.stdout);
}

function demoCommand(program: Command, settings: Settings): void {
  program
    .command('demo')
    .description('演示：虚构企业的十一年 eleven years of fictional enterprises, served from a folder of its own')
    .option('--enterprises <number>', '企业数量 how many enterprises', '2000')
    .option('--port <number>', '端口 port, 0 for any (QCR_PORT)', String(settings.port))
    .action(async (options: { enterprises: string; port: string }) => {
      const { demo } = await import('./demo/demo.js');
      const enterprises = countOf(options.enterprises);
      const logger = serverLog(settings.logLevel === 'info' ? 'error' : settings.logLevel);
      await demo({ ...settings, host: '127.0.0.1', port: portOf(options.port) }, { enterprises }, { out, logger });
    });
}

function countOf(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 40 && count <= 100_000) return count;
  throw new UsageError(`--enterprises: ${text} is not a number from 40 to 100000`);
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new UsageError(`--port: ${text} is not a port`);
}

function importCommand(program: Command, place: () => RegistryPlace): void {
  program
    .command('import <file>')
    .description('导入CSV、NDJSON或XLSX文件 import a CSV, NDJSON or XLSX file')
    .option('--command <command>', '登记事项 what each row records, e.g. record-violation')
    .option('--mapping <name|file.json>', '列映射 how foreign columns become fields')
    .option('--sheet <name>', '工作表，缺省为第一张 sheet of a workbook, the first by default')
    .option('--department <id>', '报送部门 source department, where rows do not say')
    .option('--received-on <day>', '收到日期，缺省为今天 day of receipt, today by default')
    .option('--rejects <file>', '拒收清单 where rejected rows are listed')
    .option('--matches <file>', '名称比对结果 where candidates by name are listed')
    .option('--dry-run', '试运行 do everything on a copy, record nothing')
    .action(async (file: string, options: Omit<ImportOptions, 'file'>) => {
      const { importFile } = await import('./import/import.js');
      await importFile(place(), { file, ...options }, out);
    });
}

function screenCommand(program: Command, place: () => RegistryPlace): void {
  program
    .command('screen <file>')
    .description('评奖资格审查 screen the applicants of a CSV, NDJSON or XLSX file')
    .requiredOption('--programme <id>', '奖项 programme, e.g. anyang-mayor-quality-award')
    .requiredOption('--year <year>', '申报年度 programme year')
    .option('--valid-at <day>', '有效日，缺省为最近开启之日 as of a day, the last day opened by default')
    .option('--known-at <position|instant>', '所知 as known at, now by default')
    .option('--rule-version <version>', '规则包 rule packs, those in force by default')
    .option('--sheet <name>', '工作表，缺省为第一张 sheet of a workbook, the first by default')
    .option('--out <file.csv|file.xlsx>', '审查结果 where each verdict with its reasons goes')
    .action(async (file: string, options: ScreenOptions) => {
      const { screenFile } = await import('./screen.js');
      await screenFile(place(), file, options, out);
    });
}

function followCommand(program: Command, settings: Settings): void {
  program
    .command('follow <url>')
    .description('持有名单副本，密钥取自 QCR_KEY keep a copy of a joint list of a registry; the key comes from QCR_KEY')
    .requiredOption('--list <list>', '名单 joint-punishment or joint-reward')
    .requiredOption('--into <file.sqlite>', '副本 where the copy is')
    .option('--once', '追平后结束 stop when the copy has caught up')
    .action(async (url: string, options: FollowOptions) => {
      const { followList } = await import('./follow.js');
      await followList(url, options, settings.key, out);
    });
}

function keysCommands(program: Command, place: () => RegistryPlace): void {
  const keys = program.command('keys').description('部门访问密钥 access keys of departments');
  keys
    .command('issue')
    .description('签发密钥，只显示一次 issue a key, shown once')
    .requiredOption('--department <id>', '部门编号 department id, e.g. scjg')
    .option('--name <name>', '部门名称 name, enrols the department if it is new')
    .requiredOption('--scopes <list>', '权限 scopes, joined by commas, e.g. admin or record,read:profile')
    .option('--until <day>', '有效期至 last day on which it holds')
    .action((options: IssueOptions) => issueKey(place(), options, out));
  keys
    .command('list')
    .description('列出密钥 list keys')
    .action(() => listKeys(place(), out));
  keys
    .command('revoke <key-id>')
    .description('吊销密钥 revoke a key')
    .action((keyId: string) => revokeKey(place(), keyId, out));
}

function dayCommands(program: Command, place: () => RegistryPlace): void {
  const day = program.command('day').description('登记日 days of the registry');
  day
    .command('calendar <file.json>')
    .description('公布工作日历 publish the working days of a year')
    .action(async (file: string) => {
      const { publishCalendarFile } = await import('./calendar.js');
      await publishCalendarFile(place(), file, out);
    });
  day
    .command('open [date]')
    .description('开启日期，缺省为今天 open a day, today by default')
    .option('--confirm', '确认日期无误 confirm a day more than 40 days ahead')
    .action(async (date: string | undefined, options: { confirm?: boolean }) => {
      const log = await openKnownLog(place());
      try {
        if (date === undefined && options.confirm !== true) {
          if (!(await openToday(log, systemRim))) throw new Refusal('DAY_TOO_FAR_AHEAD', { field: 'date' });
        } else await recordDay({ date: dayOf(date), confirmed: options.confirm === true }, log, systemRim);
        out.print(`已开启 opened ${openedDay(log)}`);
      } finally {
        await log.close();
      }
    });
}

function dayOf(text: string | undefined): string {
  return text === undefined ? dayInShanghai(systemRim.now()) : dayArgument(text, text);
}

function rebuildCommand(program: Command, data: () => string): void {
  program
    .command('rebuild')
    .description('重建读模型，不必停机 make all read models anew while the old ones serve')
    .action(async () => {
      const { rebuildReadModels } = await import('./rebuild.js');
      await rebuildReadModels(data(), out);
    });
}

function verifyCommand(program: Command, data: () => string): void {
  program
    .command('verify')
    .description('核验事件与档案 check positions, versions, commitments and profiles')
    .action(async () => {
      const { verify } = await import('./verify.js');
      if (!(await verify(data(), out))) process.exitCode = 1;
    });
}
