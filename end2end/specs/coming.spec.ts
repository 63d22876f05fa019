// A link is followed while the code of its page comes, or does not.

import { expect, open, SEMINAR, test } from '../support/test';

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
