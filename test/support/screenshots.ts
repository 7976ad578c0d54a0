import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { type Browser, chromium, type Page } from 'playwright-core';
import { addDays, dayInShanghai } from '../../schemas/day.js';
import { disqualificationGround } from '../../schemas/vocabularies.js';
import { fill } from '../../src/cli/demo/demo.js';
import { troubled } from '../../src/cli/demo/lives.js';
import { rebuildReadModels } from '../../src/cli/rebuild.js';
import { startServing } from '../../src/cli/serve.js';
import { readSettings } from '../../src/config.js';
import { chromiumPath } from './browser.js';
import { fictionalUscc } from './uscc.js';

/** Makes the pictures of the READMEs from the demo's story: `npm run screenshots`. */
const pictures = fileURLToPath(new URL('../../../docs/screenshots/', import.meta.url));

/** Few enough to be told in seconds, enough for every page to have something to show. */
const enterprises = 200;

const quiet = { print: () => undefined, note: () => undefined, progress: () => undefined };

type Keys = Awaited<ReturnType<typeof fill>>;

async function take(): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'qcr-screenshots-'));
  try {
    const keys = await fill(data, enterprises, quiet);
    await rebuildReadModels(data, quiet);
    const settings = { ...readSettings({}), data, port: 0, name: '安阳市质量信用与荣誉登记系统' };
    const serving = await startServing(settings, pino({ level: 'silent' }));
    const browser = await chromium.launch({
      executablePath: chromiumPath(),
      args: ['--no-sandbox', '--lang=zh-CN'],
      env: { ...process.env, LANGUAGE: 'zh_CN' },
    });
    try {
      await reportAll(serving.address, keys.get('REGULATOR') ?? '');
      await photograph(browser, serving.address, keys);
    } finally {
      await browser.close();
      await serving.close();
    }
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

/** 零报告 on every ground: without them nobody could be found eligible. */
async function reportAll(address: string, key: string): Promise<void> {
  const until = addDays(dayInShanghai(Date.now()), -1);
  for (const ground of disqualificationGround.codes) {
    await fetch(`${address}/v1/departments/scjg/source-reports`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ground, from: '2017-01-01', until }),
    });
  }
}

async function photograph(browser: Browser, address: string, keys: Keys): Promise<void> {
  const open = (role: 'DEPARTMENT' | 'COMMITTEE', scheme: 'light' | 'dark') =>
    signedIn(browser, { address, key: keys.get(role) ?? '', scheme });
  const department = await open('DEPARTMENT', 'light');
  await picture(department, 'home');

  const committee = await open('COMMITTEE', 'light');
  await committee.goto(`${address}${await fullest(department, address)}`);
  await picture(committee, 'profile');
  await committee.goto(`${address}/screening`);
  const applicants = Array.from({ length: 60 }, (_, index) => fictionalUscc(index + 61));
  await committee.locator('#usccs').fill(applicants.join('\n'));
  await committee.locator('form.stacked button.primary').click();
  await committee.locator('.verdicts').waitFor();
  await picture(committee, 'screening');

  const dark = await open('COMMITTEE', 'dark');
  await dark.goto(`${address}/enterprises/${troubled}`);
  await dark.locator('#violations .open a').first().click();
  await picture(dark, 'evidence');
}

/** Address of the listed enterprise whose timeline has marks in most lanes. */
async function fullest(page: Page, address: string): Promise<string> {
  const found: { readonly href: string; readonly marks: number }[] = [];
  for (const list of ['joint-punishment', 'joint-reward']) {
    await page.goto(`${address}/lists/${list}`);
    const links = await page.locator('.lines .enterprise a').all();
    const hrefs = await Promise.all(links.map(async (link) => (await link.getAttribute('href')) ?? ''));
    for (const href of hrefs) {
      await page.goto(`${address}${href}`);
      const lanes = await page.locator('.marks:has(a)').count();
      found.push({ href, marks: lanes * 100 + (await page.locator('.marks a').count()) });
    }
  }
  return found.reduce((best, each) => (each.marks > best.marks ? each : best)).href;
}

interface Entry {
  readonly address: string;
  readonly key: string;
  readonly scheme: 'light' | 'dark';
}

async function signedIn(browser: Browser, { address, key, scheme }: Entry): Promise<Page> {
  const viewport = { width: 1440, height: 900 };
  const context = await browser.newContext({ locale: 'zh-CN', viewport, colorScheme: scheme });
  const page = await context.newPage();
  await page.goto(`${address}/sign-in`);
  await page.locator('#key').fill(key);
  await page.locator('form.card button.primary').click();
  await page.waitForURL(`${address}/`);
  return page;
}

async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}

await take();
