// Everyone finds the programme in their own time.

import { writeFile } from 'node:fs/promises';

import { content } from '../support/files';
import { python } from '../support/python';
import { expect, open, openIn, SEMINAR, test } from '../support/test';

const PROGRAMME = `${SEMINAR}/programme`;

test('every session stands in both zones', async ({ page }) => {
  await openIn(page, 'Asia/Vientiane', PROGRAMME);
  await expect(page.getByText(/Times are those of Shanghai \(UTC\+8\).* of Vientiane \(UTC\+7\), yours/)).toBeVisible();
  const opening = page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name: /opening/i }) });
  await expect(opening.first()).toContainText(/14:00–.*Shanghai.*13:00–.*Vientiane, your time/);
});

test('the browser tells its zone by itself @script', async ({ page, context }) => {
  await open(page, PROGRAMME);
  // Told once the page is alive; it is sure to be on the next page that is opened.
  await expect.poll(async () => (await context.cookies()).find(({ name }) => name === 'zone')?.value).toBe('Asia/Vientiane');
  await open(page, PROGRAMME);
  await expect(page.getByText(/of Vientiane \(UTC\+7\), yours/)).toBeVisible();
});

test.describe('in a browser that has an old name of its zone', () => {
  test.use({ timezoneId: 'Asia/Saigon' });

  test('it is called as it is today @script', async ({ page, context }) => {
    await open(page, PROGRAMME);
    const told = async () => (await context.cookies()).find(({ name }) => name === 'zone')?.value;
    await expect.poll(told).toBe('Asia/Ho_Chi_Minh');
    await open(page, PROGRAMME);
    await expect(page.getByText(/of Ho Chi Minh \(UTC\+7\), yours/)).toBeVisible();
  });
});

test('pages name their own code however many are rendered at once @script', async ({ request }) => {
  const hints = async (address: string) => {
    const text = await (await request.get(address)).text();
    return text.match(/rel="(module)?preload"/g)?.length ?? 0;
  };
  const alone = [await hints(PROGRAMME), await hints(SEMINAR)];
  expect(alone[0]).toBeGreaterThan(1);
  for (let round = 0; round < 5; round += 1) {
    const both = [PROGRAMME, SEMINAR, PROGRAMME, SEMINAR, PROGRAMME, SEMINAR, PROGRAMME, SEMINAR];
    expect(await Promise.all(both.map(hints))).toEqual(both.map((_, place) => alone[place % 2]));
  }
});

test('a page whose code comes late shows the zone too, and keeps its title @script', async ({ page }) => {
  let [told, early] = [false, false];
  page.on('response', (response) => { told ||= response.url().endsWith('/api/choose_zone'); });
  // The page's own code is held back until the zone has been told.
  await page.route(/split_programme_chunk/, async (route) => {
    await expect.poll(() => told).toBe(true).catch(() => undefined);
    early ||= (await page.locator('html[data-hydrated]').count()) > 0;
    await route.continue();
  });
  await page.addInitScript(() => {
    const titles = ((window as any).titles = [] as string[]);
    const alive = () => document.documentElement?.hasAttribute('data-hydrated');
    const note = () => alive() && titles.push(document.title);
    new MutationObserver(note).observe(document, { childList: true, characterData: true, subtree: true });
  });
  await open(page, PROGRAMME);
  await expect(page.getByText(/of Vientiane \(UTC\+7\), yours/)).toBeVisible();
  expect(early, 'it is not called alive before').toBe(false);
  const titles = new Set(await page.evaluate(() => (window as any).titles as string[]));
  expect([...titles], 'what is loaded again keeps its title').toEqual([expect.stringMatching(/^Programme: .* – Lectern$/)]);
});

test('a session on another day of the reader is marked', async ({ page }) => {
  await openIn(page, 'America/Lima', PROGRAMME);
  await expect(page.getByText('Lima, your time').first()).toBeAttached();
  await expect(page.getByText('day before').first()).toBeVisible();
  await page.getByRole('link', { name: 'Change your zone' }).click();
  await expect(page.getByLabel('Time zone')).toHaveValue('America/Lima');
});

test('a link leads down to today and takes the focus along', async ({ page }) => {
  await openIn(page, 'Asia/Shanghai', PROGRAMME);
  const today = page.getByRole('heading', { level: 2, name: /Today/ });
  for (const order of ['', '?by=course']) {
    await open(page, `${PROGRAMME}${order}`);
    const link = page.getByRole('link', { name: 'Today', exact: true });
    await link.focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/programme#day-\d{4}-\d{2}-\d{2}$/);
    await expect(today).toBeFocused();
    await expect(today).toBeInViewport();
  }
});

test('the programme by course has ten of them', async ({ page }) => {
  await open(page, PROGRAMME);
  await page.getByRole('link', { name: 'By course' }).click();
  await expect(page).toHaveURL(/by=course/);
  await expect(page.getByRole('heading', { level: 2, name: /^Course \d+:/ })).toHaveCount(10);
  await expect(page.getByRole('link', { name: 'By course' })).toHaveAttribute('aria-current', 'page');
  await page.getByRole('link', { name: 'By day' }).click();
  await expect(page.getByRole('heading', { level: 2, name: /Today/ })).toBeVisible();
});

test('the calendar file is what calendars understand', async ({ page }, testInfo) => {
  await open(page, PROGRAMME);
  const entries = await page.getByRole('main').getByRole('listitem').count();
  const deadlines = await page.getByText('Material due', { exact: true }).count();
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Calendar file (.ics)' }).click();
  const file = testInfo.outputPath('programme.ics');
  await writeFile(file, await content(await coming));
  const calendar = await python('check_calendar.py', file);
  expect(calendar).toMatchObject({ all_in_utc: true, all_end_later: true, broken: [] });
  expect(calendar).toMatchObject({ events: entries, moments: deadlines });
  expect(calendar.ids).toBe(calendar.events);
  expect(calendar.starts[0]).toMatch(/T06:00:00\+00:00$/);
});
