// A trainee knows where to be, and hands in their country's material.

import type { Locator, Page } from '@playwright/test';

import { content, type SampleFile, sampleFile, sha256 } from '../support/files';
import { fact, handIn, PROJECTS, rowOf, STATUS, submit } from '../support/hand-in';
import { expect, expectAccessible, open, openIn, SEMINAR, test, withScript } from '../support/test';

const EMAIL = 'trainee.vn@example.org';

test('my page tells where to be and what to submit', async ({ page, signIn }) => {
  await signIn(EMAIL);
  await openIn(page, 'Asia/Vientiane', `${SEMINAR}/my`);
  const next = page.getByRole('region', { name: 'Next session' });
  await expect(next.locator('.zone').first()).toHaveText('Vientiane, your time');
  await expect(next).toContainText(/Running now|in \d+ (min|h|day)|in less than a minute/);
  await expect(next.getByRole('link', { name: 'Go to the meeting room' })).toBeVisible();
  await expect(next).toContainText(/Meeting code/);
  const name = next.getByRole('group', { name: 'Your display name in the meeting' });
  await expect(name.getByText('Sample Trainee Viet Nam – Viet Nam', { exact: true })).toBeVisible();
  for (const title of [STATUS, PROJECTS]) {
    await expect(task(page, title)).toContainText('Nothing submitted yet');
    await expect(task(page, title)).toContainText('Missing');
  }
  const later = page.getByRole('region', { name: 'Your sessions' }).getByRole('listitem').first();
  await expect(later.locator('.zone')).toHaveText(['Vientiane, your time', 'Shanghai']);
  await expect(page.getByText('You are the only trainee of Viet Nam.')).toBeVisible();
});

test('the display name is copied with one click @script', async ({ page, context, signIn }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn(EMAIL);
  await open(page, `${SEMINAR}/my`);
  // The page's own code may come a moment after the frame is alive, and a click before it is lost.
  await expect(async () => {
    await page.getByRole('button', { name: 'Copy the name' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Sample Trainee Viet Nam – Viet Nam');
  }).toPass();
});

test('a file is submitted, and the receipt tells which', async ({ page, signIn }) => {
  await signIn(EMAIL);
  await openIn(page, 'Asia/Vientiane', `${SEMINAR}/my`);
  const first = sampleFile('E-port of Viet Nam.pdf');
  await submit(page, task(page, STATUS), first);
  await expect(page.getByText('E-PORT-2021/VN/e-port-status/1', { exact: true })).toBeVisible();
  await expect(fact(page, 'SHA-256')).toHaveText(first.sha256);
  await expect(fact(page, 'File')).toHaveText(first.name);
  await expect(fact(page, 'Size')).toContainText('4,000 bytes');
  await expect(fact(page, 'Received')).toContainText('Vientiane, your time');
  await expect(fact(page, 'Submitted by')).toHaveText('Sample Trainee Viet Nam');

  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download version 1' }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe(first.name);
  expect(sha256(await content(download))).toBe(first.sha256);

  const second = sampleFile('E-port of Viet Nam, better.pdf');
  await handIn(page, 'e-port-status.vn', second);
  await expect(page.getByText('E-PORT-2021/VN/e-port-status/2', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'To the material' }).click();
  const versions = page.getByRole('region', { name: 'Versions' });
  await expect(versions.getByRole('heading', { level: 3 })).toHaveText([/^Version 2 .*newest/, /^Version 1/]);
  await expect(versions).toContainText(first.name);

  await open(page, `${SEMINAR}/my`);
  await expect(task(page, STATUS)).toContainText('version 2');
  await expect(task(page, STATUS)).toContainText('Submitted');
  // What is done comes last, and no more of it than its state stands open.
  const tasks = page.getByRole('region', { name: 'What your delegation has to submit' });
  await expect(tasks.getByRole('heading', { level: 3 })).toHaveText([PROJECTS, STATUS]);
  const file = task(page, STATUS).getByText(second.name);
  await expect(file).toBeHidden();
  await task(page, STATUS).getByText('Dates and file').click();
  await expect(file).toBeVisible();
  await expect(task(page, STATUS).getByLabel(/^(File|Choose a file, or drop it here)$/)).toBeHidden();
  await task(page, STATUS).getByText('Submit another version').click();
  await expect(task(page, STATUS).getByLabel(/^(File|Choose a file, or drop it here)$/)).toBeVisible();
});

test('what is unfinished is asked for once, for all assignments @script', async ({ page, signIn }) => {
  await signIn(EMAIL);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'GET' && new URL(request.url()).pathname === '/api/uploads') asked.push(request.url());
  });
  const answered = page.waitForResponse((response) => response.url().endsWith('/api/uploads'));
  await open(page, `${SEMINAR}/my`);
  await (await answered).finished();
  await expect(page.getByLabel('Choose a file, or drop it here')).toHaveCount(2);
  expect(asked).toHaveLength(1);
});

test('files that are given one by one go in a row, and the page tells of the newest @script', async ({ page, signIn }) => {
  await signIn('trainee.mm@example.org');
  await open(page, `${SEMINAR}/my`);
  const files = ['paper.pdf', 'slides.pdf', 'annex.pdf'].map((name) => sampleFile(name));
  for (const { name, mimeType, buffer } of files) {
    await task(page, PROJECTS).getByLabel('Choose a file, or drop it here').setInputFiles({ name, mimeType, buffer });
  }
  for (const { name } of files) {
    await expect(rowOf(page, name)).toContainText('Submitted. The server holds exactly this file.');
  }
  const names = page.getByRole('list', { name: 'Files on their way' }).locator('.upload-name');
  await expect(names, 'the newest first').toHaveText(['annex.pdf', 'slides.pdf', 'paper.pdf']);
  await expect(task(page, PROJECTS)).toContainText('version 3');
  // The rows have stayed while the page's data came anew.
  await rowOf(page, 'annex.pdf').getByRole('button', { name: /^Remove/ }).click();
  await expect(rowOf(page, 'annex.pdf')).toHaveCount(0);
  await expect(rowOf(page, 'paper.pdf')).toBeVisible();
});

test('of several files that are dropped at once one is the material @script', async ({ page, signIn }) => {
  await signIn('trainee.ph@example.org');
  await open(page, `${SEMINAR}/my`);
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(new URL(request.url()).pathname);
  });
  const card = task(page, PROJECTS);
  const chooser = card.getByLabel('Choose a file, or drop it here');
  await expect(chooser).toBeVisible();
  await expect(chooser).not.toHaveAttribute('multiple');
  const which = page.getByRole('group', { name: 'Which file is meant' });
  for (const answer of ['None of these', 'Upload slides.pdf']) {
    await drop(card.locator('form.drop-zone'), ['paper.pdf', 'slides.pdf'].map((name) => sampleFile(name)));
    await expect(which).toContainText('A material is one file. These are 2, and nothing of them has been sent.');
    await expect(which).toBeFocused();
    await expectAccessible(page);
    expect(sent).not.toContain('/api/uploads');
    await which.getByRole('button', { name: answer, exact: true }).click();
    await expect(which).toHaveCount(0);
    await expect(chooser).toBeFocused();
  }
  await expect(rowOf(page, 'slides.pdf')).toContainText('Submitted. The server holds exactly this file.');
  await expect(rowOf(page, 'paper.pdf')).toHaveCount(0);
  await expect(card).toContainText('version 1');
});

test('without JavaScript one file can be chosen @plain', async ({ page, signIn }) => {
  await signIn('trainee.ph@example.org');
  await open(page, `${SEMINAR}/my`);
  await expect(task(page, PROJECTS).getByLabel('File', { exact: true })).not.toHaveAttribute('multiple');
  await expect(task(page, PROJECTS)).toContainText('A material is one file.');
});

test('an empty file is refused in words', async ({ page, signIn }) => {
  await signIn('trainee.uz@example.org');
  await open(page, `${SEMINAR}/my`);
  const empty = { name: 'nothing.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) };
  await task(page, STATUS).getByLabel(/^(File|Choose a file, or drop it here)$/).setInputFiles(empty);
  if (!withScript()) await task(page, STATUS).getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(task(page, STATUS).getByText(/file is empty/i).last()).toBeVisible();
  await expect(task(page, STATUS)).toContainText('Nothing submitted yet');
});

/** The card of an assignment; the page is an article around it. */
function task(page: Page, title: string) {
  return page.getByRole('article').filter({ has: page.getByRole('heading', { level: 3, name: title }) }).last();
}

/** Drops files as a hand does, all at once. */
async function drop(zone: Locator, files: SampleFile[]): Promise<void> {
  const plain = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, bytes: [...buffer] }));
  const dataTransfer = await zone.page().evaluateHandle((dropped) => {
    const transfer = new DataTransfer();
    for (const { name, mimeType, bytes } of dropped) {
      transfer.items.add(new File([new Uint8Array(bytes)], name, { type: mimeType }));
    }
    return transfer;
  }, plain);
  await zone.dispatchEvent('drop', { dataTransfer });
}
