// What is written and cannot be sent is not lost.

import type { Page } from '@playwright/test';

import { begin, FOR_HOSTS, form, talk } from '../support/comments';
import { sampleFile } from '../support/files';
import { handIn, opened } from '../support/hand-in';
import { alive, expect, open, SEMINAR, STAFF, test, withScript } from '../support/test';

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
  await test.step('an edit, until it is sent or left', async () => {
    const title = 'Edit your comment';
    const edited = page.getByLabel('Your words');
    await begin(page, 'About Merak.', /^Edit/, title);
    await edited.fill('Half an edit');
    await form(page).getByLabel('Page, if it is about one').fill('1');
    await begin(page, 'And about Paita.', /^Edit/, title);
    await expect(edited, 'of another comment').toHaveValue('And about Paita.');
    await begin(page, 'About Merak.', /^Edit/, title);
    await expect(edited).toHaveValue('Half an edit');
    await reload(page);
    await expect(edited).toHaveValue('Half an edit');
    await expect(form(page).getByLabel('Page, if it is about one')).toHaveValue('1');
    await form(page).getByRole('link', { name: 'Leave it as it is' }).click();
    await expect(form(page).getByRole('link')).toHaveCount(0);
    await begin(page, 'About Merak.', /^Edit/, title);
    await expect(edited).toHaveValue('About Merak.');
    await edited.fill('About Merak, once more.');
    const kept = () => page.evaluate(() => Object.keys(sessionStorage).some((place) => place.startsWith('edit ')));
    await expect.poll(kept).toBe(true);
    await form(page).getByRole('button', { name: 'Save the changes' }).click();
    await expect(talk(page, 'About Merak, once more.')).toContainText('Edited');
    await expect.poll(kept).toBe(false);
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
