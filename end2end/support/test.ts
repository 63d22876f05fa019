// What every spec builds on: the office, signing in, and no message in the console unnoticed.

import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, expect, type Locator, type Page, test as base } from '@playwright/test';

import { Office, PASSWORD, SEMINAR, STAFF } from './office';
import { signIn, tellZone } from './sign-in';

type Fixtures = {
  /** Signs the page's person in: by invitation the first time, by password after that. No page is opened for it. */
  signIn: (email: string, page?: Page) => Promise<void>;
  /** Messages that a test provokes itself, such as those of a broken link. */
  expectedMessages: RegExp[];
  /** A second person in a browser of their own. */
  anotherPage: () => Promise<Page>;
};

type Watch = {
  /** What has come up in the console of any browser. */
  messages: string[];
  watched: void;
};

export const test = base.extend<Fixtures & Watch, { office: Office }>({
  office: [
    async ({}, use) => {
      const office = await Office.open();
      await use(office);
      await office.close();
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ office }, use) => use(office.url),

  expectedMessages: async ({}, use) => use([]),

  messages: async ({}, use) => use([]),

  watched: [
    async ({ context, expectedMessages, messages }, use) => {
      watch(context, messages);
      await use();
      const unexpected = messages.filter((message) => !expectedMessages.some((pattern) => pattern.test(message)));
      expect(unexpected, 'messages in the console').toEqual([]);
    },
    { auto: true },
  ],

  signIn: async ({ office, page }, use) => {
    await use(async (email, where = page) => {
      await signIn(office, email, where);
      if (withScript()) await tellZone(where);
    });
  },

  anotherPage: async ({ browser, baseURL, javaScriptEnabled, messages }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({ baseURL, javaScriptEnabled, timezoneId: 'Asia/Shanghai' });
      contexts.push(context);
      watch(context, messages);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});

function watch(context: BrowserContext, messages: string[]): void {
  context.on('console', (message) => messages.push(`${message.type()}: ${message.text()}`));
  context.on('weberror', (error) => messages.push(`error: ${error.error().message}`));
}

export function withScript(): boolean {
  return test.info().project.use.javaScriptEnabled !== false;
}

/** Waits until the page has come alive; without JavaScript it is what it is. */
export async function alive(page: Page): Promise<void> {
  if (!withScript()) return;
  await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
}

/** Opens a page and waits until it is alive. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await alive(page);
}

/** Opens a page as soon as the server's answer holds these words. Asking is much less work than showing. */
export async function openOnceItHolds(page: Page, path: string, words: string): Promise<void> {
  const holds = async () => (await (await page.request.get(path)).text()).includes(words);
  await expect.poll(holds, { message: `${words} in ${path}`, intervals: [100], timeout: 60_000 }).toBe(true);
  await open(page, path);
}

/** Opens a page as a reader who has chosen that zone. */
export async function openIn(page: Page, zone: string, path: string): Promise<void> {
  await open(page, `/zone?back=${path}`);
  await page.getByLabel('Time zone').selectOption(zone);
  await page.getByRole('button', { name: 'Use this zone' }).click();
  await expect(page).toHaveURL(path);
  await alive(page);
}

/** The rows of tables that hold these words. */
export function row(page: Page, text: string): Locator {
  return page.getByRole('row').filter({ hasText: text });
}

/** No rule of accessibility is broken, in light and dark. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(page.frames(), 'the quick way leads into no others').toHaveLength(1);
  let axeSource: string | undefined;
  for (const colorScheme of ['light', 'dark'] as const) {
    // Colours that are still on their way are no finding.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // The quick way: what is well is not described, and no second page is opened to sum up.
    const axe = new AxeBuilder({ page, axeSource }).setLegacyMode().options({ resultTypes: ['violations'] });
    const { violations } = await axe.analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
    // It is in the page now.
    axeSource = 'undefined';
  }
}

/** The page does not scroll sideways on a small phone. */
export async function expectNarrow(page: Page): Promise<void> {
  await page.setViewportSize({ width: 360, height: 740 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, `${page.url()} is ${width} px wide`).toBeLessThanOrEqual(360);
}

/** Keeps the page as it looks on a desk and on a phone. */
export async function keepLooks(page: Page, name: string): Promise<void> {
  for (const [where, width, height] of [['desk', 1280, 900], ['phone', 360, 740]] as const) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: test.info().outputPath(`${name}-${where}.png`), fullPage: true });
  }
}

/** Keeps the page as it looks on a desk and on a phone, where it is accessible and does not scroll sideways. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (withScript()) await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.screenshot({ path: test.info().outputPath(`${name}-desk.png`), fullPage: true });
  await expectNarrow(page);
  await page.screenshot({ path: test.info().outputPath(`${name}-phone.png`), fullPage: true });
  await page.setViewportSize({ width: 1280, height: 900 });
}

export { expect, PASSWORD, SEMINAR, STAFF };
