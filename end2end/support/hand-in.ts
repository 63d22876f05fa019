// A trainee hands in a file, the way that the browser at hand can.

import type { Locator, Page } from '@playwright/test';

import type { SampleFile } from './files';
import { expect, open, openOnceItHolds, SEMINAR, withScript } from './test';

export const STATUS = 'Status and problems of E-port and single window';
export const PROJECTS = 'Interconnection co-operation projects';

/** The place for files on a material's page. */
export function handInOf(page: Page): Locator {
  return page.getByRole('region', { name: 'Submit a version' });
}

/** The row of one file on its way. */
export function rowOf(page: Page, name: string): Locator {
  return page.getByRole('list', { name: 'Files on their way' }).getByRole('listitem').filter({ hasText: name });
}

/** Opens a material's page, submits the file there, and ends on its receipt. */
export async function handIn(page: Page, material: string, file: SampleFile): Promise<void> {
  await open(page, `${SEMINAR}/materials/${material}`);
  await submit(page, handInOf(page), file);
}

/** Submits a file in one of a page's places for them, and ends on its receipt. */
export async function submit(page: Page, place: Locator, { name, mimeType, buffer }: SampleFile): Promise<void> {
  const receipt = page.getByRole('heading', { level: 1, name: 'Receipt' });
  if (withScript()) {
    await place.getByLabel('Choose a file, or drop it here').setInputFiles({ name, mimeType, buffer });
    const way = rowOf(page, name).getByRole('link', { name: 'Receipt' });
    await way.waitFor();
    // What the gate says can move the row between the two halves of a click, which is one on nothing then.
    await expect(async () => {
      if (await way.isVisible()) await way.click();
      await expect(receipt).toBeVisible({ timeout: 5_000 });
    }).toPass();
  } else {
    await place.getByLabel('File', { exact: true }).setInputFiles({ name, mimeType, buffer });
    await place.getByRole('button', { name: 'Upload' }).click();
  }
  await expect(receipt).toBeVisible();
}

/**
 * Waits on a version's receipt until it has passed the gate, and where no script brings the pages when they are drawn,
 * until they are.
 */
export async function opened(page: Page): Promise<void> {
  const { pathname } = new URL(page.url());
  const viewer = pathname.replace('/receipts/', '/previews/');
  await openOnceItHolds(page, pathname, viewer);
  await expect(page.getByRole('link', { name: /^View version/ })).toBeVisible();
  if (withScript()) return;
  const isUnderWay = async () => (await (await page.request.get(viewer)).text()).includes('Its pages are being drawn.');
  await expect.poll(isUnderWay, { message: `${viewer} is drawn`, timeout: 60_000 }).toBe(false);
}

/** What a list of facts says under a name. */
export function fact(page: Page, name: string): Locator {
  const term = page.getByRole('term').filter({ hasText: new RegExp(`^${name}$`) });
  return page.locator('dl > div', { has: term }).getByRole('definition');
}
