// Everyone reads the notice and the programme.

import { codeAskedBy } from '../support/previews';
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

test('what a page loads is kept for good, and brings little besides', { tag: '@plain' }, async ({ page }) => {
  const html = await (await page.request.get(SEMINAR)).text();
  const path = /\/pkg\/[^"]+\.wasm/.exec(html)![0];
  const answer = await page.request.get(path, { headers: { 'accept-encoding': 'br' } });
  const headers = answer.headers();
  expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(headers.vary).toBe('accept-encoding');
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['cross-origin-resource-policy']).toBe('same-origin');
  // A first visit loads ten to forty such files: what is said to each is said as often.
  const bytes = answer.headersArray().reduce((sum, { name, value }) => sum + name.length + value.length + 4, 0);
  expect(bytes).toBeLessThan(300);
});

test('no code is fetched where no script runs', { tag: '@plain' }, async ({ page, signIn }) => {
  await signIn('trainee.la@example.org');
  const code = codeAskedBy(page);
  for (const path of [SEMINAR, `${SEMINAR}/my`]) {
    await page.goto(path);
    expect(code, path).toEqual([]);
  }
});

test('code is asked for before the style has come', { tag: '@script' }, async ({ page }) => {
  const code = codeAskedBy(page);
  let letThrough = () => {};
  const waited = new Promise<void>((resolve) => { letThrough = resolve; });
  await page.route('**/*.css', async (route) => {
    await waited;
    await route.continue();
  });
  await page.goto(SEMINAR, { waitUntil: 'commit' });
  // What starts the code waits for the style, and so these are the hints' alone.
  await expect.poll(() => code.filter((path) => path.endsWith('.wasm')).length).toBeGreaterThan(1);
  letThrough();
  await alive(page);
});
