// Pages of files, and what a browser asks for when it shows them.

import type { Locator, Page } from '@playwright/test';

import { pdf } from './documents';
import { type SampleFile, sampleOf } from './files';
import { handIn, opened } from './hand-in';
import { expect } from './test';

export const DECK = ['Ports of Mongolia', 'Ships and forms', 'One window for all'];

export function deck(name: string): SampleFile {
  return sampleOf(name, pdf(DECK));
}

/** The picture of a page of a deck. */
export function picture(page: Page, number: number): Locator {
  return page.getByRole('img', { name: `Page ${number} of ${DECK.length}` });
}

/** Hands in a deck and opens its pages. */
export async function view(page: Page, material: string, file: SampleFile): Promise<void> {
  await handIn(page, material, file);
  await opened(page);
  await page.getByRole('link', { name: 'View version 1' }).click();
  await expect(picture(page, 1)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Next' })).toBeVisible();
}

/** The numbers of the pages whose pictures are asked for from here on. */
export function picturesAskedBy(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const image = /previews\/[^/]+\/(\d+)-\d+\.webp$/.exec(request.url());
    if (image) asked.push(image[1]!);
  });
  return asked;
}

/** What the page loads from here on. */
export function loadedBy(page: Page): string[] {
  const loaded: string[] = [];
  page.on('request', (request) => {
    const name = /\/api\/(load_\w+)/.exec(request.url());
    if (name) loaded.push(name[1]!);
  });
  return loaded;
}

/** The code that the page asks for from here on. */
export function codeAskedBy(page: Page): string[] {
  const code: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/^\/pkg\/.*\.(js|wasm)$/.test(pathname)) code.push(pathname);
  });
  return code;
}

/** Keeps these pictures from the page until the answer is called. */
export async function holdPictures(page: Page, glob: string): Promise<() => void> {
  let letThrough = () => {};
  const waited = new Promise<void>((resolve) => { letThrough = resolve; });
  await page.route(glob, async (route) => {
    await waited;
    await route.continue();
  });
  return letThrough;
}

/** Waits until what waits for nothing is asked for: the style is there, and the browser has nothing to do. */
export async function idle(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => { requestIdleCallback(() => resolve(undefined), { timeout: 2000 }); }));
}
