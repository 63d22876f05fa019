// The pictures and the words of pages: where they are seen, and when they are loaded.

import { handIn, opened, STATUS } from '../support/hand-in';
import { codeAskedBy, DECK, deck, holdPictures, idle, picture, picturesAskedBy, view } from '../support/previews';
import { alive, expect, open, SEMINAR, test } from '../support/test';

const INSTRUCTOR = 'instructor.customs@example.org';

test('the gallery shows who has submitted what', async ({ page, anotherPage, signIn }) => {
  await signIn('trainee.ma@example.org');
  await handIn(page, 'e-port-status.ma', deck('morocco.pdf'));
  await opened(page);
  await open(page, `${SEMINAR}/gallery`);
  await expect(page.getByText('The materials of one country can be seen.')).toBeVisible();

  const instructor = await anotherPage();
  await signIn(INSTRUCTOR, instructor);
  await open(instructor, `${SEMINAR}/gallery`);
  await expect(instructor.getByText(/^\d+ of 25 countries ha(ve|s) submitted something, .*open to all\.$/)).toBeVisible();
  const shelf = instructor.getByRole('region', { name: 'Morocco' });
  await expect(shelf).toContainText('morocco.pdf');
  const place = await shelf.locator('.thumbnail').boundingBox();
  expect(place!.width / place!.height, 'as large before it comes, whatever is on it').toBeCloseTo(4 / 3, 1);
  await shelf.getByRole('link', { name: `${STATUS} (Morocco)` }).click();
  await expect(instructor.getByRole('heading', { level: 1, name: 'morocco.pdf' })).toBeVisible();
});

test('the text of each page can be read', async ({ page, signIn }) => {
  await signIn('trainee.np@example.org');
  await handIn(page, 'e-port-status.np', deck('nepal.pdf'));
  await opened(page);
  await page.getByRole('link', { name: 'View version 1' }).click();
  await page.getByText('Text of page 1').click();
  await expect(page.getByText(DECK[0]!, { exact: true }).last()).toBeVisible();
});

test('the picture that is looked at comes before the code of its page', { tag: '@script' }, async ({ page, anotherPage, signIn }) => {
  await signIn('trainee.ma@example.org');
  await view(page, 'interconnection-projects.ma', deck('morocco.pdf'));
  const reader = await anotherPage();
  await signIn('trainee.ma@example.org', reader);
  // Nothing of the page before is on its way any more.
  await reader.goto('about:blank');
  const [pictures, code] = [picturesAskedBy(reader), codeAskedBy(reader)];
  const letThrough = await holdPictures(reader, '**/*.webp');
  const asked = reader.waitForRequest(/\/0002-\d+\.webp$/);
  await reader.goto(`${new URL(page.url()).pathname}?page=2`, { waitUntil: 'domcontentloaded' });
  await asked;
  await idle(reader);
  expect(pictures, 'the others wait too').toEqual(['0002']);
  expect(code).toEqual([]);

  letThrough();
  await alive(reader);
  await expect(picture(reader, 2)).toBeVisible();
  expect(code).not.toEqual([]);
  await expect(() => expect(pictures, 'the next page comes ahead').toContain('0003')).toPass();
  expect(pictures, 'no other does').not.toContain('0001');
});

test('a picture that does not come is waited for, and comes by itself', { tag: '@script' }, async ({ page, signIn, expectedMessages }) => {
  expectedMessages.push(/net::ERR_/);
  await signIn('trainee.la@example.org');
  const asked: string[] = [];
  let breakOff = () => {};
  const broken = new Promise<void>((resolve) => { breakOff = resolve; });
  const lost = '**/0003-*.webp';
  // Before the document: a live one may still ask past it for a moment, on a busy machine.
  await page.route(lost, async (route) => {
    asked.push(route.request().url());
    await broken;
    await route.abort('internetdisconnected');
  });
  await view(page, 'interconnection-projects.la', deck('laos.pdf'));
  const [place, shown] = [page.locator('.stage-picture'), picture(page, 3)];
  const height = async () => (await place.boundingBox())!.height;
  await expect(picture(page, 1)).not.toHaveAttribute('aria-busy');
  const before = await height();
  expect(asked, 'nobody has looked at it').toEqual([]);
  await page.keyboard.press('End');
  await expect(place.getByText('The picture is coming…')).toBeVisible();
  await expect(shown).toHaveAttribute('aria-busy', 'true');
  await expect(shown, 'no other page is seen under its name').toHaveCSS('opacity', '0');
  expect(await height(), 'its place stays as it is').toBeCloseTo(before, 0);

  breakOff();
  const words = place.getByText('The picture could not be loaded.');
  await expect(words).toBeVisible();
  await expect.poll(() => asked.length, 'it is asked for again after a pause').toBe(2);
  expect(new Set(asked).size, 'by the address that the cache knows').toBe(1);

  await page.unroute(lost);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(words, 'nobody waits for the next pause, of four seconds').toHaveCount(0, { timeout: 3_000 });
  await expect(shown).toHaveCSS('opacity', '1');
  expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
});
