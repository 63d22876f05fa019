// An upload goes on by itself, whatever breaks.

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { CDPSession, Page, Route } from '@playwright/test';

import { DAY, dueOf, hostClock } from '../support/deadlines';
import { MIB, type SampleFile, sampleFile } from '../support/files';
import { fact, handInOf, rowOf, STATUS } from '../support/hand-in';
import { expect, open, SEMINAR, STAFF, test } from '../support/test';

const EMAIL = 'trainee.la@example.org';
const MATERIAL = `${SEMINAR}/materials/e-port-status.la`;

const SLOW = { offline: false, latency: 20, downloadThroughput: 8 * MIB, uploadThroughput: 2 * MIB };
/** What is left needs no slow link: it breaks no more. */
const FAST = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };

test.use({ expectedMessages: async ({}, use) => use([/net::ERR_/, /status of 503/]) });

test('after the link broke @script', async ({ page, signIn }) => {
  await signIn(EMAIL);
  const { link, ...file } = await begin(page, 'offline.pdf');
  await link.send('Network.emulateNetworkConditions', { ...SLOW, offline: true });
  await expect(rowOf(page, file.name)).toContainText('Connection lost, next try in');
  const lost = page.getByRole('status').filter({ hasText: `${file.name}: the connection is lost.` });
  await expect(lost).toBeVisible();
  const pieces = await holdBack(page, 'PATCH', 1);
  const offsets = offsetsSent(page);
  await link.send('Network.emulateNetworkConditions', FAST);
  await expect.poll(() => pieces.length).toBe(1);
  await expect(rowOf(page, file.name)).toContainText('Uploading.');
  await expect(lost, 'it does not contradict the row').toHaveCount(0);
  await pieces[0].fallback();
  await expectSubmitted(page, file);
  expectWentOn(offsets);
});

test('after a reload @script', async ({ page, signIn }) => {
  await signIn(EMAIL);
  const { link, ...file } = await begin(page, 'reload.pdf');
  const offsets = offsetsSent(page);
  await page.reload();
  await link.send('Network.emulateNetworkConditions', FAST);
  await expectSubmitted(page, file);
  expectWentOn(offsets);
});

test('after the server was killed @script', async ({ page, office, signIn }) => {
  await signIn(EMAIL);
  const { link, ...file } = await begin(page, 'killed.pdf');
  const offsets = offsetsSent(page);
  await office.stop('SIGKILL');
  await expect(rowOf(page, file.name)).toContainText(/Connection lost|The server is not available/);
  await link.send('Network.emulateNetworkConditions', FAST);
  await office.start();
  await expectSubmitted(page, file);
  expectWentOn(offsets);
});

test('after the server had no space @script', async ({ page, signIn, expectedMessages }) => {
  expectedMessages.push(/status of 507/);
  await signIn(EMAIL);
  const { link, ...file } = await begin(page, 'no-space.pdf');
  const full = (route: Route): Promise<void> =>
    route.request().method() === 'PATCH'
      ? route.fulfill({ status: 507, headers: { 'Retry-After': '3' }, body: 'No space.' })
      : route.fallback();
  await page.route('**/api/uploads/*', full);
  await expect(rowOf(page, file.name)).toContainText(/No space is left on the server.*next try in \d+ s/);
  await page.unroute('**/api/uploads/*', full);
  const offsets = offsetsSent(page);
  await link.send('Network.emulateNetworkConditions', FAST);
  await expectSubmitted(page, file);
  expectWentOn(offsets);
});

test('in another browser, where the file is chosen again @script', async ({ page, anotherPage, signIn }) => {
  await signIn(EMAIL);
  const { path, ...file } = await begin(page, 'elsewhere.pdf');
  await page.close();
  const other = await anotherPage();
  await signIn(EMAIL, other);
  await open(other, MATERIAL);
  const offsets = offsetsSent(other);
  await expect(rowOf(other, file.name)).toContainText('Choose the same file again, and it goes on where it stopped');
  const again = other.getByLabel(`Choose ${file.name} again`);
  await again.setInputFiles(await onDisk(`another/${file.name}`, file.buffer.subarray(1)));
  await expect(rowOf(other, file.name)).toContainText('That is another file');
  await again.setInputFiles(path);
  await expectSubmitted(other, file);
  expectWentOn(offsets);
});

test('in another browser, where the server takes its time to say how much it has @script', async ({ page, anotherPage, signIn }) => {
  await signIn(EMAIL);
  const { path, ...file } = await begin(page, 'weak-link.pdf');
  await page.close();
  const other = await anotherPage();
  await signIn(EMAIL, other);
  const asked = await holdBack(other, 'HEAD', 2);
  await open(other, MATERIAL);
  const row = rowOf(other, file.name);
  await expect(row).toContainText('Asking the server how much it has');
  await expect(row).toContainText(/\d+(\.\d)? MiB of 12 MiB/);
  await expect(row.getByRole('button', { name: `Cancel: ${file.name}` })).toBeVisible();
  await expect.poll(() => asked.length).toBe(1);
  await asked[0].fulfill({ status: 503, headers: { 'Retry-After': '60' } });
  await expect(row).toContainText(/The server is not available, next try in \d+ s/);
  await expect(other.getByLabel(`Choose ${file.name} again`)).toBeVisible();
  await expect(row.getByRole('button', { name: `Stop asking: ${file.name}` })).toBeVisible();
  await row.getByRole('button', { name: `Try now: ${file.name}` }).click();
  await expect(row).toContainText('Asking the server how much it has');
  await expect(row, 'the button has gone').toBeFocused();
  await expect.poll(() => asked.length).toBe(2);
  await asked[1].fallback();
  await expect(row).toContainText('Choose the same file again, and it goes on where it stopped');
  const offsets = offsetsSent(other);
  await other.getByLabel(`Choose ${file.name} again`).setInputFiles(path);
  await expectSubmitted(other, file);
  expectWentOn(offsets);
});

test('in another browser, where the file is given before the server has said how much it has @script', async ({ page, anotherPage, signIn }) => {
  await signIn(EMAIL);
  const { path, ...file } = await begin(page, 'given-early.pdf');
  await page.close();
  const other = await anotherPage();
  await signIn(EMAIL, other);
  const asked = await holdBack(other, 'HEAD', 1);
  await open(other, MATERIAL);
  await expect(rowOf(other, file.name)).toContainText('Asking the server how much it has');
  await expect.poll(() => asked.length).toBe(1);
  const offsets = offsetsSent(other);
  await handInOf(other).getByLabel('Choose a file, or drop it here').setInputFiles(path);
  await expect(rowOf(other, file.name)).toHaveCount(1);
  await expectSubmitted(other, file);
  expectWentOn(offsets);
});

test('of several uploads the server is asked one after the other, and what it says is spoken @script', async ({ page, signIn }) => {
  await signIn(EMAIL);
  const names = new Map<string, string>();
  for (const name of ['first-left.pdf', 'second-left.pdf']) names.set(await announce(page, name), name);
  const asked = await holdBack(page, 'HEAD', 3);
  await open(page, MATERIAL);
  for (const name of names.values()) await expect(rowOf(page, name)).toContainText('Asking the server how much it has');
  for (const count of [1, 2]) {
    await expect.poll(() => asked.length).toBe(count);
    const route = asked[count - 1];
    const name = names.get(new URL(route.request().url()).pathname)!;
    await route.fallback();
    await expect(page.getByRole('status').filter({ hasText: `${name}: This upload is unfinished. Choose the same file` })).toBeVisible();
  }
  for (const name of names.values()) {
    const givenUp = page.waitForResponse((response) => response.request().method() === 'DELETE');
    await rowOf(page, name).getByRole('button', { name: `Cancel: ${name}` }).click();
    expect((await givenUp).status()).toBe(204);
  }
});

test('a person stops it and goes on while the next try is waited for @script', async ({ page, signIn }) => {
  await signIn(EMAIL);
  const { link, ...file } = await begin(page, 'waited-for.pdf');
  const row = rowOf(page, file.name);
  const away = (route: Route): Promise<void> =>
    route.request().method() === 'PATCH' ? route.fulfill({ status: 503, headers: { 'Retry-After': '60' } }) : route.fallback();
  await page.route('**/api/uploads/*', away);
  await expect(row).toContainText(/The server is not available, next try in \d+ s/);
  await row.getByRole('button', { name: `Pause: ${file.name}` }).click();
  await expect(row).toContainText('Paused.');
  await row.getByRole('button', { name: `Resume: ${file.name}` }).click();
  await expect(row).toContainText(/The server is not available, next try in \d+ s/);
  await page.unroute('**/api/uploads/*', away);
  await link.send('Network.emulateNetworkConditions', FAST);
  await row.getByRole('button', { name: `Try now: ${file.name}` }).click();
  await expectSubmitted(page, file);
});

test('after a new sign-in @script', async ({ page, context, signIn, expectedMessages }) => {
  expectedMessages.push(/status of 401/);
  await signIn(EMAIL);
  const { link, ...file } = await begin(page, 'signed-out.pdf');
  await context.clearCookies();
  await expect(rowOf(page, file.name)).toContainText('Your sign-in has ended. What was sent is kept.', { timeout: 40_000 });
  const offsets = offsetsSent(page);
  await link.send('Network.emulateNetworkConditions', FAST);
  const another = await context.newPage();
  await signIn(EMAIL, another);
  await another.close();
  await page.bringToFront();
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expectSubmitted(page, file);
  expectWentOn(offsets);
});

test('after the assignment closed, with more time @script', async ({ page, anotherPage, signIn, expectedMessages }) => {
  expectedMessages.push(/status of 403/);
  await signIn(EMAIL);
  const { link, ...file } = await begin(page, 'too-late.pdf');
  const behind = sampleFile('behind.pdf');
  await handInOf(page).getByLabel('Choose a file, or drop it here').setInputFiles(behind);
  await expect(rowOf(page, behind.name)).toContainText('Waiting for its turn.');
  const words = 'This assignment closed on a sample day. If you need more time, please ask the staff.';
  const closed = (route: Route): Promise<void> =>
    route.request().method() === 'PATCH'
      ? route.fulfill({ status: 403, headers: { 'Upload-Closed': '2021-11-19T04:00:00Z' }, body: words })
      : route.fallback();
  await page.route('**/api/uploads/*', closed);
  await expect(rowOf(page, file.name)).toContainText(`${words} What was sent is kept`);
  await expect(rowOf(page, behind.name)).toContainText(`${words} The upload begins by itself`);
  await page.unroute('**/api/uploads/*', closed);
  const offsets = offsetsSent(page);
  await link.send('Network.emulateNetworkConditions', FAST);
  const staff = await anotherPage();
  await signIn(STAFF, staff);
  await open(staff, `${SEMINAR}/deadlines`);
  await staff.getByLabel('Delegation', { exact: true }).selectOption('LA');
  await staff.getByLabel('Assignment', { exact: true }).selectOption({ label: STATUS });
  await staff.getByLabel('Due, as clocks in Shanghai show it').fill(hostClock((await dueOf(staff, STATUS)) + 3 * DAY));
  await staff.getByLabel('Reason').fill('The link was down');
  await staff.getByRole('button', { name: 'Give more time' }).click();
  await expect(staff.getByRole('row').filter({ hasText: 'The link was down' })).toBeVisible();
  await expect(rowOf(page, behind.name)).toContainText('Submitted. The server holds exactly this file.', { timeout: 40_000 });
  // The small one goes from its first byte, the other from where it stopped.
  expect(offsets.some((offset) => offset > 0)).toBe(true);
  await expectSubmitted(page, file);
});

test('what came too late has its row on pages that are opened later, and can be given up @script', async ({ page, anotherPage, signIn }) => {
  await signIn(EMAIL);
  const file = await begin(page, 'opened-later.pdf');
  // The pages are told that it has closed.
  await page.goto('about:blank');
  const other = await anotherPage();
  await signIn(EMAIL, other);
  for (const [where, way_on] of [[page, 'the upload goes on by itself'], [other, 'choose the same file again']] as const) {
    await open(where, `${SEMINAR}/programme`);
    await where.route(/\/api\/load_own_page\?/, async (route) => {
      const response = await route.fetch();
      const json = await response.json();
      for (const task of json.tasks) Object.assign(task, { closes: json.now - DAY, closed: true, takes_files: false });
      await route.fulfill({ response, json });
    });
    await where.route('**/api/uploads/*', async (route) => {
      if (route.request().method() !== 'HEAD') return route.fallback();
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'upload-closed': '2021-11-19T04:00:00Z' } });
    });
    await where.getByRole('navigation', { name: 'Seminar' }).getByRole('link', { name: 'My page' }).click();
    const row = rowOf(where, file.name);
    await expect(row).toContainText('This assignment has closed. If you need more time, please ask the staff.');
    await expect(row).toContainText(way_on);
    await expect(row).toContainText(/\d+(\.\d)? MiB of 12 MiB/);
    await expect(row.getByRole('button', { name: /^Resume/ })).toHaveCount(0);
    await expect(where.getByLabel('Choose a file, or drop it here')).toHaveCount(0);
  }
  const givenUp = other.waitForResponse((response) => response.request().method() === 'DELETE');
  await rowOf(other, file.name).getByRole('button', { name: `Cancel: ${file.name}` }).click();
  await expect(rowOf(other, file.name)).toHaveCount(0);
  expect((await givenUp).status()).toBe(204);
});

test('a person pauses, resumes and cancels @script', async ({ page, signIn }) => {
  await signIn(EMAIL);
  const file = await begin(page, 'paused.pdf');
  await page.getByRole('button', { name: `Pause: ${file.name}` }).click();
  await expect(rowOf(page, file.name)).toContainText('Paused.');
  const tooLate = page.getByRole('status').filter({ hasText: 'This is for files that you choose from now on.' });
  await expect(tooLate).toHaveCount(0);
  await handInOf(page).getByRole('checkbox').click();
  await expect(tooLate).toBeVisible();
  await page.getByRole('button', { name: `Resume: ${file.name}` }).click();
  await expect(rowOf(page, file.name)).toContainText('Uploading.');
  await page.getByRole('button', { name: `Cancel: ${file.name}` }).click();
  await expect(rowOf(page, file.name)).toHaveCount(0);
  await expect(page.getByRole('status').filter({ hasText: `${file.name}: cancelled.` })).toBeVisible();
  const asked = page.waitForResponse((response) => response.url().endsWith('/api/uploads'));
  await page.reload();
  await (await asked).finished();
  await expect(page.getByRole('heading', { level: 2, name: 'Versions' })).toBeVisible();
  await expect(page.getByText(file.name)).toHaveCount(0);
});

/** Begins an upload over a slow link and returns when the first pieces have arrived. */
async function begin(page: Page, name: string): Promise<SampleFile & { path: string; link: CDPSession }> {
  const file = sampleFile(name, 12 * MIB);
  const path = await onDisk(name, file.buffer);
  await open(page, MATERIAL);
  const link = await page.context().newCDPSession(page);
  await link.send('Network.enable');
  await link.send('Network.emulateNetworkConditions', SLOW);
  await handInOf(page).getByLabel('Choose a file, or drop it here').setInputFiles(path);
  const progress = page.getByRole('progressbar', { name: `Progress of ${name}` });
  await expect.poll(() => progress.evaluate((bar: HTMLProgressElement) => bar.value)).toBeGreaterThan(1.5 * MIB);
  return { ...file, path, link };
}

/** Where a large file lies for the browser; to hand its bytes over takes longer than to upload them. */
async function onDisk(name: string, content: Buffer): Promise<string> {
  const path = test.info().outputPath(name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}

/** Announces an upload of which no browser has the file; answers its address. */
async function announce(page: Page, name: string): Promise<string> {
  const metadata = `filename ${btoa(name)},assignment ${btoa('e-port-2021/e-port-status')}`;
  const headers = { 'Tus-Resumable': '1.0.0', 'Upload-Length': '4', 'Upload-Metadata': metadata };
  const answer = await page.request.post('/api/uploads', { headers });
  expect(answer.status()).toBe(201);
  return answer.headers().location;
}

/** Keeps so many questions how much of an upload has come, or pieces of it, unanswered until the test sees to them. */
async function holdBack(page: Page, method: 'HEAD' | 'PATCH', most: number): Promise<Route[]> {
  const held: Route[] = [];
  await page.route('**/api/uploads/*', async (route) => {
    if (route.request().method() === method && held.length < most) held.push(route);
    else await route.fallback();
  });
  return held;
}

/** From which byte each piece is sent from now on. */
function offsetsSent(page: Page): number[] {
  const offsets: number[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']));
  });
  return offsets;
}

/** Something was sent, and not from the first byte. */
function expectWentOn(offsets: number[]): void {
  expect(offsets.length).toBeGreaterThan(0);
  expect(offsets).not.toContain(0);
}

async function expectSubmitted(page: Page, file: SampleFile): Promise<void> {
  const row = rowOf(page, file.name);
  await expect(row).toContainText('Submitted. The server holds exactly this file.', { timeout: 40_000 });
  await row.getByRole('link', { name: 'Receipt' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Receipt' })).toBeVisible();
  await expect(fact(page, 'SHA-256')).toHaveText(file.sha256);
}
