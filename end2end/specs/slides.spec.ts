// Slides of a session: brought by who leads it, released by staff, read and found by the others, also as a low-data pack.

import type { Locator, Page } from '@playwright/test';

import { upload } from '../support/api';
import { pdf, pdfWithScript } from '../support/documents';
import { content, sampleOf } from '../support/files';
import { rowOf } from '../support/hand-in';
import {
  alive, expect, expectAccessible, expectNarrow, open, openOnceItHolds, SEMINAR, STAFF, test, withScript,
} from '../support/test';

const SESSION = `${SEMINAR}/sessions/single-window-2`;
const INSTRUCTOR = 'instructor.e-port@example.org';
const READER = 'trainee.vn@example.org';
const NAME = 'Sample windows.pdf';
const LATER = 'Sample doors.pdf';
// Bytes that nobody reads, so that the pack is smaller than the file.
const FILE = sampleOf(NAME, pdf(['One window for all forms', 'Two forms less'], Buffer.alloc(400_000, 'x')));
const SIZE = `${Math.round(FILE.buffer.length / 1024)} KiB`;

function slides(page: Page): Locator {
  return page.getByRole('region', { name: 'Slides' });
}

function row(page: Page, name: string): Locator {
  return slides(page).getByRole('list').first().getByRole('listitem').filter({ hasText: name });
}

/** Adds a file to the session's slides, and waits until it has passed the gate. */
async function bring(page: Page, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  const { name, mimeType, buffer } = file;
  if (withScript()) {
    await slides(page).getByLabel('Choose files, or drop them here').setInputFiles({ name, mimeType, buffer });
    await expect(rowOf(page, name).getByRole('link', { name: 'Receipt' })).toBeVisible();
  } else {
    await slides(page).getByLabel('File', { exact: true }).setInputFiles({ name, mimeType, buffer });
    await slides(page).getByRole('button', { name: 'Upload' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Receipt' })).toBeVisible();
    await page.getByRole('link', { name: 'To the session' }).click();
  }
  await expect(async () => {
    await page.reload();
    await alive(page);
    await expect(row(page, name).getByText(/^\d+ pages?, /)).toBeVisible({ timeout: 500 });
  }).toPass();
}

/** Keeps the page as it looks on a desk and on a phone. */
async function picture(page: Page, name: string): Promise<void> {
  const info = test.info();
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.screenshot({ path: info.outputPath(`${name}-desk.png`), fullPage: true });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.screenshot({ path: info.outputPath(`${name}-phone.png`), fullPage: true });
}

test('slides are brought, released, read, packed and taken back', async ({ page, anotherPage, signIn }) => {
  test.slow();
  await signIn(INSTRUCTOR);
  await open(page, SESSION);
  await expect(slides(page)).toContainText('There are no slides yet.');
  await bring(page, FILE);
  await expect(slides(page)).toContainText('Not released: only those who lead this session and the staff see them.');
  await expect(slides(page).getByRole('button', { name: 'Release the slides' })).toHaveCount(0);

  const reader = await anotherPage();
  await signIn(READER, reader);
  await open(reader, SESSION);
  await expect(slides(reader)).toContainText('No slides have been released.');
  await expect(slides(reader).getByRole('link')).toHaveCount(0);

  const staff = await anotherPage();
  await signIn(STAFF, staff);
  await open(staff, SESSION);
  await slides(staff).getByRole('button', { name: 'Release the slides' }).click();
  await expect(slides(staff)).toContainText('All members of the seminar see the released files that have passed the gate.');
  if (withScript()) await expectAccessible(staff);
  await picture(staff, 'leading');
  await expectNarrow(staff);

  await test.step('the reader looks at the pages', async () => {
    if (!withScript()) await reader.reload();
    await expect(row(reader, NAME)).toContainText(`2 pages, ${SIZE}, by `);
    await expect(slides(reader).getByLabel('File', { exact: true })).toHaveCount(0);
    if (withScript()) await expectAccessible(reader);
    await picture(reader, 'reading');
    await expectNarrow(reader);
    await row(reader, NAME).getByRole('link', { name: `View ${NAME}` }).click();
    await expect(reader.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
    await expect(reader.getByRole('img').first()).toBeVisible();
    await open(reader, SESSION);
  });
  await test.step('finds a word on one of them', async () => {
    await open(reader, `${SEMINAR}/search?q=forms+less`);
    const found = reader.getByRole('article').filter({ hasText: NAME });
    await expect(found).toContainText('Slides of ');
    await found.getByRole('link', { name: 'Page 2' }).click();
    await expect(reader.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
    await open(reader, SESSION);
  });
  await test.step('and loads the pack, which is as large as was told', async () => {
    const link = slides(reader).getByRole('link', { name: 'Low-data pack' });
    const words = (await slides(reader).locator('.slides-pack').textContent()) ?? '';
    const told = words.match(new RegExp(`, ([\\d.]+) KiB instead of ${SIZE}`))?.[1];
    expect(told, words).toBeTruthy();
    const [download] = await Promise.all([reader.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('e-port-2021-single-window-2-low-data.zip');
    const pack = await content(download);
    expect(pack.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04');
    const kib = pack.length / 1024;
    expect(kib < 10 ? kib.toFixed(1) : kib.toFixed(0)).toBe(told);
    expect(pack.toString('latin1')).toContain('One window for all forms');
  });
  await test.step('a later file waits until staff release it, too', async () => {
    await open(page, SESSION);
    await bring(page, { ...FILE, name: LATER });
    await expect(slides(page)).toContainText('1 new file is not released yet.');
    await expect(slides(page).getByRole('button', { name: 'Release it too' })).toHaveCount(0);
    await open(reader, SESSION);
    await expect(row(reader, NAME)).toHaveCount(1);
    await expect(row(reader, LATER)).toHaveCount(0);
    await open(staff, SESSION);
    await expect(row(staff, LATER)).toContainText('Not released yet.');
    await slides(staff).getByRole('button', { name: 'Release it too' }).click();
    await expect(slides(staff).getByRole('button', { name: 'Release it too' })).toHaveCount(0);
    await expect(row(staff, LATER)).not.toContainText('Not released yet.');
    if (!withScript()) await reader.reload();
    await expect(row(reader, LATER)).toHaveCount(1);
  });
  await test.step('staff take them back', async () => {
    await open(staff, SESSION);
    await slides(staff).getByRole('button', { name: 'Take the slides back' }).click();
    await expect(slides(staff)).toContainText('Not released:');
    if (!withScript()) await reader.reload();
    await expect(slides(reader)).toContainText('No slides have been released.');
  });
  await test.step('the instructor removes a file', async () => {
    await open(page, SESSION);
    await slides(page).getByText('Remove a file', { exact: true }).click();
    await slides(page).getByLabel('Which one').selectOption({ label: NAME });
    await slides(page).getByLabel('Why, if you like').fill('The wrong file');
    await slides(page).getByRole('button', { name: 'Remove the file' }).click();
    await expect(row(page, NAME)).toHaveCount(0);
    if (withScript()) await expect(slides(page).getByText('Remove a file', { exact: true })).toBeFocused();
    await expect(slides(page).getByRole('button', { name: 'Remove the file' })).toBeHidden();
    await open(staff, `${SEMINAR}/deleted`);
    await expect(staff.getByRole('article').filter({ hasText: NAME })).toContainText('The wrong file');
  });
  await test.step('and the last one', async () => {
    await open(page, SESSION);
    await slides(page).getByText('Remove a file', { exact: true }).click();
    await slides(page).getByRole('button', { name: 'Remove the file' }).press('Enter');
    await expect(slides(page)).toContainText('There are no slides yet.');
    await expect(slides(page).getByRole('button', { name: 'Remove the file' })).toHaveCount(0);
    if (withScript()) await expect(slides(page).getByRole('heading', { name: 'Slides', exact: true })).toBeFocused();
  });
});

test('what became of a release is told as it is by now', { tag: '@script' }, async ({ page, office, anotherPage, signIn }) => {
  const session = `${SEMINAR}/sessions/single-window-1`;
  const held = 'Sample held windows.pdf';
  const gate = await anotherPage();
  await signIn(STAFF, gate);
  await upload(office, INSTRUCTOR, 'e-port-2021/sessions/single-window-1', sampleOf(held, pdfWithScript()));
  await openOnceItHolds(gate, `${SEMINAR}/gate`, held);
  await signIn(STAFF);
  await open(page, session);
  await slides(page).getByRole('button', { name: 'Release the slides' }).click();
  const told = slides(page).getByText(`shown to others once it has passed the gate: “${held}” (held at the gate).`);
  await expect(told).toBeVisible();
  const file = gate.getByRole('listitem').filter({ hasText: held });
  await file.getByLabel('Why it may pass').fill('It only prints itself.');
  await file.getByRole('button', { name: 'Release' }).click();
  await expect(gate.getByText(/^“Sample held windows\.pdf” \(Slides of .*\) is let through\.$/)).toBeVisible();
  await expect(row(page, held).getByRole('link', { name: `View ${held}` })).toBeVisible();
  await expect(told).toHaveCount(0);
  await expect(slides(page)).toContainText('Who sees the slides now stands above.');
});

test('the button to release does not turn under the finger', { tag: '@script' }, async ({ page, office, anotherPage, signIn, expectedMessages }) => {
  expectedMessages.push(/422 \(Unprocessable/);
  const session = `${SEMINAR}/sessions/single-window-1`;
  const name = 'Sample quays.pdf';
  await upload(office, INSTRUCTOR, 'e-port-2021/sessions/single-window-1', sampleOf(name, pdf(['Quays'])));
  const colleague = await anotherPage();
  const button = (of: Page, words: string) => slides(of).getByRole('button', { name: words });
  await signIn(STAFF);
  await signIn(STAFF, colleague);
  // An earlier test may have released what it brought.
  await open(page, session);
  if (await button(page, 'Take the slides back').isVisible()) await button(page, 'Take the slides back').click();
  await expect(button(page, 'Release the slides')).toBeVisible();
  await open(colleague, session);
  await button(colleague, 'Release the slides').click();
  await expect(button(colleague, 'Take the slides back'), 'what one does oneself one has seen').toBeVisible();
  await expect(button(colleague, 'I have seen it')).toHaveCount(0);

  await expect(slides(page)).toContainText('Released by');
  await expect(button(page, 'I have seen it')).toBeVisible();
  await expect(button(page, 'Take the slides back')).toHaveCount(0);
  await button(page, 'Release the slides').click();
  await expect(slides(page).getByRole('alert')).toContainText('Someone else has released these slides');
  await expect(slides(colleague), 'they stay released').toContainText('Released by');
  await expectAccessible(page);
  await button(page, 'I have seen it').click();
  await expect(slides(page).getByRole('heading', { name: 'Slides', exact: true })).toBeFocused();
  await button(page, 'Take the slides back').click();
  await expect(slides(page)).toContainText('Not released:');
});
