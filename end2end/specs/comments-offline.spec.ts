// Reviews written offline: one file, looked at, recorded once.

import { readFile, writeFile } from 'node:fs/promises';

import type { Page } from '@playwright/test';

import { FOR_ALL, talk } from '../support/comments';
import { content, sampleFile } from '../support/files';
import { handIn, opened } from '../support/hand-in';
import { python } from '../support/python';
import { expect, expectAccessible, expectNarrow, open, SEMINAR, test, withScript } from '../support/test';

const INSTRUCTOR = 'instructor.customs@example.org';
const BRAZIL = 'trainee.br@example.org';

test('reviews are written offline, looked at, and recorded once', async ({ page, anotherPage, signIn }, testInfo) => {
  const trainee = await anotherPage();
  await signIn(BRAZIL, trainee);
  await handIn(trainee, 'e-port-status.br', sampleFile('brazil.pdf'));
  await opened(trainee);
  await signIn(INSTRUCTOR);
  await open(page, `${SEMINAR}/materials?country=BR&assignment=e-port-status`);
  await page.getByRole('link', { name: 'Write reviews offline' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Write reviews offline' })).toBeVisible();
  if (withScript()) await expectAccessible(page);

  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the review form' }).click();
  const [empty, filled] = [testInfo.outputPath('form.xlsx'), testInfo.outputPath('filled.xlsx')];
  await writeFile(empty, await content(await coming));
  const words = 'Well described.\nPlease add a map.';
  const rows = await python(
    'fill_form.py',
    empty,
    filled,
    JSON.stringify({
      'Your comment': words,
      'On page': 1,
      'Your decision': 'Changes requested',
      'Who reads it': 'Also the delegation',
    }),
  );
  expect(rows).toHaveLength(2);
  expect(rows[1][0]).toBe('e-port-status.br');
  const file = { name: 'filled.xlsx', mimeType: 'application/octet-stream', buffer: await readFile(filled) };

  await test.step('first it is only looked at', async () => {
    await upload(page, file);
    await expect(page.getByText('1 row would be recorded')).toBeVisible();
    await expect(page.getByRole('row').filter({ hasText: 'Please add a map.' })).toContainText(FOR_ALL);
    if (withScript()) await expectAccessible(page);
    await page.screenshot({ path: testInfo.outputPath('dry-run-desk.png'), fullPage: true });
    await open(trainee, `${SEMINAR}/materials/e-port-status.br`);
    await expect(trainee.getByText('Nobody has written yet.')).toBeVisible();
  });

  await test.step('then recorded', async () => {
    await page.getByRole('button', { name: 'Record this review' }).click();
    await expect(page.getByText('1 row has been recorded.')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'The form has been recorded' })).toBeFocused();
    await page.setViewportSize({ width: 360, height: 740 });
    await expectNarrow(page);
    await page.screenshot({ path: testInfo.outputPath('recorded-phone.png'), fullPage: true });
    await open(trainee, `${SEMINAR}/materials/e-port-status.br`);
    await expect(talk(trainee, 'Please add a map.')).toContainText('Changes requested');
    await expect(talk(trainee, 'Please add a map.')).toContainText('on version 1, page 1');
  });

  await test.step('the same file records nothing more', async () => {
    await open(page, `${SEMINAR}/review-form`);
    await upload(page, file);
    await expect(page.getByText('1 row is on record already')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Record/ })).toHaveCount(0);
  });

  await test.step('what is no form is refused in words', async () => {
    await open(page, `${SEMINAR}/review-form`);
    await upload(page, { name: 'other.csv', mimeType: 'text/csv', buffer: Buffer.from('Name,Country\nSample,BR') });
    await expect(page.getByRole('alert')).toContainText('This is no review form');
  });
});

async function upload(page: Page, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await page.getByLabel('The filled-in form').setInputFiles(file);
  await page.getByRole('button', { name: 'See what would be recorded' }).click();
}
