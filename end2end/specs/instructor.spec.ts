// An instructor reads a delegation's material, writes about it and decides.

import { writeFile } from 'node:fs/promises';

import type { Page } from '@playwright/test';

import { upload } from '../support/api';
import { content, sampleFile } from '../support/files';
import { handIn, opened, STATUS } from '../support/hand-in';
import { python } from '../support/python';
import { alive, expect, expectAccessible, open, openOnceItHolds, SEMINAR, test, withScript } from '../support/test';

const INSTRUCTOR = 'instructor.customs@example.org';
const TRAINEE = 'trainee.ph@example.org';
const MATERIAL = `${SEMINAR}/materials/e-port-status.ph`;

test('from the first version to the accepted one', async ({ page, anotherPage, signIn }, testInfo) => {
  const trainee = await anotherPage();
  await signIn(TRAINEE, trainee);
  await handIn(trainee, 'e-port-status.ph', sampleFile('first.PDF'));

  await signIn(INSTRUCTOR);
  await test.step('finds it by the filter, which is in the address', async () => {
    await open(page, `${SEMINAR}/materials`);
    const filter = page.getByRole('form', { name: 'Filter' });
    await filter.getByLabel('Country').selectOption('Philippines');
    await filter.getByLabel('State').selectOption('Submitted, no decision yet');
    await filter.getByRole('button', { name: 'Show' }).click();
    await expect(page).toHaveURL(/country=PH.*state=submitted/);
    await expect(page.getByText('1 material', { exact: true })).toBeVisible();
    await page.reload();
    await alive(page);
    await expect(page.getByLabel('Country')).toHaveValue('PH');
    await page.getByRole('link', { name: new RegExp(`^${STATUS} ?, Philippines$`) }).click();
    await expect(page.getByRole('heading', { level: 1, name: STATUS })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Versions' })).toContainText('Sample Trainee Philippines');
  });

  await test.step('writes to colleagues only, and to the delegation', async () => {
    await comment(page, 'Between us: too short.', 'Seen by instructors and staff only');
    await comment(page, 'Thank you for this paper.', 'Seen by the delegation, instructors and staff');
  });

  await test.step('asks for changes, with a reason', async () => {
    await page.getByText('Request changes', { exact: true }).click();
    await page.getByLabel('What has to change').fill('Please add the problems that remain.');
    await page.getByRole('button', { name: 'Request changes to version 1' }).click();
    const decision = reviews(page).filter({ hasText: 'Please add the problems that remain.' });
    await expect(decision).toContainText('Changes requested');
  });

  await test.step('the delegation reads what is for it', async () => {
    await open(trainee, MATERIAL);
    await expect(reviews(trainee)).toHaveCount(2);
    await expect(trainee.getByText('Thank you for this paper.')).toBeVisible();
    await expect(trainee.getByText('Please add the problems that remain.')).toBeVisible();
    await expect(trainee.getByText('Between us')).toHaveCount(0);
    await expect(trainee.getByRole('button', { name: /Accept/ })).toHaveCount(0);
    await open(trainee, `${SEMINAR}/my`);
    await expect(trainee.getByText('Please add the problems that remain.')).toBeVisible();
  });

  const second = sampleFile('second.pdf', 5000);
  await handIn(trainee, 'e-port-status.ph', second);
  await opened(trainee);

  await test.step('the instructor accepts the new version', async () => {
    if (withScript()) {
      await expect(page.getByText('Version 2 has arrived while this page was open.')).toBeVisible();
      await page.getByRole('button', { name: 'I have looked at version 2' }).click();
      await expect(page.getByRole('heading', { name: 'Decide', exact: true })).toBeFocused();
    } else {
      await open(page, MATERIAL);
    }
    await page.getByText('Accept', { exact: true }).click();
    await page.getByRole('button', { name: 'Accept version 2' }).click();
    await expect(reviews(page).last()).toContainText('Accepted');
    if (withScript()) await expectAccessible(page);
    await open(trainee, `${SEMINAR}/my`);
    await expect(trainee.getByText('Nothing is left to do.')).toBeVisible();
  });

  await test.step('and takes everything along', async () => {
    await open(page, `${SEMINAR}/materials?country=PH`);
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download all shown as zip' }).click();
    const path = testInfo.outputPath('materials.zip');
    await writeFile(path, await content(await coming));
    const archive = await python('read_zip.py', path);
    expect(archive.damaged).toBeNull();
    expect(Object.keys(archive.files)).toEqual(['index.xlsx', 'PH_Philippines_e-port-status_v2.pdf']);
    expect(archive.files['PH_Philippines_e-port-status_v2.pdf']).toBe(5000);
    const [columns, ...rows] = archive.index;
    expect(rows).toHaveLength(1);
    expect(rows[0][columns.indexOf('SHA-256')]).toBe(second.sha256);
    expect(rows[0][columns.indexOf('State')]).toBe('Accepted');
  });
});

test('from one decision to the next', async ({ page, office, anotherPage, signIn }) => {
  await signIn(INSTRUCTOR);
  // The one that comes last stands first in the list.
  for (const code of ['th', 'cl']) {
    const version = await upload(office, `trainee.${code}@example.org`, 'e-port-2021/e-port-status', sampleFile(`deck-${code}.pdf`));
    await openOnceItHolds(page, `${SEMINAR}/materials?assignment=e-port-status`, `${SEMINAR}/previews/${version}`);
  }
  const trainee = await anotherPage();
  await signIn('trainee.th@example.org', trainee);
  await open(trainee, `${SEMINAR}/materials/e-port-status.th`);
  await expect(trainee.getByText(/without a decision|All decided/)).toHaveCount(0);

  await page.getByRole('link', { name: new RegExp(`^${STATUS} ?, Chile$`) }).click();
  const toThailand = { name: new RegExp(`^Next without a decision: Thailand, ${STATUS} \\(\\d+ left\\)$`) };
  await expect(page.getByRole('link', toThailand)).toHaveCount(1);

  const decide = page.getByRole('region', { name: 'Decide', exact: true });
  await decide.getByText('Accept', { exact: true }).click();
  await decide.getByRole('button', { name: /^Accept version \d+$/ }).click();
  await expect(reviews(page).last()).toContainText('Accepted');
  const next = decide.getByRole('link', toThailand);
  await expect(next).toBeVisible();
  if (withScript()) {
    await expect(next).toBeFocused();
    await page.keyboard.press('Enter');
  } else {
    await expect(page).toHaveURL(/#decision$/);
    await expect(next).toBeInViewport();
    await next.click();
  }
  await expect(page).toHaveURL(/e-port-status\.th\?assignment=e-port-status$/);
  await expect(page.locator('.material-head')).toContainText('Thailand');
  await expect(decide.getByText('Accept', { exact: true })).toBeVisible();
  await expect(decide.getByRole('link', { name: /^Next without a decision/ })).toHaveCount(0);
  await page.getByRole('link', { name: 'All materials' }).click();
  await expect(page).toHaveURL(/materials\?assignment=e-port-status$/);
  await expect(page.getByLabel('Assignment')).toHaveValue('e-port-status');

  await open(page, `${SEMINAR}/materials?country=TH&assignment=e-port-status`);
  await page.getByRole('link', { name: /^View version/ }).click();
  await page.getByRole('link', { name: 'Decide on this version' }).click();
  await expect(page).toHaveURL(/e-port-status\.th\?country=TH&assignment=e-port-status&version=\d+#decision$/);
  await expect(page.getByRole('heading', { name: 'Decide', exact: true })).toBeInViewport();
});

test('from the list to a decision and on takes few keys', { tag: '@script' }, async ({ page, office, signIn }) => {
  await signIn(INSTRUCTOR);
  for (const code of ['th', 'ge']) {
    const version = await upload(office, `trainee.${code}@example.org`, 'e-port-2021/e-port-status', sampleFile(`keys-${code}.pdf`));
    await openOnceItHolds(page, `${SEMINAR}/materials?assignment=e-port-status`, `${SEMINAR}/previews/${version}`);
  }
  const list = `${SEMINAR}/materials?country=GE&assignment=e-port-status`;
  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });

  await test.step('the focus begins at the heading of what has been opened', async () => {
    await open(page, list);
    await page.getByRole('link', { name: new RegExp(`^${STATUS} ?, Georgia$`) }).press('Enter');
    await expect(heading(STATUS)).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: /^See the pages of version/ })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(heading('keys-ge.pdf')).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Decide on this version' })).toBeFocused();
    await expectAccessible(page);
  });

  await test.step('single keys lead on where the focus is in the viewer, and nowhere else', async () => {
    await expect(page.getByText('Keys, while you are in this viewer:')).toContainText('d leads to the decision');
    await page.getByRole('banner').getByRole('link').first().focus();
    await page.keyboard.press('d');
    await expect(heading('keys-ge.pdf')).toBeVisible();
    await page.getByRole('link', { name: 'Decide on this version' }).focus();
    await page.keyboard.press('Control+d');
    await expect(heading('keys-ge.pdf')).toBeVisible();
    await page.keyboard.press('d');
    await expect(page).toHaveURL(/e-port-status\.ge\?country=GE&assignment=e-port-status&version=\d+#decision$/);
    await expect(page.getByText('Accept', { exact: true }), 'the focus begins at the first choice').toBeFocused();
  });

  await test.step('a list that is done says so and offers the rest', async () => {
    const decide = page.getByRole('region', { name: 'Decide', exact: true });
    await decide.getByText('Accept', { exact: true }).click();
    await decide.getByRole('button', { name: /^Accept version \d+$/ }).click();
    await expect(decide.getByText(/^Nothing left in this list; \d+ elsewhere\.$/)).toBeVisible();
    const next = decide.getByRole('link', { name: /^Next elsewhere: / });
    await expect(next).toBeFocused();
    await expect(next, 'who came from a viewer goes on to one').toHaveAttribute('href', /\/previews\/[^?]+$/);
  });

  await test.step('the next one is seen from viewer to viewer', async () => {
    await open(page, list);
    await page.getByRole('link', { name: /^View version/ }).click();
    await expect(heading('keys-ge.pdf')).toBeFocused();
    await page.keyboard.press('n');
    await expect(heading('keys-ge.pdf')).toHaveCount(0);
    await expect(page).toHaveURL(/\/previews\/[^?]+$/);
    await expect(heading(/./)).toBeFocused();
  });
});

test('a version that came meanwhile has to be looked at first', { tag: '@script' }, async ({ page, office, anotherPage, signIn, expectedMessages }) => {
  expectedMessages.push(/status of 422/);
  const material = 'e-port-status.mm';
  await upload(office, 'trainee.th@example.org', 'e-port-2021/e-port-status', sampleFile('other.pdf'));
  const trainee = await anotherPage();
  await signIn('trainee.mm@example.org', trainee);
  await handIn(trainee, material, sampleFile('first.pdf'));
  await opened(trainee);

  const viewer = await anotherPage();
  await signIn(INSTRUCTOR, viewer);
  await open(viewer, `${SEMINAR}/materials?country=MM&assignment=e-port-status`);
  await viewer.getByRole('link', { name: /^View version/ }).click();
  await viewer.getByRole('link', { name: 'Decide on this version' }).focus();

  await signIn(INSTRUCTOR);
  await openOnceItHolds(page, `${SEMINAR}/materials/${material}`, 'Next without a decision: Thailand');
  const decide = page.getByRole('region', { name: 'Decide', exact: true });
  const reason = decide.getByLabel('What has to change');
  await decide.getByText('Request changes', { exact: true }).click();
  await reason.fill('Please add a map.');
  await decide.getByRole('button', { name: 'Request changes to version 1' }).click();
  const next = decide.getByRole('link', { name: /^Next without a decision/ });
  await expect(next).toBeFocused();

  await handIn(trainee, material, sampleFile('second.pdf'));
  await expect(page.getByText('Version 2 has arrived while this page was open.')).toBeVisible();
  await expect(next).toHaveCount(0);
  await expect(decide.getByRole('heading', { name: 'Decide' })).toBeFocused();
  await expect(viewer.getByRole('link', { name: 'Decide on the version that counts' })).toBeFocused();

  await decide.getByText('Request changes', { exact: true }).click();
  await reason.fill('The map is too small.');
  await decide.getByRole('button', { name: 'Request changes to version 1' }).click();
  const refused = decide.getByText('Another version counts by now; look at it first.');
  await expect(refused).toBeVisible();
  await expect(reason).toHaveValue('The map is too small.');
  await page.getByRole('button', { name: 'I have looked at version 2' }).click();
  await expect(decide.getByRole('heading', { name: 'Decide' })).toBeFocused();
  await expect(refused).toHaveCount(0);
  await expect(reason).toHaveValue('The map is too small.');
  await decide.getByRole('button', { name: 'Request changes to version 2' }).click();
  await expect(reviews(page).last()).toContainText('The map is too small.');
});

async function comment(page: Page, words: string, audience: string): Promise<void> {
  await page.getByLabel('Comment on version 1').fill(words);
  await page.getByLabel(audience).check();
  await page.getByRole('button', { name: 'Send the comment' }).click();
  await expect(reviews(page).filter({ hasText: words })).toContainText(audience);
}

function reviews(page: Page) {
  return page.getByRole('region', { name: 'Comments and decisions' }).getByRole('listitem');
}
