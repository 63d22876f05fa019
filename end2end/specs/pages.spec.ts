// Every page of every role is accessible and fits a phone. (Those that everyone sees: public.spec.ts.)

import type { Page } from '@playwright/test';

import { upload } from '../support/api';
import { sampleFile } from '../support/files';
import type { Office } from '../support/office';
import { expect, expectAccessible, expectNarrow, open, SEMINAR, STAFF, test } from '../support/test';

const TRAINEE = 'trainee.id@example.org';
const INSTRUCTOR = 'instructor.customs@example.org';

const MATERIAL = `${SEMINAR}/materials/e-port-status.id`;
const PAGES: [string, string[]][] = [
  [TRAINEE, [`${SEMINAR}/my`, `${SEMINAR}/sessions/single-window-1`, `${SEMINAR}/materials`, MATERIAL, 'the receipt', 'the pages of the file', `${SEMINAR}/programme`]],
  [INSTRUCTOR, [`${SEMINAR}/search?q=sample`, `${SEMINAR}/gallery`, `${SEMINAR}/materials`, `${SEMINAR}/materials?country=ID`, `${SEMINAR}/review-form?country=ID`, MATERIAL, `${SEMINAR}/materials/e-port-status.fj`]],
  [
    STAFF,
    [
      `${SEMINAR}/board`,
      `${SEMINAR}/board?show=lacking`,
      `${SEMINAR}/board/missing`,
      `${SEMINAR}/gate`,
      `${SEMINAR}/deadlines`,
      `${SEMINAR}/outbox`,
      `${SEMINAR}/deleted`,
      `${SEMINAR}/materials`,
      MATERIAL,
      `${SEMINAR}/people`,
      `${SEMINAR}/people/add`,
      `${SEMINAR}/certificates`,
      'a list of people',
      'a person',
      `${SEMINAR}/audit`,
    ],
  ],
];

for (const [email, pages] of PAGES) {
  for (const path of pages) {
    test(`${path} of ${email} is accessible and fits a phone @script`, async ({ page, office, signIn }) => {
      await signIn(email);
      await visit(office, page, path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectAccessible(page);
      await expectNarrow(page);
    });
  }
}

test('an invitation is accessible and fits a phone @script', async ({ page, office }) => {
  await open(page, office.invitation('trainee.mn@example.org'));
  await expectAccessible(page);
  await expectNarrow(page);
});

/** Goes to a page, also to those that have no address of their own before something was done. */
async function visit(office: Office, page: Page, path: string): Promise<void> {
  const receipt = await receiptOf(office);
  if (path === 'the receipt') return open(page, receipt);
  if (path === 'the pages of the file') return open(page, receipt.replace('receipts', 'previews'));
  if (path === 'a person') {
    await open(page, `${SEMINAR}/people?text=trainee.id`);
    await page.getByRole('link', { name: 'Sample Trainee Indonesia' }).click();
    await expect(page.getByRole('heading', { level: 2, name: 'Access' })).toBeVisible();
    return;
  }
  if (path === 'a list of people') {
    await open(page, `${SEMINAR}/people/add`);
    await page.getByLabel('List', { exact: true }).fill('name,email,country\nNew Sample,new.sample@example.org,PE\nBad,bad,PE');
    await page.getByRole('button', { name: 'See what would be added' }).click();
    await expect(page.getByText('1 line cannot be used')).toBeVisible();
    return;
  }
  await open(page, path);
}

const receipts = new Map<Office, string>();

/** There is one version to look at. */
async function receiptOf(office: Office): Promise<string> {
  const known = receipts.get(office);
  if (known) return known;
  const version = await upload(office, TRAINEE, 'e-port-2021/e-port-status', sampleFile('indonesia.pdf'));
  const receipt = `${SEMINAR}/receipts/${version}`;
  receipts.set(office, receipt);
  return receipt;
}
