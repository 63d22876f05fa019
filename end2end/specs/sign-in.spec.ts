// Invited people get in, and only they do.

import type { Page } from '@playwright/test';

import { expect, expectAccessible, open, PASSWORD, SEMINAR, STAFF, test, withScript } from '../support/test';

const EMAIL = 'trainee.ke@example.org';

/** Sends the form of the page for signing in. */
async function sendForm(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('Mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('an invitation leads in, once', async ({ page, office, expectedMessages }) => {
  await open(page, office.invitation(EMAIL));
  await expect(page.getByRole('heading', { level: 1, name: 'Welcome' })).toBeVisible();
  await expect(page.getByLabel('Mail address')).toHaveValue(EMAIL);
  await page.getByLabel(/^Your name, as it shall be printed/).fill('Wanjiru Sample');
  await page.getByLabel('Choose a password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Confirm and sign in' }).click();
  office.confirmed.add(EMAIL);
  await expect(page).toHaveURL(`${SEMINAR}/my`);
  await expect(page.getByRole('banner')).toContainText('Wanjiru Sample');

  expectedMessages.push(/status of 4\d\d/);
  await open(page, office.invitation(EMAIL));
  const main = page.getByRole('main');
  await expect(main).toContainText(/link is not valid any more/i);
  await expect(main).toContainText('You are signed in as Wanjiru Sample.');
  await expect(main.getByRole('link', { name: /^Go on to / })).toHaveAttribute('href', `${SEMINAR}/my`);
  await expect(page.getByLabel('Choose a password')).toHaveCount(0);
  await main.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible();
  await open(page, office.invitation(EMAIL));
  await expect(main.getByRole('link', { name: 'Forgotten your password?' })).toBeVisible();
});

test('an invitation leads to where one works', async ({ page, office }) => {
  const email = 'instructor.china@example.org';
  await open(page, office.invitation(email));
  await page.getByLabel('Choose a password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Confirm and sign in' }).click();
  office.confirmed.add(email);
  await expect(page).toHaveURL(`${SEMINAR}/materials`);
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
});

test('looking at an invitation does not use it', async ({ page, office }) => {
  for (let visit = 0; visit < 2; visit += 1) {
    await open(page, office.invitation('trainee.kh@example.org'));
    await expect(page.getByRole('button', { name: 'Confirm and sign in' })).toBeVisible();
  }
});

test('an invitation that is opened where somebody else is signed in waits until they sign out', async ({ page, office, signIn }) => {
  await signIn(EMAIL);
  const [invited, main] = ['trainee.kh@example.org', page.getByRole('main')];
  const signedOut = main.getByRole('button', { name: 'Sign out and go on with the invitation' });
  await open(page, office.invitation(invited));
  await expect(main).toContainText(`is for Sample Trainee Cambodia, ${invited}.`);
  await expect(main).toContainText(`, ${EMAIL}. Please sign out first.`);
  await expect(page.getByRole('button', { name: 'Confirm and sign in' })).toHaveCount(0);
  if (withScript()) await expectAccessible(page);
  await open(page, `${SEMINAR}/my`);
  await expect(page.getByRole('heading', { level: 1, name: 'My page' }), 'nothing has happened to the sign-in').toBeVisible();
  await open(page, office.invitation(invited));
  await signedOut.click();
  await expect(page.getByRole('button', { name: 'Confirm and sign in' })).toBeVisible();
  await expect(page.getByLabel('Mail address')).toHaveValue(invited);
  await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible();
});

test('a person signs out and in again', async ({ page, signIn }) => {
  await signIn(EMAIL);
  await open(page, '/');
  const signOut = page.getByRole('button', { name: 'Sign out' });
  await signOut.click();
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  await open(page, '/sign-in');
  await sendForm(page, EMAIL, PASSWORD);
  await expect(signOut).toBeVisible();
});

test('after signing in one is where one wanted to be', async ({ page, signIn, expectedMessages }) => {
  expectedMessages.push(/status of 401/);
  await signIn(EMAIL);
  await page.context().clearCookies();
  await open(page, `${SEMINAR}/my`);
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await sendForm(page, EMAIL, PASSWORD);
  await expect(page).toHaveURL(`${SEMINAR}/my`);
});

test('a wrong password is told, and not whether the address is known', async ({ page, signIn }) => {
  await signIn(EMAIL);
  await page.context().clearCookies();
  for (const email of [EMAIL, 'nobody@example.org']) {
    await open(page, '/sign-in');
    await sendForm(page, email, 'not the password');
    await expect(page.getByRole('alert')).toHaveText(/Address or password is not right/);
    await expect(page.getByLabel('Mail address')).toHaveValue(email);
    await expect(page.getByLabel('Password')).toHaveValue('');
    await expect(page.getByLabel('Password')).toBeFocused();
  }
});

test('a forgotten password is asked for, with the same words for everyone', async ({ page }) => {
  for (const email of [EMAIL, 'nobody@example.org']) {
    await open(page, '/sign-in');
    await page.getByRole('link', { name: 'Forgotten your password?' }).click();
    await expect(page.getByRole('heading', { name: 'Forgotten password' })).toBeVisible();
    await page.getByLabel('Mail address').fill(email);
    await page.getByRole('button', { name: 'Send me a link' }).click();
    // This office has no mail server, and does not promise mail (trials/tests/http/mail.rs has one).
    await expect(page.getByText(/This office sends no mail. Please ask the staff of your seminar/)).toBeVisible();
  }
});

test('staff hand over a link for a new password', async ({ page, signIn, anotherPage }) => {
  const person = await anotherPage();
  await signIn('trainee.kz@example.org', person);
  await signIn(STAFF);
  await open(page, `${SEMINAR}/people?text=trainee.kz`);
  await page.getByRole('link', { name: 'Sample Trainee Kazakhstan' }).click();
  await page.getByRole('button', { name: /new password/i }).click();
  const link = await page.getByText(/\/new-password\//).textContent();
  await open(person, link!);
  await person.getByLabel('New password').fill('another long sample password');
  await person.getByRole('button', { name: 'Set the password' }).click();
  await expect(person.getByRole('button', { name: 'Sign out' })).toBeVisible();
});
