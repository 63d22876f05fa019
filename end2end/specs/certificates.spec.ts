// From the frozen list to a certificate that a stranger checks.

import { allIssued, compare, download, freezeAndIssue, openIssued, readBadge, verify, waive } from '../support/certificates';
import { sha256 } from '../support/files';
import { fact } from '../support/hand-in';
import { expect, expectAccessible, expectNarrow, open, SEMINAR, STAFF, test, withScript } from '../support/test';

test('staff issue, the trainee downloads, a stranger checks and catches an edited file', async ({
  page,
  office,
  anotherPage,
  signIn,
}, testInfo) => {
  const email = 'trainee.ph@example.org';
  await waive(office, email);
  await signIn(STAFF);
  await open(page, `${SEMINAR}/certificates`);
  await expect(page.getByRole('listitem').filter({ hasText: 'Sample Trainee Philippines' })).toContainText(
    'Approved by Sample dean',
  );
  await freezeAndIssue(page);
  if (withScript()) await expectAccessible(page);
  await expectNarrow(page);
  const standings = page.getByRole('region', { name: 'Standings as they were frozen' });
  expect(await standings.evaluate((it) => it.scrollWidth - it.clientWidth), 'nothing to scroll to').toBe(0);

  const trainee = await anotherPage();
  await signIn(email, trainee);
  await open(trainee, `${SEMINAR}/my`);
  const own = trainee.getByRole('region', { name: 'Your certificate' });
  await expect(own.getByRole('heading', { level: 3 })).toContainText(/^Certificate e-port-2021\/\d{4} Valid$/);
  const pdf = await download(trainee, 'Download the PDF file');
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  const badge = (await download(trainee, 'Download the Open Badge')).toString();
  expect((await readBadge(office, testInfo, badge)).recipient).toEqual(['name: Sample Trainee Philippines']);
  const address = await own.getByRole('link', { name: 'The page where others check it' }).getAttribute('href');

  const stranger = await anotherPage();
  await open(stranger, address!);
  await expect(stranger.getByText('was issued here and is valid')).toBeVisible();
  await expect(fact(stranger, 'Name')).toHaveText('Sample Trainee Philippines');
  await expect(fact(stranger, 'SHA-256')).toHaveText(sha256(pdf));
  await expect(stranger.getByRole('link', { name: 'Download the PDF file' })).toHaveCount(0);

  const edited = Buffer.from(pdf);
  edited[edited.length >> 1] ^= 1;
  if (withScript()) {
    // The page may load its data again meanwhile, as on a first visit when the reader's zone becomes known.
    const sent: string[] = [];
    stranger.on('request', (request) => {
      if (request.method() !== 'GET') sent.push(`${request.method()} ${request.url()}`);
    });
    await compare(stranger, pdf, 'This is the very file that was issued');
    await compare(stranger, edited, 'This file is not the one that was issued');
    expect(sent, 'the file stays where it is').toEqual([]);
  } else {
    expect(sha256(edited)).not.toBe(sha256(pdf));
  }
  if (withScript()) await expectAccessible(stranger);
  await expectNarrow(stranger);

  expect((await verify(office, testInfo, pdf)).text).toContain('Sample Trainee Philippines');
  expect((await verify(office, testInfo, edited)).genuine).toBe(false);
});

test('a certificate with a typo is issued anew, and one is revoked', async ({ page, office, anotherPage, signIn }) => {
  const email = 'trainee.ma@example.org';
  await waive(office, email);
  await signIn(STAFF);
  await freezeAndIssue(page);
  await openIssued(page, 'Sample Trainee Morocco');
  const number = (await page.getByRole('heading', { level: 1 }).textContent())!.replace('Certificate ', '');
  const old = await page.getByRole('link', { name: 'The public page' }).getAttribute('href');
  if (withScript()) await expectAccessible(page);
  await page.getByText('Issue it anew, with another name or number').click();
  await page.getByLabel('Name to print').fill('Sample Trainee of <Morocco>');
  await page.getByLabel('Reason').first().fill('The name was misspelt');
  await page.getByRole('button', { name: 'Issue it anew' }).click();
  await expect(page.getByText('The new certificate is being issued.')).toBeVisible();
  await allIssued(page);

  const stranger = await anotherPage();
  await open(stranger, old!);
  await expect(stranger.getByText('This certificate is not valid any more.')).toBeVisible();
  await expect(fact(stranger, 'Why')).toHaveText('The name was misspelt');
  await expect(fact(stranger, 'Name')).toHaveText('Sample Trainee Morocco');
  if (withScript()) await expectAccessible(stranger);

  await openIssued(page, 'Sample Trainee Morocco');
  await expect(page.getByText(`It was issued in place of ${number}`)).toBeVisible();
  await expect(fact(page, 'Name')).toHaveText('Sample Trainee of <Morocco>');
  const current = await page.getByRole('link', { name: 'The public page' }).getAttribute('href');
  await page.getByText('Revoke it', { exact: true }).click();
  await page.getByLabel('Reason').last().fill('A sample of revoking');
  await page.getByRole('button', { name: 'Revoke this certificate' }).click();
  await expect(page.getByText('The certificate is revoked.')).toBeVisible();

  await open(stranger, current!);
  await expect(stranger.getByText('This certificate was revoked. It is not valid.')).toBeVisible();
  await expect(fact(stranger, 'Why')).toHaveText('A sample of revoking');
  if (withScript()) await expectAccessible(stranger);
  await expectNarrow(stranger);

  const trainee = await anotherPage();
  await signIn(email, trainee);
  await open(trainee, `${SEMINAR}/my`);
  const own = trainee.getByRole('region', { name: 'Your certificate' });
  await expect(own.getByRole('heading', { level: 3 })).toHaveText([/Revoked$/, /Superseded$/]);
  await expect(own.getByText('A sample of revoking')).toBeVisible();
  if (withScript()) await expectAccessible(trainee);
});

test('a list does not change by itself, and a stranger finds nothing by guessing', async ({ page, office, signIn }) => {
  await signIn(STAFF);
  await open(page, `${SEMINAR}/certificates`);
  await page.getByRole('checkbox', { name: /sign the list/ }).check();
  await page.getByRole('button', { name: /^Freeze the list/ }).click();
  await expect(page.getByText('Nothing has changed since.')).toBeVisible();
  await waive(office, 'trainee.ge@example.org');
  await open(page, `${SEMINAR}/certificates`);
  const changed = page.getByRole('row', { name: /^Sample Trainee Georgia/ }).first();
  await expect(changed).toContainText(/→ 0 of \d+, by waiver; waiver, approved by Sample dean/);
});

test.describe('an unknown code', () => {
  test.use({ expectedMessages: [/404/] });

  test('is answered like everything that is hidden', async ({ page }) => {
    const answer = await page.goto('/certificates/00000000000000000000000000');
    expect(answer?.status()).toBe(404);
    await expect(page.getByText('There is nothing here, or nothing that you may see.')).toBeVisible();
  });
});
