// Staff see what is done and what is missing, and who takes part.

import { writeFile } from 'node:fs/promises';

import type { Locator, Page } from '@playwright/test';

import { upload } from '../support/api';
import { content, sampleFile } from '../support/files';
import { handIn, PROJECTS, STATUS } from '../support/hand-in';
import { python } from '../support/python';
import { alive, expect, expectAccessible, open, openOnceItHolds, SEMINAR, STAFF, test, withScript } from '../support/test';


test('the board changes by itself after a submission @script', async ({ page, anotherPage, signIn }) => {
  const trainee = await anotherPage();
  await signIn('trainee.th@example.org', trainee);
  await signIn(STAFF);
  await open(page, `${SEMINAR}/board`);
  await expect(page.getByRole('link', { name: `Missing: ${STATUS}, Thailand` })).toBeVisible();
  await handIn(trainee, 'e-port-status.th', sampleFile('thailand.pdf'));
  await expect(page.getByRole('link', { name: new RegExp(`^Submitted(, being checked)?: ${STATUS}, Thailand$`) })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Newest events' }).getByRole('listitem').first()).toContainText(
    `Sample Trainee Thailand submitted ${STATUS}, Thailand`,
  );
});

test('on a phone the board shows first who has submitted what', async ({ page, signIn }) => {
  await signIn(STAFF);
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, `${SEMINAR}/board`);
  const table = page.getByRole('table', { name: 'Delegations by what they have done' });
  for (const column of ['Country', 'Invited', STATUS, PROJECTS]) {
    await expect(table.getByRole('columnheader', { name: column })).toHaveCount(1);
  }
  const country = table.getByRole('row').filter({ hasText: 'Nepal' });
  const top = async (part: Locator) => (await part.boundingBox())!.y;
  const tops = [await top(country.getByRole('rowheader'))];
  for (const assignment of [STATUS, PROJECTS]) {
    const state = country.getByRole('link', { name: new RegExp(`: ${assignment}, Nepal$`) });
    const { x, width } = (await state.boundingBox())!;
    expect(x + width, assignment).toBeLessThanOrEqual(360);
    tops.push(await top(state));
  }
  tops.push(await top(country.getByRole('cell').first()));
  expect(tops, 'the country, what it has submitted, its people').toEqual(tops.toSorted((a, b) => a - b));
  const region = page.getByRole('region', { name: 'Delegations by what they have done' });
  expect(await region.evaluate((it) => it.scrollWidth - it.clientWidth), 'nothing to scroll to').toBe(0);
  if (withScript()) await expectAccessible(page);
});

test('on a desk the board scrolls with its page, and its head stays in sight', async ({ page, signIn }) => {
  await signIn(STAFF);
  await page.setViewportSize({ width: 1280, height: 720 });
  await open(page, `${SEMINAR}/board`);
  const region = page.getByRole('region', { name: 'Delegations by what they have done' });
  expect(await region.evaluate((it) => it.scrollHeight - it.clientHeight), 'no box within it').toBeLessThanOrEqual(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth), 'nor sideways').toBeLessThanOrEqual(1280);
  const missing = region.getByRole('link', { name: /^Missing: / }).first().getByText('Missing', { exact: true });
  await expect(missing).toHaveCSS('font-weight', '600');
  await expect(missing).toHaveCSS('border-style', 'dashed');
  await region.getByRole('row').last().scrollIntoViewIfNeeded();
  await expect(region.getByRole('columnheader', { name: STATUS })).toBeInViewport({ ratio: 0.9 });
  expect(await page.evaluate(() => window.scrollY), 'it is the page that has moved').toBeGreaterThan(0);
  if (withScript()) await expectAccessible(page);
});

test('the board is printed whole, and nothing that is only for the desk', async ({ page, signIn }) => {
  await signIn(STAFF);
  await open(page, `${SEMINAR}/board`);
  await page.emulateMedia({ media: 'print' });
  for (const fact of ['Delegations', 'Materials submitted', 'Overdue']) {
    await expect(page.getByText(fact, { exact: true })).toBeVisible();
  }
  await expect(page.getByText(/^As of /)).toBeVisible();
  const table = page.getByRole('region', { name: 'Delegations by what they have done' });
  expect(await table.evaluate((it) => it.scrollHeight - it.clientHeight), 'no row is cut off').toBeLessThanOrEqual(0);
  await expect(page.getByRole('heading', { name: 'Newest events' })).toBeHidden();
  await expect(page.getByRole('link', { name: 'Whom to remind' })).toBeHidden();
});

test('a country leads to its people and to its materials', async ({ page, signIn }) => {
  await signIn(STAFF);
  await open(page, `${SEMINAR}/board`);
  await expect(page.getByRole('link', { name: 'Nepal', exact: true })).toHaveAttribute('href', /\/people\?country=NP$/);
  await page.getByRole('link', { name: 'Materials of Nepal' }).click();
  await expect(page).toHaveURL(/\/materials\?country=NP$/);
});

test('exactly those who lack something are listed', async ({ page, office, signIn }) => {
  await upload(office, 'trainee.my@example.org', 'e-port-2021/e-port-status', sampleFile('malaysia.pdf'));
  await signIn(STAFF);
  await open(page, `${SEMINAR}/board`);
  if (withScript()) await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('link', { name: 'Whom to remind' }).click();
  if (withScript()) {
    await expect(page.getByText('Copied', { exact: true })).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('trainee.my@example.org, ');
  }
  const people = page.getByRole('table', { name: 'People who lack something, by country' });
  await expect(people.getByRole('row', { name: /trainee\.my@example\.org/ })).toContainText(PROJECTS);
  await expect(people.getByRole('row', { name: /trainee\.my@example\.org/ })).not.toContainText(STATUS);

  await page.getByLabel('What they lack').selectOption(STATUS);
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page).toHaveURL(/assignment=e-port-status/);
  await expect(people.getByRole('row', { name: /trainee\.np@example\.org/ })).toBeVisible();
  await expect(people.getByRole('row', { name: /trainee\.my@example\.org/ })).toHaveCount(0);
  const count = (await people.getByRole('row').count()) - 1;
  await expect(page.getByText(new RegExp(`^${count} people of \\d+ countries lack something\\.$`))).toBeVisible();
  await page.getByText('All addresses as text').click();
  await expect(page.getByText(/trainee\.mx@example\.org, /)).toBeVisible();
  await page.getByText('All countries as text').click();
  await expect(page.getByText(/Mexico; .*Nepal/)).toBeVisible();
  const lines = (await download(page, 'Download as CSV')).toString().trim().split('\r\n');
  expect(lines, 'what is shown').toHaveLength(1 + count);
  expect(lines[0]).toContain(`,Lacks,${STATUS}: due (Asia/Shanghai),${STATUS}: extended from (Asia/Shanghai),`);
});

test('on a phone whom to remind is a list of cards that say what each lacks', async ({ page, signIn }) => {
  await signIn(STAFF);
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, `${SEMINAR}/board/missing`);
  const people = page.getByRole('region', { name: 'People who lack something, by country' });
  expect(await people.evaluate((it) => it.scrollWidth - it.clientWidth), 'nothing to scroll to').toBe(0);
  const nepal = people.getByRole('row').filter({ hasText: 'trainee.np@example.org' });
  const name = nepal.getByRole('rowheader', { name: 'Sample Trainee Nepal' });
  const [first, lacks] = [await name.boundingBox(), await nepal.getByText(`${STATUS}: missing`).boundingBox()];
  expect(lacks!.y, 'who it is, then what they lack').toBeGreaterThan(first!.y);
  expect(lacks!.x + lacks!.width).toBeLessThanOrEqual(360);
  if (withScript()) await expectAccessible(page);
});

test('the board is carried away as CSV and XLSX', async ({ page, office, signIn }, testInfo) => {
  await upload(office, 'trainee.br@example.org', 'e-port-2021/interconnection-projects', sampleFile('brazil.pdf'));
  await signIn(STAFF);
  await openOnceItHolds(page, `${SEMINAR}/board`, `Submitted: ${PROJECTS}, Brazil`);
  const csv = (await download(page, 'Download as CSV')).toString();
  const lines = csv.trim().split('\r\n');
  expect(lines).toHaveLength(1 + 25);
  expect(lines.find((line) => line.startsWith('Brazil,BR,'))).toMatch(/,Submitted,1,/);

  const path = testInfo.outputPath('board.xlsx');
  await writeFile(path, await download(page, 'Download as XLSX'));
  const [columns, ...rows] = await python('read_sheet.py', path);
  const due = (assignment: string) => ['due', 'extended from'].map((name) => `${assignment}: ${name} (Asia/Shanghai)`);
  const told = [STATUS, `${STATUS}: version that counts`, PROJECTS, `${PROJECTS}: version that counts`];
  const people = ['Country', 'Code', 'Invited', 'Confirmed'];
  expect(columns).toEqual([...people, ...told, ...due(STATUS), ...due(PROJECTS), 'Without a valid invitation']);
  expect(rows).toHaveLength(25);
  const brazil = rows.find(([country]: string[]) => country === 'Brazil');
  expect(brazil.slice(6, 8)).toEqual(['Submitted', 1]);
  // A date and no text, or it would say its offset.
  expect(brazil[8]).toMatch(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/);
});

test('people are added by a list, after a look at it', async ({ page, signIn }) => {
  await signIn(STAFF);
  await open(page, `${SEMINAR}/people`);
  await page.getByRole('link', { name: 'Add people' }).click();
  await fillList(page);
  await page.getByRole('button', { name: 'See what would be added' }).click();
  await expect(page.getByText('1 person would be added')).toBeVisible();
  await expect(page.getByText('2 lines cannot be used')).toBeVisible();
  const refused = page.getByRole('table', { name: 'Refused lines with their reasons' });
  await expect(refused.getByRole('row', { name: /^3 / })).toContainText('“not-an-address” is not a mail address');
  await expect(refused.getByRole('row', { name: /^4 / })).toContainText(/Atlantis/);

  await page.getByRole('button', { name: 'Add this person' }).click();
  const added = page.getByRole('status').filter({ hasText: '1 person was added.' });
  await added.getByRole('link', { name: 'the list of who has not confirmed' }).click();
  await expect(page.getByRole('row', { name: /^Souk Sample souk\.sample@/ })).toBeVisible();
  await expect(page.getByLabel('Not confirmed yet')).toBeChecked();
  await page.goBack();

  await page.getByRole('link', { name: 'Paste another list' }).click();
  await fillList(page);
  await page.getByRole('button', { name: 'See what would be added' }).click();
  await expect(page.getByText('0 people would be added')).toBeVisible();
  await expect(page.getByText('1 person is in the seminar already and stays as is')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Add th/ })).toHaveCount(0);

  await open(page, `${SEMINAR}/people?text=souk.sample`);
  await expect(page.getByText('1 person', { exact: true })).toBeVisible();
});

test('what a form has done is said once', async ({ page, signIn }) => {
  await signIn(STAFF);
  await open(page, `${SEMINAR}/people/add`);
  await page.getByLabel('Name in English').fill('Once Sample');
  await page.getByLabel('Mail address').fill('once.sample@example.org');
  await page.getByLabel('Role').selectOption('Instructor');
  const loaded: string[] = [];
  page.on('request', (request) => { if (request.url().includes('/api/load_')) loaded.push(request.url()); });
  await page.getByRole('button', { name: 'Add this person' }).click();
  const said = page.getByText('Added. Now send an invitation, or make a link to hand over.');
  // Without JavaScript it stays, and is said again.
  await expect(page).toHaveURL(withScript() ? /\/people\/[\da-f-]{36}$/ : /\?done=added$/);
  await expect(said).toBeVisible();
  if (withScript()) {
    expect(await page.evaluate(() => document.activeElement === document.body), 'the focus stays').toBe(true);
    expect(loaded, 'nothing is loaded for it').toEqual([]);
  }
  await page.reload();
  await alive(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Once Sample' })).toBeVisible();
  await expect(said).toHaveCount(withScript() ? 0 : 1);
});

test('the audit tells who submitted what', async ({ page, office, signIn }) => {
  await upload(office, 'trainee.cl@example.org', 'e-port-2021/e-port-status', sampleFile('chile.pdf'));
  await signIn(STAFF);
  await open(page, `${SEMINAR}/audit`);
  const event = page.getByRole('row').filter({ hasText: 'Sample Trainee Chile' }).filter({ hasText: 'submitted' });
  await expect(event).toContainText(`${STATUS}, Chile`);
});

const LIST = [
  'name,email,role,country',
  'Souk Sample,souk.sample@example.org,trainee,LA',
  'Bad Address,not-an-address,trainee,LA',
  'No Country,no.country@example.org,trainee,Atlantis',
].join('\n');

async function fillList(page: Page): Promise<void> {
  if (withScript()) {
    const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) };
    await page.getByLabel(/^Or choose a CSV file/).setInputFiles(file);
    await expect(page.getByLabel('List', { exact: true })).toHaveValue(LIST);
  } else {
    await page.getByLabel('List', { exact: true }).fill(LIST);
  }
}

async function download(page: Page, link: string): Promise<Buffer> {
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: link }).click();
  return content(await coming);
}
