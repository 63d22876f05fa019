// What arrives while a file is looked at.

import { readFile } from 'node:fs/promises';

import { sampleOf } from '../support/files';
import { handIn, opened } from '../support/hand-in';
import { deck, loadedBy, picture, view } from '../support/previews';
import { python } from '../support/python';
import { expect, test } from '../support/test';

test('a deck of an office program is drawn as it is, with its words', { tag: '@script' }, async ({ page, signIn }, testInfo) => {
  const path = testInfo.outputPath('mexico.pptx');
  await python('write_deck.py', '2', 'Single window', path);
  await signIn('trainee.mx@example.org');
  await handIn(page, 'e-port-status.mx', sampleOf('mexico.pptx', await readFile(path)));
  await opened(page);
  await page.getByRole('link', { name: 'View version 1' }).click();
  // It appears by itself once the office program is done.
  await expect(page.getByRole('img', { name: 'Page 1 of 2: Single window, 1' })).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('Text of page 2').click();
  await expect(page.getByText('Declarations of quarter 2 came through one window.')).toBeVisible();
});

test('keys come with the pages that a viewer waits for, and so does the hint about them', { tag: '@script' }, async ({ page, anotherPage, signIn }) => {
  await signIn('trainee.uz@example.org');
  await handIn(page, 'e-port-status.uz', deck('uzbekistan.pdf'));
  await opened(page);
  // Drawing may be quick: until something else happens, the page is told that it goes on.
  const loading = /\/api\/load_preview\?/;
  await page.route(loading, async (route) => {
    const response = await route.fetch();
    const json = await response.json();
    await route.fulfill({ response, json: { ...json, contents: null, page: null, drawing: 'under_way' } });
  });
  await page.getByRole('link', { name: 'View version 1' }).click();
  await expect(page.getByText('Its pages are being drawn.')).toBeVisible();
  const hint = page.getByText(/^Keys, while you are in this viewer/);
  await expect(hint).toHaveCount(0);

  await page.unroute(loading);
  const colleague = await anotherPage();
  await signIn('trainee.uz@example.org', colleague);
  await handIn(colleague, 'e-port-status.uz', deck('again.pdf'));
  await expect(page.getByRole('button', { name: 'Next' })).toBeVisible();
  await expect(hint).toHaveText('Keys, while you are in this viewer: ← and → turn the pages, c to a comment on this page.');
  await page.keyboard.press('ArrowRight');
  await expect(picture(page, 2)).toBeVisible();
  await page.getByRole('link', { name: 'Comment on page 2' }).press('c');
  await expect(page.getByLabel('Page, if it is about one')).toHaveValue('2');
});

test('what has been drawn is loaded once, whatever happens meanwhile', { tag: '@script' }, async ({ page, anotherPage, signIn }) => {
  await signIn('trainee.mn@example.org');
  await view(page, 'interconnection-projects.mn', deck('mongolia.pdf'));
  const loaded = loadedBy(page);
  const colleague = await anotherPage();
  await signIn('trainee.mn@example.org', colleague);
  await handIn(colleague, 'interconnection-projects.mn', deck('again.pdf'));
  await expect(() => expect(loaded, 'the event came').toContain('load_frame')).toPass();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(picture(page, 2)).toBeVisible();
  expect(loaded).not.toContain('load_preview');
});
