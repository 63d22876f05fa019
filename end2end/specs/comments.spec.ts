// What is said of a material: pages, replies, people named, what authors change; and reviews written offline.

import { readFile, writeFile } from 'node:fs/promises';

import type { Locator, Page } from '@playwright/test';

import { content, sampleFile } from '../support/files';
import { handIn, handInOf, opened, rowOf } from '../support/hand-in';
import { python } from '../support/python';
import { alive, expect, expectAccessible, expectNarrow, open, SEMINAR, STAFF, test, withScript } from '../support/test';

const INSTRUCTOR = 'instructor.customs@example.org';
const KAZAKHSTAN = 'trainee.kz@example.org';
const UZBEKISTAN = 'trainee.uz@example.org';
const BRAZIL = 'trainee.br@example.org';
const MEXICO = 'trainee.mx@example.org';
const MATERIAL = `${SEMINAR}/materials/e-port-status.kz`;

const FOR_ALL = 'Seen by the delegation, instructors and staff';
const FOR_HOSTS = 'Seen by instructors and staff only';

/** A comment with what was replied to it. */
function talk(page: Page, words: string): Locator {
  return page.locator('.thread > li').filter({ hasText: words });
}

/** The list of comments that name the reader. */
function mentioned(page: Page): Locator {
  return page.getByRole('region', { name: 'Comments that name you' });
}

/** The form below the thread, in which something is done with one comment. */
function form(page: Page): Locator {
  return page.locator('#talk');
}

/** Follows a link beside a comment, which opens the form below. */
async function begin(page: Page, words: string, link: RegExp, title: string): Promise<void> {
  await page.locator('article.review').filter({ hasText: words }).getByRole('link', { name: link }).click();
  await expect(form(page).getByRole('heading', { name: title })).toBeVisible();
}

/** Looks at the first version, which has this name, and goes from its first page to the form for a comment. */
async function beginOnFirstPage(page: Page, name: string): Promise<void> {
  const viewer = page.getByRole('link', { name: 'Comment on page 1' });
  await page.getByRole('region', { name: 'Versions' }).getByRole('link', { name: 'View version 1' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(async () => {
    if (!(await viewer.isVisible())) await page.reload();
    await expect(viewer).toBeVisible({ timeout: 2000 });
  }).toPass();
  await alive(page);
  await viewer.click();
  await expect(page.getByLabel('Page, if it is about one')).toHaveValue('1');
}

test('from a page to what became of its comment', async ({ page, anotherPage, signIn }, testInfo) => {
  const trainee = await anotherPage();
  await signIn(KAZAKHSTAN, trainee);
  await handIn(trainee, 'e-port-status.kz', sampleFile('kazakhstan.pdf'));
  await opened(trainee);
  await signIn(INSTRUCTOR);

  await test.step('the viewer leads to a comment on its page', async () => {
    await open(page, MATERIAL);
    await beginOnFirstPage(page, 'kazakhstan.pdf');
    await page.getByLabel('Comment on version 1').fill('Which harbour is on this picture?');
    await page.getByText('Name people who are told by mail').click();
    await page.getByRole('checkbox', { name: /Sample Trainee Kazakhstan/ }).check();
    await page.getByRole('radio', { name: FOR_ALL }).check();
    await page.getByRole('button', { name: 'Send the comment' }).click();
    const comment = talk(page, 'Which harbour');
    await expect(page.getByLabel('Page, if it is about one')).toHaveValue('');
    await expect(comment).toContainText('For Sample Trainee Kazakhstan');
    await expect(comment).toContainText(FOR_ALL);
    await expect(comment.getByRole('link', { name: 'page 1' })).toHaveAttribute('href', /previews\/.*page=1#page-1$/);
  });

  await test.step('hosts write among themselves; nobody can be named who does not read that', async () => {
    await open(page, MATERIAL);
    await page.getByLabel('Comment on version 1').fill('Between us: a fine start.');
    await page.getByRole('radio', { name: FOR_HOSTS }).check();
    await page.getByRole('button', { name: 'Send the comment' }).click();
    await expect(talk(page, 'Between us')).toContainText(FOR_HOSTS);
  });

  await test.step('who is named finds it on their page, and replies', async () => {
    await open(trainee, `${SEMINAR}/my`);
    await expect(mentioned(trainee)).toContainText('Which harbour is on this picture?');
    await mentioned(trainee).getByRole('link', { name: / of Kazakhstan, page 1$/ }).click();
    await expect(trainee.getByText('Between us')).toHaveCount(0);
    await begin(trainee, 'Which harbour', /^Reply/, 'Reply');
    if (withScript()) await expect(form(trainee).getByLabel('Your reply')).toBeFocused();
    await expect(form(trainee)).toContainText(FOR_ALL);
    await form(trainee).getByLabel('Your reply').fill('It is Aktau.');
    await form(trainee).getByText('Name people who are told by mail').click();
    await form(trainee).getByRole('checkbox', { name: /^Sample instructor customs/ }).check();
    await form(trainee).getByRole('checkbox', { name: /^Sample staff/ }).check();
    await form(trainee).getByRole('button', { name: 'Send the reply' }).click();
    await expect(talk(trainee, 'Which harbour').getByRole('listitem')).toContainText('It is Aktau.');
  });

  await test.step('instructors and staff find what names them where they begin', async () => {
    const staff = await anotherPage();
    await signIn(STAFF, staff);
    await open(page, `${SEMINAR}/materials`);
    await open(staff, `${SEMINAR}/board`);
    for (const host of [page, staff]) {
      await expect(mentioned(host)).toContainText('It is Aktau.');
      if (withScript()) await expectAccessible(host);
      await mentioned(host).getByRole('link', { name: /^Sample Trainee Kazakhstan on “.* of Kazakhstan$/ }).click();
      await expect(talk(host, 'It is Aktau.')).toBeVisible();
    }
  });

  await test.step('an edited comment says so, and tells staff alone what it said before', async () => {
    await open(page, MATERIAL);
    await begin(page, 'Which harbour', /^Edit/, 'Edit your comment');
    if (withScript()) await expect(form(page).getByLabel('Your words')).toBeFocused();
    await form(page).getByLabel('Your words').fill('Which port is on this picture?');
    await form(page).getByRole('button', { name: 'Save the changes' }).click();
    await expect(talk(page, 'Which port')).toContainText('Edited');
    await open(trainee, MATERIAL);
    await expect(talk(trainee, 'Which port')).toContainText('Edited');
    await expect(trainee.getByText('Which harbour')).toHaveCount(0);
    const staff = await anotherPage();
    await signIn(STAFF, staff);
    await open(staff, MATERIAL);
    await staff.getByText('What it said before').click();
    await expect(staff.getByText('Which harbour is on this picture?')).toBeVisible();
  });

  await test.step('to show it to more people is asked once more', async () => {
    await open(page, MATERIAL);
    await begin(page, 'Between us', /^Change who reads it/, 'Who reads your comment');
    await expect(form(page)).toContainText('Everyone in the delegation of Kazakhstan would read it too');
    await page.screenshot({ path: testInfo.outputPath('widening-desk.png'), fullPage: true });
    if (withScript()) await expectAccessible(page);
    await open(trainee, MATERIAL);
    await expect(trainee.getByText('Between us')).toHaveCount(0);
    await form(page).getByRole('button', { name: 'Yes, show it to the delegation' }).click();
    await expect(talk(page, 'Between us')).toContainText(FOR_ALL);
    if (withScript()) await expect(talk(page, 'Between us')).toBeFocused();
    await open(trainee, MATERIAL);
    await expect(talk(trainee, 'Between us')).toContainText(FOR_ALL);
  });

  await test.step('what is withdrawn leaves its place', async () => {
    await begin(trainee, 'It is Aktau.', /^Withdraw/, 'Withdraw your comment');
    await form(trainee).getByRole('button', { name: 'Withdraw my comment' }).click();
    await expect(talk(trainee, 'Which port').getByRole('listitem')).toContainText('Withdrawn by its author');
    await expect(trainee.getByText('It is Aktau.')).toHaveCount(0);
    await open(page, MATERIAL);
    await expect(page.getByText('Withdrawn by its author')).toBeVisible();
    await expect(page.getByText('It is Aktau.')).toHaveCount(0);
    if (withScript()) await expectAccessible(page);
    await page.screenshot({ path: testInfo.outputPath('thread-desk.png'), fullPage: true });
    await page.setViewportSize({ width: 360, height: 740 });
    await expectNarrow(page);
    await page.screenshot({ path: testInfo.outputPath('thread-phone.png'), fullPage: true });
  });
});

test('who has handed a file in may comment on it at once @script', async ({ page, signIn }) => {
  await signIn(MEXICO);
  await open(page, `${SEMINAR}/materials/interconnection-projects.mx`);
  await expect(page.getByText('There is nothing to comment on yet.')).toBeVisible();
  for (const [number, name] of [[1, 'ports.pdf'], [2, 'ports-again.pdf']] as const) {
    await handInOf(page).getByLabel('Choose files, or drop them here').setInputFiles(sampleFile(name));
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
  await page.route(/split_materials_chunk/, async (route) => {
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

test('a link to a place on another page ends there, and later news leave the reader alone @script', async ({ page, anotherPage, signIn }) => {
  const trainee = await anotherPage();
  await signIn('trainee.cl@example.org', trainee);
  await handIn(trainee, 'interconnection-projects.cl', sampleFile('bridges.pdf'));
  await opened(trainee);
  await signIn(STAFF);
  await open(page, `${SEMINAR}/materials/interconnection-projects.cl`);
  await beginOnFirstPage(page, 'bridges.pdf');
  await expect(page.getByRole('heading', { name: 'Write a comment' })).toBeInViewport();
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Comment on version 1'), 'the focus has gone along').toBeFocused();
  await page.getByLabel('Comment on version 1').fill('Which bridge is this?');
  await page.getByText('Name people who are told by mail').click();
  await page.getByRole('checkbox', { name: /Sample Trainee Chile/ }).check();
  await page.getByRole('button', { name: 'Send the comment' }).click();
  await expect(talk(page, 'Which bridge')).toBeVisible();

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

test('who works with the keyboard stays where they are @script', async ({ page, signIn }) => {
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

test('what is written as the sign-in ends is not lost', async ({ page, signIn, expectedMessages }) => {
  expectedMessages.push(/status of 401/);
  await signIn('trainee.bd@example.org');
  await handIn(page, 'interconnection-projects.bd', sampleFile('chittagong.pdf'));
  await open(page, `${SEMINAR}/materials/interconnection-projects.bd`);
  const [words, send] = [page.getByLabel(/^Comment on version/), page.getByRole('button', { name: 'Send the comment' })];
  await words.fill('About Chittagong.');
  const signIns = (await page.context().cookies()).filter(({ name }) => name.endsWith('sign_in'));
  await page.context().clearCookies({ name: signIns[0].name });
  await send.click();
  await expect(page.getByRole('alert')).toContainText('Your sign-in has ended');
  const opening = page.context().waitForEvent('page');
  await page.getByRole('link', { name: 'Sign in again in another tab' }).click();
  const another = await opening;
  await expect(another.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await page.context().addCookies(signIns);
  if (!withScript()) {
    await expect(page.getByRole('alert')).toContainText('go back in your browser here');
    await page.goBack();
  }
  await expect(words).toHaveValue('About Chittagong.');
  await send.click();
  await expect(talk(page, 'About Chittagong.')).toBeVisible();
});

test('what cannot be sent outlives a reload, and nothing of it is left once stored or signed out @script', async ({ page, anotherPage, signIn, expectedMessages }) => {
  expectedMessages.push(/ERR_FAILED/);
  const material = `${SEMINAR}/materials/interconnection-projects.id`;
  const trainee = await anotherPage();
  await signIn('trainee.id@example.org', trainee);
  await handIn(trainee, 'interconnection-projects.id', sampleFile('merak.pdf'));
  await opened(trainee);
  await signIn(STAFF);
  await open(page, material);
  const [words, send] = [page.getByLabel(/^Comment on version/), page.getByRole('button', { name: 'Send the comment' })];
  const reload = async (where: Page) => {
    await where.reload();
    await alive(where);
  };
  await test.step('a comment, with who reads it', async () => {
    await page.route(/\/api\/write_comment/, (route) => route.abort());
    await words.fill('About Merak.');
    await page.getByRole('radio', { name: FOR_HOSTS }).check();
    const desk = page.viewportSize();
    await page.setViewportSize({ width: 360, height: 740 });
    await send.click();
    await expect(page.getByRole('alert')).toContainText('The server cannot be reached.');
    await expect(page.getByRole('alert'), 'on a phone, beside the button').toBeInViewport();
    if (desk) await page.setViewportSize(desk);
    await reload(page);
    await expect(words).toHaveValue('About Merak.');
    await expect(page.getByRole('radio', { name: FOR_HOSTS })).toBeChecked();
  });
  await test.step('what was stored while its answer was lost is written once', async () => {
    await page.unroute(/\/api\/write_comment/);
    await page.route(/\/api\/write_comment/, async (route) => {
      await route.fetch();
      await route.abort();
    });
    await send.click();
    await expect(page.getByRole('alert')).toContainText('The server cannot be reached.');
    await page.unroute(/\/api\/write_comment/);
    await reload(page);
    await expect(talk(page, 'About Merak.')).toHaveCount(1);
    await expect(talk(page, 'About Merak.')).toContainText(FOR_HOSTS);
    await expect(words).toHaveValue('');
  });
  await test.step('a decision, and a reply until it is sent', async () => {
    await page.getByText('Request changes', { exact: true }).click();
    await page.getByLabel('What has to change').fill('Half a decision');
    await begin(page, 'About Merak.', /^Reply/, 'Reply');
    await page.getByLabel('Your reply').fill('And about Paita.');
    await reload(page);
    await expect(page.getByLabel('What has to change')).toBeVisible();
    await expect(page.getByLabel('What has to change')).toHaveValue('Half a decision');
    await expect(page.getByLabel('Your reply')).toHaveValue('And about Paita.');
    await form(page).getByRole('button', { name: 'Send the reply' }).click();
    await expect(talk(page, 'About Merak.')).toContainText('And about Paita.');
    await begin(page, 'About Merak.', /^Reply/, 'Reply');
    await expect(page.getByLabel('Your reply')).toHaveValue('');
  });
  await test.step('who signs out leaves nothing', async () => {
    await open(trainee, material);
    await trainee.getByLabel(/^Comment on version/).fill('Not for others.');
    await expect.poll(() => trainee.evaluate(() => sessionStorage.length)).toBe(1);
    await trainee.getByRole('button', { name: 'Sign out' }).click();
    await expect(trainee.getByRole('link', { name: 'Sign in' }).first()).toBeVisible();
    await alive(trainee);
    await expect.poll(() => trainee.evaluate(() => sessionStorage.length)).toBe(0);
  });
});

test('a comment on a page of an older version is about that version', async ({ page, anotherPage, signIn }) => {
  const trainee = await anotherPage();
  await signIn(UZBEKISTAN, trainee);
  for (const name of ['corridor.pdf', 'corridor-again.pdf']) {
    await handIn(trainee, 'interconnection-projects.uz', sampleFile(name));
    await opened(trainee);
  }
  await signIn(STAFF);
  await open(page, `${SEMINAR}/materials/interconnection-projects.uz`);
  await expect(page.getByText('About version')).toHaveCount(0);
  await beginOnFirstPage(page, 'corridor.pdf');
  await expect(page.getByText('About version 1: you come from its page 1.')).toBeVisible();
  await page.getByLabel('Comment on version 1').fill('This map was better.');
  await page.getByRole('button', { name: 'Send the comment' }).click();
  await expect(talk(page, 'This map was better.')).toContainText('on version 1, page 1');
});

test('reviews are written offline, looked at, and recorded once', async ({ page, anotherPage, signIn }, testInfo) => {
  const trainee = await anotherPage();
  await signIn(BRAZIL, trainee);
  await handIn(trainee, 'e-port-status.br', sampleFile('brazil.pdf'));
  await opened(trainee);
  await signIn(INSTRUCTOR);
  await open(page, `${SEMINAR}/materials?country=BR&assignment=e-port-status`);
  await page.getByRole('link', { name: 'Write reviews offline' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Write reviews offline' })).toBeVisible();
  if (withScript()) await expectAccessible(page);

  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the review form' }).click();
  const [empty, filled] = [testInfo.outputPath('form.xlsx'), testInfo.outputPath('filled.xlsx')];
  await writeFile(empty, await content(await coming));
  const words = 'Well described.\nPlease add a map.';
  const rows = await python(
    'fill_form.py',
    empty,
    filled,
    JSON.stringify({
      'Your comment': words,
      'On page': 1,
      'Your decision': 'Changes requested',
      'Who reads it': 'Also the delegation',
    }),
  );
  expect(rows).toHaveLength(2);
  expect(rows[1][0]).toBe('e-port-status.br');
  const file = { name: 'filled.xlsx', mimeType: 'application/octet-stream', buffer: await readFile(filled) };

  await test.step('first it is only looked at', async () => {
    await upload(page, file);
    await expect(page.getByText('1 row would be recorded')).toBeVisible();
    await expect(page.getByRole('row').filter({ hasText: 'Please add a map.' })).toContainText(FOR_ALL);
    if (withScript()) await expectAccessible(page);
    await page.screenshot({ path: testInfo.outputPath('dry-run-desk.png'), fullPage: true });
    await open(trainee, `${SEMINAR}/materials/e-port-status.br`);
    await expect(trainee.getByText('Nobody has written yet.')).toBeVisible();
  });

  await test.step('then recorded', async () => {
    await page.getByRole('button', { name: 'Record this review' }).click();
    await expect(page.getByText('1 row has been recorded.')).toBeVisible();
    await page.setViewportSize({ width: 360, height: 740 });
    await expectNarrow(page);
    await page.screenshot({ path: testInfo.outputPath('recorded-phone.png'), fullPage: true });
    await open(trainee, `${SEMINAR}/materials/e-port-status.br`);
    await expect(talk(trainee, 'Please add a map.')).toContainText('Changes requested');
    await expect(talk(trainee, 'Please add a map.')).toContainText('on version 1, page 1');
  });

  await test.step('the same file records nothing more', async () => {
    await open(page, `${SEMINAR}/review-form`);
    await upload(page, file);
    await expect(page.getByText('1 row is on record already')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Record/ })).toHaveCount(0);
  });

  await test.step('what is no form is refused in words', async () => {
    await open(page, `${SEMINAR}/review-form`);
    await upload(page, { name: 'other.csv', mimeType: 'text/csv', buffer: Buffer.from('Name,Country\nSample,BR') });
    await expect(page.getByRole('alert')).toContainText('This is no review form');
  });
});

async function upload(page: Page, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await page.getByLabel('The filled-in form').setInputFiles(file);
  await page.getByRole('button', { name: 'See what would be recorded' }).click();
}
