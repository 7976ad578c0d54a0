import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import type { Test } from 'tap';

/**
 * Where Debian and its like put Chromium; QCR_CHROMIUM names another. The shell, which is Chromium without windows, takes
 * half as long over the same pages.
 */
const places = [
  process.env.QCR_CHROMIUM,
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

const found = places.find((place) => place !== undefined && existsSync(place));

/** Why tests with a browser are skipped; false where one is found. */
export const noBrowser = found === undefined ? 'no Chromium is installed' : false;

/** Throws where none is installed. */
export function chromiumPath(): string {
  if (found === undefined) throw new Error('no Chromium is installed; QCR_CHROMIUM may name one');
  return found;
}

/** A headless browser that is closed with the test. */
export async function openBrowser(t: Test): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu'] });
  t.teardown(() => browser.close());
  return browser;
}
