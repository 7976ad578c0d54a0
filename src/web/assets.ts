import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** A file that pages refer to. Its address changes with its content, so it may be kept for ever. */
export interface Asset {
  readonly address: string;
  readonly type: string;
  readonly body: Buffer;
}

/** tsc copies no style sheets, so they are read where they were written. */
const styles = new URL('../../../src/web/styles/', import.meta.url);
const islands = new URL('./islands/', import.meta.url);

/** In the order in which they hold: tokens before what uses them, print last. */
const sheets = [
  'tokens',
  'base',
  'frame',
  'controls',
  'tables',
  'profile',
  'pages',
  'sharing',
  'rounds',
  'forms',
  'papers',
  'print',
] as const;

const types = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
} as const;

function asset(name: string, extension: keyof typeof types, body: Buffer): Asset {
  const digest = hash('sha256', body).slice(0, 12);
  return { address: `/assets/${name}.${digest}.${extension}`, type: types[extension], body };
}

export const styleSheet = asset(
  'console',
  'css',
  Buffer.concat(sheets.map((name) => readFileSync(new URL(`${name}.css`, styles)))),
);

export const icon = asset('icon', 'svg', readFileSync(new URL('icon.svg', styles)));

/** 增强脚本: small scripts, each of which makes something quicker that works without it. */
export const scripts: readonly Asset[] = readdirSync(islands)
  .filter((file) => file.endsWith('.js'))
  .map((file) => asset(file.replace(/\.js$/, ''), 'js', withoutMap(readFileSync(new URL(file, islands), 'utf8'))));

export const assets: ReadonlyMap<string, Asset> = new Map(
  [styleSheet, icon, ...scripts].map((each) => [each.address, each]),
);

function withoutMap(text: string): Buffer {
  return Buffer.from(text.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'));
}
