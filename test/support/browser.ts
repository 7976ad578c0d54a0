import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import type { Test } from 'tap';

/** Where Debian and its like put Chromium; QCR_CHROMIUM names another. */
const places = [process.env.QCR_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const executablePath = places.find((place) => place !== undefined && existsSync(place));

/** Why tests with a browser are skipped; false where one is found. */
export const noBrowser = executablePath === undefined ? 'no Chromium is installed' : false;

/** A headless browser that is closed with the test. */
export async function openBrowser(t: Test): Promise<Browser> {
  if (executablePath === undefined) throw new Error('no Chromium is installed');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  t.teardown(() => browser.close());
  return browser;
}
