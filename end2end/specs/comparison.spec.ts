// What changed between two versions stands side by side.

import type { Locator, Page } from '@playwright/test';

import { pdf } from '../support/documents';
import { sampleOf } from '../support/files';
import { handIn, opened } from '../support/hand-in';
import { png } from '../support/pictures';
import { codeAskedBy, DECK, holdPictures, idle, loadedBy, picturesAskedBy } from '../support/previews';
import { alive, expect, expectAccessible, expectNarrow, open, SEMINAR, test, withScript } from '../support/test';

test('what changed between two versions stands side by side', async ({ page, anotherPage, signIn }) => {
  await signIn('trainee.et@example.org');
  await handIn(page, 'e-port-status.et', sampleOf('first.pdf', pdf(DECK)));
  await opened(page);
  await handIn(page, 'e-port-status.et', sampleOf('second.pdf', pdf([DECK[0]!, 'Ships and one form', DECK[2]!, 'Thank you'])));
  await opened(page);
  await open(page, `${SEMINAR}/materials/e-port-status.et`);
  await page.getByRole('link', { name: 'Compare with version 1' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Version 1 and version 2' })).toBeVisible();
  const asked = picturesAskedBy(page);
  await compared(page, '1 page changed, 1 page new.');
  const changed = page.locator('.change').filter({ hasText: 'Page 2 changed' });
  await expect(changed.getByRole('deletion')).toContainText('forms');
  await expect(changed.getByRole('insertion')).toContainText('one form');
  await expect(changed.getByRole('img')).toHaveCount(2);
  await expect(changed.getByText(/^After: page 2 of version 2, up to \S+ KiB$/)).toBeVisible();
  await expect(page.getByText(/^Up to \S+ KiB as pictures\.$/)).toHaveCount(withScript() ? 1 : 0);
  await expect(page.locator('.change').getByRole('img')).toHaveCount(withScript() ? 3 : 2);
  await expect(page.getByText('2 pages as before and not shown')).toBeVisible();
  if (withScript()) await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  const pictures = await shown(changed);
  for (const { width, file } of pictures) {
    expect(width, 'as wide as half the page').toBeGreaterThan(550);
    expect(file).toMatch(/-900\.webp$/);
  }
  expect(pictures[0]!.y, 'side by side').toBe(pictures[1]!.y);
  await expectNarrow(page);
  const [before, after] = await shown(changed);
  expect(after!.y, 'one below the other').toBeGreaterThan(before!.y + 100);
  if (!withScript()) {
    expect([...new Set(asked)], 'no picture of another change').toEqual(['0002']);
    await leafThrough(page);
    return;
  }
  const loaded = loadedBy(page);
  const colleague = await anotherPage();
  await signIn('trainee.et@example.org', colleague);
  await handIn(colleague, 'e-port-status.et', sampleOf('third.pdf', pdf(DECK)));
  await expect(() => expect(loaded, 'the event came').toContain('load_frame')).toPass();
  expect(loaded, 'what was compared stays').not.toContain('load_comparison');

  await saveData(colleague);
  const browser = await colleague.context().newCDPSession(colleague);
  await browser.send('Emulation.setDeviceMetricsOverride', { width: 360, height: 740, deviceScaleFactor: 2, mobile: false });
  const askedThere = picturesAskedBy(colleague);
  await open(colleague, new URL(page.url()).pathname);
  await expect(colleague.locator('.change').getByRole('img')).toHaveCount(2);
  expect([...new Set(askedThere)], 'no picture of another change').toEqual(['0002']);
  for (const { file } of await shown(colleague.locator('.change'))) {
    expect(file, 'letters can be read on a phone').toMatch(/-900\.webp$/);
  }
  await leafThrough(colleague);
});

test('a picture that was replaced stands beside the one before', async ({ page, anotherPage, signIn }) => {
  await signIn('trainee.et@example.org');
  const scans = [png(60, 40, [20, 60, 120]), png(60, 40, [120, 60, 20])];
  for (const [index, scan] of scans.entries()) {
    await handIn(page, 'interconnection-projects.et', { ...sampleOf(`scan-${index + 1}.png`, scan), mimeType: 'image/png' });
    await opened(page);
  }
  await open(page, `${SEMINAR}/materials/interconnection-projects.et`);
  await page.getByRole('link', { name: 'Compare with version 1' }).click();
  await compared(page, '1 page with another picture.');
  const changed = page.getByRole('listitem').filter({ hasText: 'Page 1 has another picture' });
  await expect(changed.getByRole('img', { name: 'Before: page 1 of version 1' })).toBeVisible();
  await expect(changed.getByRole('img', { name: 'After: page 1 of version 2' })).toBeVisible();
  if (withScript()) await expectAccessible(page);
  await expectNarrow(page);
  if (!withScript()) return;

  const { pathname } = new URL(page.url());
  const reader = await anotherPage();
  await signIn('trainee.et@example.org', reader);
  // Nothing of the page before is on its way any more.
  await reader.goto('about:blank');
  const code = codeAskedBy(reader);
  const letThrough = await holdPictures(reader, `**/previews/${pathname.split('/').pop()}/*.webp`);
  const before = reader.waitForEvent('requestfinished', (request) => request.url().endsWith('.webp'));
  await reader.goto(pathname, { waitUntil: 'domcontentloaded' });
  await before;
  await idle(reader);
  expect(code, 'code waits for both').toEqual([]);
  letThrough();
  await alive(reader);
  expect(code).not.toEqual([]);
});

/** Has the pages that are opened from here on find a browser that is to load little. */
async function saveData(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
  });
}

/** From one of two changes to the other, and to both. */
async function leafThrough(page: Page): Promise<void> {
  const pictures = page.locator('.change').getByRole('img');
  const all = page.getByRole('navigation', { name: 'All changes' });
  await expect(all.getByRole('link', { name: /^Page \d.*KiB$/ })).toHaveCount(2);
  await page.getByRole('link', { name: 'Next change' }).click();
  await expect(pictures).toHaveCount(1);
  await expect(pictures).toHaveAccessibleName('After: page 4 of version 2');
  await expect(page.getByRole('link', { name: 'Next change' })).toHaveCount(0);
  await all.getByRole('link', { name: 'Page 2 changed' }).click();
  await expect(pictures).toHaveCount(2);
  await page.getByRole('link', { name: /^All changes as a list, up to .*KiB as pictures$/ }).click();
  await expect(pictures).toHaveCount(3);
  await page.getByRole('link', { name: 'One change at a time' }).click();
  await expect(pictures).toHaveCount(2);
}

/** Where the pictures of a change are, and which files the browser has chosen for them. */
async function shown(change: Locator): Promise<{ y: number; width: number; file: string }[]> {
  const pictures = await change.getByRole('img').all();
  return Promise.all(
    pictures.map(async (picture) => {
      await picture.scrollIntoViewIfNeeded();
      await expect.poll(() => picture.evaluate((it: HTMLImageElement) => it.complete && it.currentSrc)).toBeTruthy();
      return picture.evaluate((it: HTMLImageElement) => {
        const { y, width } = it.getBoundingClientRect();
        return { y: y + scrollY, width, file: it.currentSrc };
      });
    }),
  );
}

/** Waits until both versions are drawn. The page tells so by itself; without JavaScript it has to be loaded again. */
async function compared(page: Page, summary: string): Promise<void> {
  await expect(async () => {
    if (!withScript()) await page.reload();
    await expect(page.getByText(summary)).toBeVisible({ timeout: 500 });
  }).toPass();
}
