// Everyone reads the notice and the programme.

import { alive, expect, expectAccessible, expectNarrow, open, SEMINAR, test } from '../support/test';

test('the notice tells what the official one tells', async ({ page }) => {
  await open(page, '/');
  await page.getByRole('link', { name: /Demonstration E-port/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Trade Facilitation');
  for (const section of ['Objectives', 'Requirements for trainees', 'Courses', 'Instructors', 'Materials to prepare', 'Remarks', 'The organiser']) {
    await expect(page.getByRole('heading', { level: 2, name: section })).toBeVisible();
  }
  await expect(page.getByRole('heading', { level: 2, name: 'Courses' }).locator('..').getByRole('listitem')).toHaveCount(10);
  for (const group of ['APEC', 'BRICS', 'Lancang-Mekong', 'Belt and Road']) {
    await expect(page.getByText(group).first()).toBeVisible();
  }
});

test('a page that is not there says so', async ({ page, expectedMessages }) => {
  expectedMessages.push(/404/);
  const response = await page.goto('/seminars/no-such-seminar');
  await alive(page);
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'Not found' })).toBeVisible();
});

for (const path of ['/', SEMINAR, `${SEMINAR}/programme`, '/sign-in', '/forgotten-password', '/zone']) {
  test(`${path} is accessible and fits a phone @script`, async ({ page }) => {
    await open(page, path);
    await expectAccessible(page);
    await expectNarrow(page);
  });
}

test('whoever skips to the content goes on with the keyboard there', async ({ page }) => {
  await open(page, '/sign-in');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#content$/);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('main').locator(':focus')).toHaveCount(1);
});

test('a link says that its page is coming while the code of that does @script', async ({ page }) => {
  await open(page, SEMINAR);
  let letThrough = () => {};
  const waited = new Promise<void>((resolve) => { letThrough = resolve; });
  await page.route(/split_programme_chunk/, async (route) => {
    await waited;
    await route.continue();
  });
  await page.getByRole('main').getByRole('link', { name: 'Programme' }).first().click();
  const note = page.getByText('The page is coming…');
  await expect(note).toBeVisible();
  letThrough();
  await expect(page.getByRole('heading', { level: 1, name: 'Programme' })).toBeVisible();
  await expect(note).toHaveCount(0);
});

test('a link goes on once the connection is there again @script', async ({ page, expectedMessages }) => {
  expectedMessages.push(/net::ERR_/, /Failed to fetch/);
  await open(page, SEMINAR);
  const documents: string[] = [];
  page.on('request', (request) => { if (request.isNavigationRequest()) documents.push(request.url()); });
  // The code of the page, and the question whether the server is there.
  const broken = /split_programme_chunk|\/programme$/;
  await page.route(broken, (route) => route.abort('internetdisconnected'));
  const asked = page.waitForRequest((request) => request.method() === 'HEAD');
  await page.getByRole('main').getByRole('link', { name: 'Programme' }).first().click();
  await expect(page.getByText('The page is coming…')).toBeVisible();
  await asked;
  await page.unroute(broken);
  await expect(page.getByRole('heading', { level: 1, name: 'Programme' })).toBeVisible();
  await page.getByRole('link', { name: 'Notice', exact: true }).first().click();
  await expect(page.getByRole('heading', { level: 2, name: 'Objectives' })).toBeVisible();
  expect(documents, 'it is the same document all the time').toEqual([]);
});

test('the document comes anew where the code of another build is there @script', async ({ page, expectedMessages }) => {
  expectedMessages.push(/404/, /Failed|Incorrect response MIME type|TypeError/);
  await open(page, SEMINAR);
  await page.route(/split_programme_chunk/, (route) => route.fulfill({ status: 404 }));
  const document = page.waitForRequest((request) => request.isNavigationRequest());
  await page.getByRole('main').getByRole('link', { name: 'Programme' }).first().click();
  expect((await document).url()).toMatch(/\/programme$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Programme' })).toBeVisible();
});

test('what a page loads is kept for good, and brings little besides', { tag: '@plain' }, async ({ page }) => {
  const html = await (await page.request.get(SEMINAR)).text();
  const path = /\/pkg\/[^"]+\.wasm/.exec(html)![0];
  const answer = await page.request.get(path, { headers: { 'accept-encoding': 'br' } });
  const headers = answer.headers();
  expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(headers.vary).toBe('accept-encoding');
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['cross-origin-resource-policy']).toBe('same-origin');
  // A first visit loads some twenty such files: what is said to each is said twenty times.
  const bytes = answer.headersArray().reduce((sum, { name, value }) => sum + name.length + value.length + 4, 0);
  expect(bytes).toBeLessThan(300);
});
