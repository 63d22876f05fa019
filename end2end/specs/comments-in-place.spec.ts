// Comments on a page that is alive: what has come can be written about at once, and the focus stays with its reader.

import { beginOnFirstPage, form, mentioned, talk } from '../support/comments';
import { sampleFile } from '../support/files';
import { handIn, handInOf, opened, rowOf } from '../support/hand-in';
import { alive, expect, open, SEMINAR, STAFF, test } from '../support/test';

const MEXICO = 'trainee.mx@example.org';

test('who has handed a file in may comment on it at once @script', async ({ page, signIn }) => {
  await signIn(MEXICO);
  await open(page, `${SEMINAR}/materials/interconnection-projects.mx`);
  await expect(page.getByText('There is nothing to comment on yet.')).toBeVisible();
  for (const [number, name] of [[1, 'ports.pdf'], [2, 'ports-again.pdf']] as const) {
    await handInOf(page).getByLabel('Choose a file, or drop it here').setInputFiles(sampleFile(name));
    await expect(rowOf(page, name)).toContainText('Submitted. The server holds exactly this file.');
    await page.getByLabel(`Comment on version ${number}`).fill(`About ${name}.`);
    await expect(page.getByRole('button', { name: /^I have looked at version/ })).toHaveCount(0);
    await page.getByRole('button', { name: 'Send the comment' }).click();
    await expect(talk(page, `About ${name}.`)).toContainText(`on version ${number}`);
  }
});

test('a form that comes alive late leaves the focus where the reader is by then @script', async ({ page, signIn }) => {
  const material = `${SEMINAR}/materials/interconnection-projects.mx`;
  await signIn(MEXICO);
  await handIn(page, 'interconnection-projects.mx', sampleFile('harbours.pdf'));
  await open(page, material);
  await page.getByLabel(/^Comment on version/).fill('About the harbours.');
  await page.getByRole('button', { name: 'Send the comment' }).click();
  const edit = talk(page, 'About the harbours.').getByRole('link', { name: /^Edit/ });
  const address = (await edit.getAttribute('href'))!;
  await open(page, address);
  await expect(form(page).getByLabel('Your words'), 'where nothing else has it').toBeFocused();

  let letThrough = () => {};
  const waited = new Promise<void>((resolve) => { letThrough = resolve; });
  await page.route(/split_material_chunk/, async (route) => {
    await waited;
    await route.continue();
  });
  // Another document: one address with another fragment would be none.
  await page.goto('about:blank');
  await page.goto(address, { waitUntil: 'commit' });
  const link = form(page).getByRole('link', { name: 'Leave it as it is' });
  await link.focus();
  await expect(page.locator('html[data-hydrated]'), 'its code is held back').toHaveCount(0);
  letThrough();
  await alive(page);
  await expect(link).toBeFocused();
});

test('a page that comes back with a wrong page leaves the focus where the reader corrects it @script', async ({ page, signIn }) => {
  await signIn(MEXICO);
  await handIn(page, 'interconnection-projects.mx', sampleFile('quays.pdf'));
  await open(page, `${SEMINAR}/materials/interconnection-projects.mx`);
  const words = page.getByLabel(/^Comment on version/);
  const number = page.getByLabel('Page, if it is about one');
  await words.fill('About the quays.');
  await number.fill('0');
  let letThrough = () => {};
  const waited = new Promise<void>((resolve) => { letThrough = resolve; });
  await page.route(/split_material_chunk/, async (route) => {
    await waited;
    await route.continue();
  });
  // As where the page is not alive yet.
  await number.evaluate((field: HTMLInputElement) => field.form?.submit());
  await expect(number).toHaveAccessibleDescription(/^Pages are numbers from 1 to \d+\.$/);
  await words.focus();
  await expect(page.locator('html[data-hydrated]'), 'its code is held back').toHaveCount(0);
  letThrough();
  await alive(page);
  await expect(words).toBeFocused();
});

test('a link to a place on another page ends there, and later news leave the reader alone @script', async ({ page, anotherPage, signIn }) => {
  const trainee = await anotherPage();
  await signIn('trainee.cl@example.org', trainee);
  await handIn(trainee, 'interconnection-projects.cl', sampleFile('bridges.pdf'));
  await opened(trainee);
  await signIn(STAFF);
  await open(page, `${SEMINAR}/materials/interconnection-projects.cl`);
  await beginOnFirstPage(page, 'bridges.pdf');
  await expect(page.getByRole('heading', { name: 'Write a comment' })).toBeInViewport();
  await expect(page.getByLabel('Comment on version 1'), 'the focus has gone along').toBeFocused();
  await page.getByLabel('Comment on version 1').fill('Which bridge is this?');
  await page.getByText('Name people: they see it on their own page').click();
  await page.getByRole('checkbox', { name: /Sample Trainee Chile/ }).check();
  await page.getByRole('button', { name: 'Send the comment' }).click();
  await expect(talk(page, 'Which bridge')).toBeVisible();
  const back = page.getByRole('link', { name: 'Back to page 1' });
  await expect(back, 'from here the reader leafs on').toHaveAttribute('href', /\/previews\/[^?]+\?page=1#page-1$/);

  const pixels = () => trainee.evaluate(() => window.scrollY);
  await open(trainee, `${SEMINAR}/my`);
  await mentioned(trainee).getByRole('link', { name: / of Chile, page 1$/ }).click();
  await expect(talk(trainee, 'Which bridge')).toBeInViewport();
  await expect.poll(pixels).toBeGreaterThan(0);
  await trainee.evaluate(() => window.scrollTo(0, 0));
  await page.getByLabel('Comment on version 1').fill('And where does it lead?');
  await page.getByRole('button', { name: 'Send the comment' }).click();
  await expect(talk(trainee, 'And where does it lead?')).toBeVisible();
  await trainee.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  expect(await pixels()).toBe(0);
});

test('who works with the keyboard stays where they are @script', async ({ page, signIn, expectedMessages }) => {
  await signIn('trainee.fj@example.org');
  await handIn(page, 'interconnection-projects.fj', sampleFile('santos.pdf'));
  await open(page, `${SEMINAR}/materials/interconnection-projects.fj`);
  const send = page.getByRole('button', { name: 'Send the comment' });
  await test.step('sent twice, it is written once, and the button keeps the focus', async () => {
    let letThrough = () => {};
    const waited = new Promise<void>((resolve) => { letThrough = resolve; });
    let times = 0;
    await page.route(/\/api\/write_comment/, async (route) => {
      times += 1;
      await waited;
      await route.continue();
    });
    await page.getByLabel(/^Comment on version/).fill('About Santos.');
    await send.focus();
    await page.keyboard.press('Enter');
    await expect(send).toHaveAttribute('aria-disabled', 'true');
    await page.keyboard.press('Enter');
    await page.getByLabel('Page, if it is about one').press('Enter');
    await send.focus();
    letThrough();
    await expect(talk(page, 'About Santos.')).toHaveCount(1);
    await expect(send).toHaveAttribute('aria-disabled', 'false');
    await expect(send).toBeFocused();
    expect(times).toBe(1);
  });
  await test.step('Ctrl+Enter in the words sends them, too', async () => {
    const words = page.getByLabel(/^Comment on version/);
    await words.fill('It has cranes.');
    await words.press('Control+Enter');
    await expect(talk(page, 'It has cranes.')).toBeVisible();
    await expect(words).toHaveValue('');
    await expect(words).toBeFocused();
  });
  await test.step('a page that is not there is told at its field, which takes the focus', async () => {
    expectedMessages.push(/status of 422/);
    const words = page.getByLabel(/^Comment on version/);
    const number = page.getByLabel('Page, if it is about one');
    await words.fill('About Vitória.');
    await number.fill('0');
    await send.click();
    await expect(number).toBeFocused();
    await expect(number).toHaveAccessibleDescription(/^Pages are numbers from 1 to \d+\.$/);
    await number.fill('');
    await words.fill('');
  });
  await test.step('a form that has done its work hands the focus to the comment, and so does one that is left', async () => {
    const comment = talk(page, 'About Santos.');
    await comment.getByRole('link', { name: /^Reply/ }).press('Enter');
    await page.getByLabel('Your reply').fill('And about its quays.');
    await form(page).getByRole('button', { name: 'Send the reply' }).press('Enter');
    await expect(comment).toContainText('And about its quays.');
    await expect(comment).toBeFocused();
    await comment.getByRole('link', { name: /^Edit/ }).first().press('Enter');
    await page.getByLabel('Your words').fill('About Santos. It is large.');
    await form(page).getByRole('button', { name: 'Save the changes' }).press('Enter');
    await expect(comment).toContainText('It is large.');
    await expect(comment).toBeFocused();
    await comment.getByRole('link', { name: /^Edit/ }).first().press('Enter');
    await expect(page.getByLabel('Your words')).toBeFocused();
    await form(page).getByRole('link', { name: 'Leave it as it is' }).press('Enter');
    await expect(form(page).getByRole('link')).toHaveCount(0);
    await expect(comment).toBeFocused();
  });
  await test.step('what is to be withdrawn opens under the focus, which goes to its place', async () => {
    await talk(page, 'About Santos.').getByRole('link', { name: /^Withdraw/ }).first().press('Enter');
    await expect(form(page).getByRole('heading', { name: 'Withdraw your comment' })).toBeFocused();
    await form(page).getByRole('button', { name: 'Withdraw my comment' }).press('Enter');
    await expect(talk(page, 'Withdrawn by its author')).toBeFocused();
  });
});
