// Staff take the exports of three sessions from three platforms to a sheet; a trainee reads and objects.

import { accessible, cell, record, SHEET, upload, whole } from '../support/attendance';
import { sessions, type Stay, teams, tencent, zoom } from '../support/exports';
import { expect, expectNarrow, open, SEMINAR, STAFF, test } from '../support/test';

test('exports of three platforms become a sheet', async ({ page, signIn }, testInfo) => {
  test.slow();
  await signIn(STAFF);
  const [, first, second, third] = await sessions(page.request);
  const host: Stay = { name: 'Sample Host', from: -20, to: 60, host: true };

  // Two devices, a rejoin after a lost link, a wrong name, an "Anonymous".
  const half = Math.floor((first.ends - first.starts) / 120_000);
  const export1 = await tencent(
    first,
    [
      host,
      { ...whole(first, 'Kenya'), name: 'kenya01(Sample Trainee Kenya – Kenya)' },
      { ...whole(first, 'Kenya'), name: 'phone(Sample Trainee Kenya – Kenya)', from: 3 },
      { name: '(Sample Trainee Brazil – Brazil)', from: 0, to: half },
      { name: '(Sample Trainee Brazil – Brazil)', from: half + 3, to: 2 * half },
      { ...whole(first, 'Peru'), name: '(TRAINEE PERU)' },
      { name: '(Anonymous)', from: 1, to: 2 },
    ],
    testInfo,
  );
  await upload(page, 'first.xlsx', export1);
  await expect(page.getByText('Tencent Meeting / VooV')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: new RegExp(first.title) })).toBeChecked();
  const changes = page.getByRole('table', { name: 'What would change for whom' });
  await expect(changes.getByRole('row', { name: /Sample Trainee Kenya/ })).toContainText(/no record yet → present|to come → present/);
  await accessible(page);
  await record(page);

  // What is not certain is settled on one screen.
  await expect(page.getByRole('heading', { level: 1, name: /^Who is who/ })).toBeVisible();
  await accessible(page);
  const peru = page.getByRole('group', { name: /TRAINEE PERU/ });
  await peru.getByRole('radio', { name: /Sample Trainee Peru/ }).check();
  await page.getByRole('group', { name: /Sample Host/ }).getByRole('radio', { name: /host or staff/ }).check();
  await page.getByRole('group', { name: /Anonymous/ }).getByRole('radio', { name: /guest/i }).check();
  await page.getByRole('button', { name: 'Settle these' }).click();
  await expect(page.getByText('Everyone is settled.')).toBeVisible();

  await upload(page, 'second.csv', zoom(second, [host, whole(second, 'Kenya'), { ...whole(second, 'Brazil'), from: 16 }]));
  await expect(page.getByText(/^Zoom/)).toBeVisible();
  await record(page);
  await upload(page, 'third.csv', teams(third, [whole(third, 'Kenya'), { ...whole(third, 'Brazil'), to: 10 }]));
  await expect(page.getByText(/^Microsoft Teams/)).toBeVisible();
  await record(page);

  await open(page, SHEET);
  for (const session of [first, second, third]) await expect(cell(page, 'Kenya', session, 'present')).toBeVisible();
  await expect(cell(page, 'Brazil', first, 'present, \\d+ minutes, link lost for a while')).toBeVisible();
  await expect(cell(page, 'Brazil', second, 'too short, 44 minutes')).toBeVisible();
  await expect(cell(page, 'Brazil', third, 'too short')).toBeVisible();
  await expect(cell(page, 'Peru', first, 'present')).toBeVisible();
  await expect(cell(page, 'Chile', first, 'absent')).toBeVisible();
  await accessible(page);

  // The same file again would change nothing, and says so.
  await upload(page, 'first.xlsx', export1);
  await expect(page.getByText(/on record already/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Record this', exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Do not record this file' }).click();
  await expect(page).toHaveURL(SHEET);

  // A cell opens its evidence, and takes an entry beside it.
  await cell(page, 'Brazil', third, 'too short').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sample Trainee Brazil' })).toBeVisible();
  await expect(page.getByRole('row', { name: /third\.csv, row/ })).toBeVisible();
  await page.getByRole('radio', { name: 'Excused', exact: true }).check();
  await page.getByLabel('Reason').first().fill('A power cut, reported by mail');
  await page.getByRole('button', { name: 'Add the entry' }).first().click();
  await expect(page.getByText('The entry is made.')).toBeVisible();
  await expect(page.getByText('A power cut, reported by mail')).toBeVisible();
  await accessible(page);
  await open(page, SHEET);
  await expect(cell(page, 'Brazil', third, 'excused')).toBeVisible();
});

test('a trainee reads their own ledger and objects; staff answer', async ({ page, anotherPage, signIn }) => {
  const staff = await anotherPage();
  await signIn(STAFF, staff);
  const [, session] = await sessions(page.request);
  await upload(staff, 'own.csv', zoom(session, [{ ...whole(session, 'Chile'), to: 20 }]));
  await record(staff);
  await expect(staff).toHaveURL(SHEET);

  await signIn('trainee.cl@example.org');
  await open(page, `${SEMINAR}/my`);
  const own = page.getByRole('region', { name: 'Your attendance' });
  const entry = own.getByRole('group').filter({ hasText: session.title });
  await entry.getByText(session.title).click();
  await expect(entry.getByRole('cell', { name: 'own.csv, row 2' })).toBeVisible();
  await entry.getByLabel('Is this wrong? Tell the staff what happened').fill('My link broke, I was on the phone');
  await accessible(page);
  await entry.getByRole('button', { name: 'Object' }).click();
  await expect(entry.getByText('objection open')).toBeVisible();
  await expectNarrow(page);

  await open(staff, `${SHEET}?flag=disputed`);
  await staff.getByRole('link', { name: new RegExp(`^Sample Trainee Chile, ${session.title}: .*disputed`) }).click();
  await staff.getByLabel('Answer to the objection').fill('We have seen you in the room');
  await staff.getByRole('button', { name: 'Answer', exact: true }).click();
  await expect(staff.getByText('The answer is given; the trainee finds it on their page.')).toBeVisible();
  await page.reload();
  const folded = entry.getByText('We have seen you in the room');
  if (!(await folded.isVisible())) await entry.getByText(session.title).click();
  await expect(own.getByText('We have seen you in the room')).toBeVisible();
});

test('the sheet is printed whole on a page that lies', async ({ page, signIn }) => {
  await signIn(STAFF);
  // What is left of such a page between its margins.
  await page.setViewportSize({ width: 1032, height: 680 });
  await open(page, `${SEMINAR}/attendance`);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText(/^As of .*Shanghai/)).toBeVisible();
  const sheet = page.getByRole('region', { name: /^Trainees by sessions/ });
  const cutOff = await sheet.evaluate((it) => [it.scrollWidth - it.clientWidth, it.scrollHeight - it.clientHeight]);
  expect(Math.max(...cutOff), 'no column and no row').toBeLessThanOrEqual(0);
  const titles = await sheet.locator('.sheet-title').evaluateAll((all) => all.map((it) => getComputedStyle(it).display));
  expect(new Set(titles), 'no title ends with an ellipsis').toEqual(new Set(['inline']));
  const { y, height } = (await sheet.boundingBox())!;
  const legend = (await page.getByText('before admission', { exact: true }).boundingBox())!;
  expect(legend.y).toBeGreaterThanOrEqual(y + height);
});

test('another rule shows first what it would change', async ({ page, signIn }) => {
  await signIn(STAFF);
  await open(page, `${SHEET}/rule`);
  await expect(page.getByText('at least 75 % of its time')).toBeVisible();
  await accessible(page);
  await page.getByLabel('Present from so many percent of a session').fill('5');
  await page.getByRole('button', { name: 'See what it would change' }).click();
  await expect(page.getByRole('heading', { name: 'This rule instead?' })).toBeVisible();
  await expect(page.getByText('at least 5 % of its time')).toBeVisible();
  await expect(page.getByText("As the seminar's file has it.")).toBeVisible();
  await page.getByRole('button', { name: 'Set this rule' }).click();
  await expect(page.getByText('The rule is set.')).toBeVisible();
  await page.getByRole('button', { name: /^Let the rule of the seminar/ }).click();
  await expect(page.getByText('at least 75 % of its time')).toBeVisible();
});

test('a roll-call tells who is missing, misnamed, unknown', async ({ page, signIn }) => {
  await signIn(STAFF);
  await open(page, `${SHEET}/roll-call`);
  const names = ['Sample Trainee Kenya – Kenya', 'sample trainee peru', 'Somebody Else Entirely', 'Interpreter'];
  await page.getByLabel('Participants of the meeting, one a line').fill(names.join('\n'));
  await page.getByRole('button', { name: 'See who is missing' }).click();
  await expect(page.getByText(/^\d here, \d+ missing/)).toBeVisible();
  const missing = page.getByRole('region', { name: 'Missing' });
  await expect(missing.getByText('Sample Trainee Chile')).toBeVisible();
  await expect(missing.getByText('Sample Trainee Kenya')).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Unknown' }).getByText('Somebody Else Entirely')).toBeVisible();
  await accessible(page);
  await expectNarrow(page);
});

test('a table of no known platform is mapped by hand', async ({ page, signIn }) => {
  await signIn(STAFF);
  const [, , , , session] = await sessions(page.request);
  const wall = (minute: number) => new Date(session.starts + minute * 60_000 + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  const table = `Wer;Von;Bis\nSample Trainee Egypt – Egypt;${wall(0)};${wall(60)}\n`;
  await upload(page, 'table.csv', Buffer.from(table));
  await page.getByLabel('Name', { exact: true }).selectOption({ label: 'A: Wer' });
  await page.getByLabel('Time of joining').selectOption({ label: 'B: Von' });
  await page.getByLabel('Time of leaving').selectOption({ label: 'C: Bis' });
  await accessible(page);
  await page.getByRole('button', { name: 'See what would be recorded' }).click();
  await expect(page.getByText('table with named columns')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: new RegExp(session.title) }).first()).toBeChecked();
});

test('settling goes by digits @script', async ({ page, signIn }) => {
  await signIn(STAFF);
  const last = (await sessions(page.request)).at(-1)!;
  await upload(page, 'digits.csv', zoom(last, [
    { name: 'Trainee Fiji', from: 0, to: 30 },
    { name: 'Somebody Else Entirely', from: 0, to: 30 },
  ]));
  await record(page);
  await expect(page.getByRole('heading', { level: 1, name: /^Who is who/ })).toBeVisible();
  const groups = page.getByRole('group');
  const count = await groups.count();
  const first = groups.first().getByRole('radio').first();
  // The page's own code may come a moment after the frame is alive.
  await expect(async () => {
    await first.focus();
    await page.keyboard.press('1');
    expect(await first.isChecked()).toBe(true);
  }).toPass();
  for (let group = 1; group < count; group += 1) await page.keyboard.press('1');
  await expect(page.getByRole('button', { name: 'Settle these' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Everyone is settled.')).toBeVisible();
});
