// From the exports of three platforms to a certificate that a stranger checks: all of it, in one go.

import { accessible, cell, record, SHEET, upload, whole } from '../support/attendance';
import { allIssued, compare, download, freezeAndIssue, openIssued, verify } from '../support/certificates';
import { sessions, type Stay, teams, tencent, zoom } from '../support/exports';
import { fact } from '../support/hand-in';
import { expect, open, SEMINAR, STAFF, test, withScript } from '../support/test';

test('three exports become a certificate by the ledger alone', async ({ page: staff, office, anotherPage, signIn }, testInfo) => {
  test.slow();
  await signIn(STAFF, staff);
  const all = await sessions(staff.request);
  const [, first, second, third] = all;
  const host: Stay = { name: 'Sample Host', from: -20, to: 60, host: true };

  await test.step('staff import the exports of three sessions', async () => {
    const half = Math.floor((first.ends - first.starts) / 120_000);
    const rows = [
      host,
      { ...whole(first, 'Nepal'), name: 'nepal01(Sample Trainee Nepal – Nepal)', to: half },
      { ...whole(first, 'Nepal'), name: 'nepal01(Sample Trainee Nepal – Nepal)', from: half + 2 },
      { ...whole(first, 'Nepal'), name: 'phone(Sample Trainee Nepal – Nepal)', from: 5 },
      { ...whole(first, 'Sri Lanka'), name: '(TRAINEE SRI LANKA)' },
      { name: '(Anonymous)', from: 1, to: 2 },
    ];
    await upload(staff, 'story-1.xlsx', await tencent(first, rows, testInfo));
    await record(staff);
    await expect(staff.getByRole('heading', { level: 1, name: /^Who is who/ })).toBeVisible();
    await staff.getByRole('group', { name: /TRAINEE SRI LANKA/ }).getByRole('radio', { name: /Sample Trainee Sri Lanka/ }).check();
    await staff.getByRole('button', { name: 'Settle these' }).click();
    await expect(staff.getByRole('group', { name: /TRAINEE SRI LANKA/ })).toHaveCount(0);
    await upload(staff, 'story-2.csv', zoom(second, [host, whole(second, 'Nepal'), whole(second, 'Sri Lanka')]));
    await record(staff);
    await upload(staff, 'story-3.csv', teams(third, [{ ...whole(third, 'Nepal'), to: 10 }, whole(third, 'Sri Lanka')]));
    await record(staff);
    await open(staff, SHEET);
    for (const session of [first, second, third]) await expect(cell(staff, 'Sri Lanka', session, 'present')).toBeVisible();
    await expect(cell(staff, 'Nepal', third, 'too short')).toBeVisible();
  });

  await test.step('those three are the sessions that count', async () => {
    await open(staff, `${SHEET}/rule`);
    for (const session of all.filter((session) => ![first, second, third].includes(session))) {
      await staff.locator(`input[name=left_out][value="${session.slug}"]`).check();
    }
    await staff.getByRole('button', { name: 'See what it would change' }).click();
    await staff.getByRole('button', { name: 'Set this rule' }).click();
    await expect(staff.getByText('The rule is set.')).toBeVisible();
  });

  const trainee = await anotherPage();
  await test.step('a trainee objects, and staff excuse her', async () => {
    await signIn('trainee.np@example.org', trainee);
    await open(trainee, `${SEMINAR}/my`);
    const own = trainee.getByRole('region', { name: 'Your attendance' });
    const entry = own.getByRole('group').filter({ hasText: third.title });
    await entry.getByText(third.title).click();
    await entry.getByLabel('Is this wrong? Tell the staff what happened').fill('The power was cut in our street');
    await entry.getByRole('button', { name: 'Object' }).click();
    await expect(entry.getByText('objection open')).toBeVisible();

    await open(staff, `${SHEET}?flag=disputed`);
    await staff.getByRole('link', { name: new RegExp(`^Sample Trainee Nepal, ${third.title}: .*disputed`) }).click();
    await staff.getByLabel('Answer to the objection').fill('Your ministry has told us of it');
    await staff.getByRole('button', { name: 'Answer', exact: true }).click();
    await expect(staff.getByText('The answer is given; the trainee finds it on their page.')).toBeVisible();
    await staff.getByRole('radio', { name: 'Excused', exact: true }).check();
    await staff.getByLabel('Reason').first().fill('A power cut, reported by the ministry');
    await staff.getByRole('button', { name: 'Add the entry' }).first().click();
    await expect(staff.getByText('The entry is made.')).toBeVisible();
  });

  let pdf: Buffer;
  await test.step('staff freeze and issue; she downloads', async () => {
    await freezeAndIssue(staff);
    await accessible(staff);
    await open(trainee, `${SEMINAR}/my`);
    pdf = await download(trainee, 'Download the PDF file');
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  const stranger = await anotherPage();
  const address = await trainee.getByRole('link', { name: 'The page where others check it' }).getAttribute('href');
  await test.step('a stranger checks it, and catches one that was edited by a letter', async () => {
    await open(stranger, address!);
    await expect(stranger.getByText('was issued here and is valid')).toBeVisible();
    await expect(fact(stranger, 'Name')).toHaveText('Sample Trainee Nepal');
    await expect(fact(stranger, 'Sessions attended')).toHaveText('2 of 2');
    const edited = Buffer.from(pdf);
    edited[edited.length >> 1] ^= 1;
    if (withScript()) {
      await compare(stranger, pdf, 'This is the very file that was issued');
      await compare(stranger, edited, 'This file is not the one that was issued');
    }
    expect((await verify(office, testInfo, pdf)).genuine).toBe(true);
    expect((await verify(office, testInfo, edited)).genuine).toBe(false);
  });

  await test.step('staff issue hers anew, and revoke another', async () => {
    await openIssued(staff, 'Sample Trainee Nepal');
    await staff.getByText('Issue it anew, with another name or number').click();
    await staff.getByLabel('Name to print').fill('Sample Traineé Nepal');
    await staff.getByLabel('Reason').first().fill('The accent was missing');
    await staff.getByRole('button', { name: 'Issue it anew' }).click();
    await expect(staff.getByText('The new certificate is being issued.')).toBeVisible();
    await allIssued(staff);
    await openIssued(staff, 'Sample Trainee Sri Lanka');
    await staff.getByText('Revoke it', { exact: true }).click();
    await staff.getByLabel('Reason').last().fill('Issued by mistake');
    await staff.getByRole('button', { name: 'Revoke this certificate' }).click();
    await expect(staff.getByText('The certificate is revoked.')).toBeVisible();
    await open(stranger, address!);
    await expect(stranger.getByText('This certificate is not valid any more.')).toBeVisible();
  });

  await test.step("the rule of the seminar's file holds again", async () => {
    await open(staff, `${SHEET}/rule`);
    await staff.getByRole('button', { name: /^Let the rule of the seminar/ }).click();
    await expect(staff.getByText('at least 75 % of its time')).toBeVisible();
  });
});
