// A file's pages are leafed through, without downloading it.

import type { CDPSession, Locator, Page } from '@playwright/test';

import { pdf } from '../support/documents';
import { sampleOf } from '../support/files';
import { handIn, opened } from '../support/hand-in';
import { deck, picture, picturesAskedBy, view } from '../support/previews';
import { expect, expectAccessible, expectNarrow, keepLooks, open, SEMINAR, STAFF, test, withScript } from '../support/test';

const INSTRUCTOR = 'instructor.customs@example.org';
const MANY = Array.from({ length: 14 }, (_, index) => `Sample port ${index + 1}`);

/** Unfolds what a page says. A script leaves it so for the pages after it. */
async function unfold(page: Page, number: number): Promise<void> {
  const words = page.locator('details').filter({ hasText: `Text of page ${number}` });
  await expect(words).toHaveCount(1);
  if (await words.getAttribute('open') === null) await words.getByText(`Text of page ${number}`).click();
}

/** Draws a finger to the left over a picture. */
async function swipe(shown: Locator, browser: CDPSession): Promise<void> {
  const { x, y } = await shown.evaluate((image) => {
    const { left, top, width } = image.getBoundingClientRect();
    const { scale, offsetLeft, offsetTop } = visualViewport!;
    return { x: (left + width / 4 - offsetLeft) * scale, y: (top + 20 - offsetTop) * scale };
  });
  await browser.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
  for (let way = 20; way <= 200; way += 20) {
    await browser.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: x - way, y }] });
  }
  await browser.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

/** An event of the wheel at that time, in milliseconds. Says whether it scrolls. */
function turnWheel(shown: Locator, time: number): Promise<boolean> {
  return shown.evaluate((image, value) => {
    const event = new WheelEvent('wheel', { deltaY: 40, bubbles: true, cancelable: true });
    Object.defineProperty(event, 'timeStamp', { value });
    return image.dispatchEvent(event);
  }, time);
}

test('a deck is leafed through on a page', async ({ page, anotherPage, signIn, expectedMessages }) => {
  expectedMessages.push(/404 \(Not Found\)/);
  await signIn('trainee.mn@example.org');
  await handIn(page, 'e-port-status.mn', deck('mongolia.pdf'));
  await opened(page);
  await page.getByRole('link', { name: 'View version 1' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'mongolia.pdf' })).toBeVisible();
  await expect(picture(page, 1)).toBeVisible();
  if (withScript()) {
    await expectAccessible(page);
  } else {
    for (const number of [2, 3]) {
      await page.getByRole('link', { name: 'Next page' }).click();
      await expect(picture(page, number)).toBeVisible();
    }
    await expect(page.getByRole('link', { name: 'Next page' })).toHaveCount(0);
  }
  await keepLooks(page, 'viewer');
  await expectNarrow(page);

  const instructor = await anotherPage();
  await signIn(INSTRUCTOR, instructor);
  await open(instructor, `${SEMINAR}/materials?country=MN`);
  await instructor.getByRole('link', { name: 'View version 1' }).click();
  await expect(picture(instructor, 1)).toBeVisible();

  const other = await anotherPage();
  await signIn('trainee.my@example.org', other);
  await open(other, new URL(page.url()).pathname);
  await expect(other.getByRole('heading', { level: 1, name: 'Not found' })).toBeVisible();
});

test('a comment leads to its page of many, and from there to the others', async ({ page, anotherPage, signIn }) => {
  await signIn('trainee.za@example.org');
  await handIn(page, 'interconnection-projects.za', sampleOf('south-africa-ports.pdf', pdf(MANY)));
  await opened(page);
  const address = await page.getByRole('link', { name: 'View version 1' }).getAttribute('href');
  const staff = await anotherPage();
  await signIn(STAFF, staff);
  await expect(async () => {
    await open(staff, `${address}?page=12`);
    await expect(staff.getByRole('img', { name: 'Page 12 of 14' })).toBeVisible({ timeout: 500 });
  }).toPass();
  const toComment = staff.getByRole('link', { name: 'Comment on page 12' });
  if (withScript()) {
    await expect(staff.getByRole('button', { name: 'Next' })).toBeVisible();
    await toComment.press('c');
    await expect(staff.getByLabel('Comment on version 1'), 'what is typed now is written').toBeFocused();
  } else {
    await toComment.click();
  }
  await expect(staff.getByLabel('Page, if it is about one')).toHaveValue('12');
  await staff.getByLabel('Comment on version 1').fill('Which berth is this?');
  await staff.getByRole('radio', { name: 'Seen by the delegation, instructors and staff' }).check();
  await staff.getByRole('button', { name: 'Send the comment' }).click();
  await expect(staff.locator('.thread > li').filter({ hasText: 'Which berth' })).toBeVisible();

  await open(page, `${SEMINAR}/materials/interconnection-projects.za`);
  const asked = picturesAskedBy(page);
  await page.locator('.thread > li').filter({ hasText: 'Which berth' }).getByRole('link', { name: 'page 12' }).click();
  const shown = (number: number) => page.getByRole('img', { name: `Page ${number} of 14` });
  await expect(shown(12)).toBeInViewport();
  if (withScript()) {
    await expect(page.getByRole('region', { name: 'Pages' }), 'keys are heard there').toBeFocused();
  } else {
    await expect(page.getByRole('navigation', { name: 'All pages' }).getByRole('link', { name: /^Page \d+, .*KiB/ })).toHaveCount(14);
  }
  await unfold(page, 12);
  await expect(page.locator('.page-text')).toHaveText(MANY[11]!);
  // Without JavaScript browsers load every picture of a page at once.
  await expect(() => expect(asked).toEqual(withScript() ? ['0012', '0013'] : ['0012'])).toPass();

  await page.getByRole(withScript() ? 'button' : 'link', { name: /^Next/ }).click();
  await expect(shown(13)).toBeVisible();
  await unfold(page, 13);
  await expect(page.locator('.page-text')).toHaveText(MANY[12]!);
  await page.getByRole(withScript() ? 'button' : 'link', { name: 'All pages as a list' }).click();
  await expect(page.getByRole('img', { name: /^Page \d+ of 14/ })).toHaveCount(14);
  await expect(page.locator('.page-text')).toHaveText(MANY);
  await page.getByRole(withScript() ? 'button' : 'link', { name: 'One page at a time' }).click();
  await expect(page.getByRole('img', { name: /^Page \d+ of 14/ })).toHaveCount(1);
});

test('keys, wheel and finger turn the pages, and the next one is there before', { tag: '@script' }, async ({ page, signIn }) => {
  await signIn('trainee.lk@example.org');
  await handIn(page, 'e-port-status.lk', deck('lanka.pdf'));
  await opened(page);
  const fetched = picturesAskedBy(page);
  await page.getByRole('link', { name: 'View version 1' }).click();
  await expect(picture(page, 1)).toBeVisible();
  await expect(() => expect([...fetched].sort()).toEqual(['0001', '0002'])).toPass();

  await page.keyboard.press('ArrowRight');
  await expect(picture(page, 2)).toBeVisible();
  await expect(picture(page, 2)).not.toHaveAttribute('aria-busy');
  await expect(page).toHaveURL(/\?page=2$/);
  await expect(() => expect([...fetched].sort(), 'each page is fetched once').toEqual(['0001', '0002', '0003'])).toPass();
  await page.keyboard.press('End');
  await expect(picture(page, 3)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Next' })).toBeDisabled();
  await page.keyboard.press('Home');
  await expect(picture(page, 1)).toBeVisible();
  const [shown, hint] = [picture(page, 1), page.getByText(/^Keys, while you are in this viewer: ← and → turn the pages/)];
  const lowest = await shown.evaluate((image) => image.getBoundingClientRect().bottom);
  expect(await hint.evaluate((words) => words.getBoundingClientRect().top), 'the hint does not push the picture down')
    .toBeGreaterThanOrEqual(lowest);

  const next = page.getByRole('button', { name: 'Next' });
  await next.focus();
  for (const number of [2, 3]) {
    await page.keyboard.press('Enter');
    await expect(picture(page, number)).toBeVisible();
  }
  await expect(next, 'the focus stays where no page is left').toBeFocused();
  await page.keyboard.press('Home');
  await expect(picture(page, 1)).toBeVisible();

  await picture(page, 1).hover();
  await page.mouse.wheel(0, 120);
  await expect(picture(page, 2)).toBeVisible();

  await picture(page, 2).dispatchEvent('pointerdown', { pointerType: 'touch', isPrimary: true, clientX: 300, clientY: 300 });
  await picture(page, 2).dispatchEvent('pointerup', { pointerType: 'touch', isPrimary: true, clientX: 200, clientY: 310 });
  await expect(picture(page, 3)).toBeVisible();

  await page.reload();
  await expect(picture(page, 3)).toBeVisible();
  await page.getByRole('button', { name: 'All pages as a list' }).click();
  await expect(page.getByRole('img', { name: /^Page \d of 3/ })).toHaveCount(3);
  // Back leads out of the file, not through its pages.
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'Receipt' })).toBeVisible();
});

test('a page that is turned to or come for is seen whole, and most of the first one', { tag: '@script' }, async ({ page, signIn }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await signIn('trainee.th@example.org');
  await view(page, 'interconnection-projects.th', deck('thailand.pdf'));
  const scrolled = () => page.evaluate(() => scrollY);
  await expect(picture(page, 1)).toBeInViewport({ ratio: 0.7 });
  expect(await scrolled()).toBe(0);
  expect(await turnWheel(picture(page, 1), 10_000), 'the wheel scrolls to the end of the page').toBe(true);
  await page.getByRole('button', { name: 'Next' }).evaluate((button) => button.scrollIntoView({ block: 'end' }));
  const end = await scrolled();
  expect(end).toBeGreaterThan(0);
  expect(await turnWheel(picture(page, 1), 11_000)).toBe(false);
  await expect(picture(page, 2)).toBeVisible();
  expect(await scrolled(), 'then it turns the page and leaves it there').toBe(end);
  await page.evaluate(() => scrollTo(0, 0));
  await page.keyboard.press('ArrowRight');
  await expect(picture(page, 3)).toBeInViewport({ ratio: 1 });
  const place = await scrolled();
  await page.keyboard.press('ArrowLeft');
  await expect(picture(page, 2)).toBeInViewport({ ratio: 1 });
  expect(await scrolled(), 'what is seen whole stays where it is').toBe(place);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await page.getByRole('button', { name: 'Previous' }).click();
  await expect(picture(page, 1)).toBeInViewport({ ratio: 1 });

  for (const [number, place] of [[2, '?page=2'], [3, '?page=3#page-3']] as const) {
    const address = new URL(place, page.url()).href;
    // What has been scrolled is forgotten.
    await page.goto('about:blank');
    await open(page, address);
    await expect(page.getByRole('button', { name: 'Next' })).toBeInViewport();
    await expect(picture(page, number)).toBeInViewport({ ratio: 1 });
  }
});

test('a page that was made larger is moved about and does not turn', { tag: '@script' }, async ({ page, signIn }) => {
  await signIn('trainee.np@example.org');
  await view(page, 'interconnection-projects.np', deck('nepal.pdf'));
  await picture(page, 1).scrollIntoViewIfNeeded();
  const browser = await page.context().newCDPSession(page);
  await browser.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  await swipe(picture(page, 1), browser);
  await expect(picture(page, 2)).toBeVisible();

  const makeLarger = async (pageScaleFactor: number) => {
    await browser.send('Emulation.setPageScaleFactor', { pageScaleFactor });
    await expect.poll(() => page.evaluate(() => visualViewport!.scale)).toBe(pageScaleFactor);
  };
  await makeLarger(2);
  await swipe(picture(page, 2), browser);
  await expect.poll(() => page.evaluate(() => visualViewport!.offsetLeft), 'the finger moves the page').toBeGreaterThan(0);
  expect(await turnWheel(picture(page, 2), 10_000)).toBe(true);
  await page.keyboard.press('ArrowRight');
  await expect(picture(page, 2)).toBeVisible();

  await makeLarger(1);
  await swipe(picture(page, 2), browser);
  await expect(picture(page, 3)).toBeVisible();
});

test('one turn of the wheel turns one page, and scrolls where no page is', { tag: '@script' }, async ({ page, signIn }) => {
  await signIn('trainee.lk@example.org');
  await view(page, 'interconnection-projects.lk', deck('lanka.pdf'));
  await page.getByRole('button', { name: 'Next' }).evaluate((button) => button.scrollIntoView({ block: 'end' }));
  expect(await turnWheel(picture(page, 1), 10_000)).toBe(false);
  // A trackpad goes on for longer than a page is waited for.
  for (const time of [10_300, 10_600, 10_900]) expect(await turnWheel(picture(page, 2), time), `at ${time}`).toBe(false);
  expect(await turnWheel(picture(page, 2), 11_400)).toBe(false);
  expect(await turnWheel(picture(page, 3), 11_700), 'it is the same turn').toBe(false);
  expect(await turnWheel(picture(page, 3), 12_200)).toBe(true);

  await page.setViewportSize({ width: 800, height: 300 });
  await page.evaluate(() => scrollTo(0, 0));
  await page.keyboard.press('End');
  await expect.poll(() => page.evaluate(() => scrollY), 'on the last page, the key scrolls').toBeGreaterThan(0);
  await expect(picture(page, 3)).toBeAttached();
});
