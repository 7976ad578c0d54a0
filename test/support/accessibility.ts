import axe from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';

/** What repeats the markup of those before it: the ninth row of a table and on, the drawer behind a ninth line and on. */
const alike = 'tbody tr:nth-child(n + 9), .drawer:nth-child(n + 9), ol > li:nth-child(n + 9)';

/** On what grounds texts stood whose contrast has been measured, and in which colour and size. */
const measured = new Set<string>();

/** Brings axe into every page of a window as it opens, which is sooner done than from outside. */
export async function bringAxe(context: BrowserContext): Promise<void> {
  await context.addInitScript(axe.source);
}

/**
 * What axe finds wrong with a part of a page. Measuring contrast takes it longest by far, so that is done once for all texts
 * of the same colour and size that stand on the same grounds.
 */
export async function violationsOn(page: Page, part = 'html'): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { found, places } = await page.evaluate(lookAt, { part, alike, known: [...measured] });
  for (const place of places) measured.add(place);
  return found;
}

/** Runs in the page, and has nothing but what it is given. */
async function lookAt({ part, alike, known }: { part: string; alike: string; known: readonly string[] }) {
  const ground = (element: Element): string => {
    const { backgroundColor, backgroundImage, opacity, position } = getComputedStyle(element);
    return [backgroundColor, backgroundImage, opacity, position].join(' ');
  };
  const placeOf = (element: Element): string => {
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    const steps = new Set([color, fontSize, fontWeight]);
    for (let each: Element | null = element; each !== null; each = each.parentElement) steps.add(ground(each));
    return [...steps].join('<');
  };
  const hasText = (element: Element): boolean =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '');
  const texts = [...document.querySelectorAll(`${part}, ${part} *`)].filter(hasText);
  const fresh = new Map(texts.reverse().map((element) => [placeOf(element), element]));
  for (const place of known) fresh.delete(place);
  const violations = ['violations'] satisfies axe.resultGroups[];
  const form = await axe.run(
    { include: [part], exclude: [alike] },
    { resultTypes: violations, rules: { 'color-contrast': { enabled: false } } },
  );
  const contrast =
    fresh.size === 0
      ? undefined
      : await axe.run({ include: [...fresh.values()] }, { resultTypes: violations, runOnly: ['color-contrast'] });
  const found = [...form.violations, ...(contrast?.violations ?? [])].map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
  return { found, places: [...fresh.keys()] };
}
