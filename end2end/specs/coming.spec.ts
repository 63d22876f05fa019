// A link is followed while the code of its page comes, or does not.

import { STATUS } from '../support/hand-in';
import { alive, expect, open, SEMINAR, STAFF, test } from '../support/test';

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

test('a page is left by a link though its own code does not come @script', async ({ page, expectedMessages }) => {
  expectedMessages.push(/404/, /Failed|Incorrect response MIME type|TypeError/, /was preloaded/);
  let asked = 0;
  await page.route(/split_notice_chunk/, (route) => {
    asked += 1;
    return route.fulfill({ status: 404 });
  });
  await page.goto(SEMINAR);
  // The browser asks ahead. Who asks again and again is the app, which takes links by then.
  await expect.poll(() => asked).toBeGreaterThan(2);
  await page.getByRole('main').getByRole('link', { name: 'Programme' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Programme' })).toBeVisible();
  await alive(page);
});

test('a server that is away takes no page away @script', async ({ page, expectedMessages }) => {
  expectedMessages.push(/502/, /Failed|Incorrect response MIME type|TypeError/);
  await open(page, SEMINAR);
  const documents: string[] = [];
  page.on('request', (request) => { if (request.isNavigationRequest()) documents.push(request.url()); });
  // As a proxy answers meanwhile.
  const away = /split_programme_chunk|\/programme$/;
  let questions = 0;
  await page.route(away, (route) => {
    if (route.request().method() === 'HEAD') questions += 1;
    return route.fulfill({ status: 502 });
  });
  await page.getByRole('main').getByRole('link', { name: 'Programme' }).first().click();
  await expect.poll(() => questions).toBeGreaterThan(3);
  await page.unroute(away);
  await expect(page.getByRole('heading', { level: 1, name: 'Programme' })).toBeVisible();
  expect(documents, 'it is the same document all the time').toEqual([]);
});

test('of two pages of one kind that were asked for, the last one comes @script', async ({ page, signIn }) => {
  await signIn(STAFF);
  await open(page, `${SEMINAR}/materials?assignment=e-port-status`);
  let letThrough = () => {};
  const waited = new Promise<void>((resolve) => { letThrough = resolve; });
  await page.route(/split_material_chunk/, async (route) => {
    await waited;
    await route.continue();
  });
  const links = page.getByRole('table').getByRole('link', { name: new RegExp(`^${STATUS}`) });
  const [address, name] = [await links.last().getAttribute('href'), await links.last().textContent()];
  await links.first().click();
  await expect(page.getByText('The page is coming…')).toBeVisible();
  await links.last().click();
  await expect(page).toHaveURL(address!);
  letThrough();
  await expect(page.getByRole('heading', { level: 1, name: STATUS })).toBeVisible();
  await expect(page.locator('.material-head')).toContainText(name!.split(', ').at(-1)!);
  await expect(page).toHaveURL(address!);
});
