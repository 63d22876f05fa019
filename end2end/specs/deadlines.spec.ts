// The rule of reminders, and more time for one delegation.

import type { Page } from '@playwright/test';

import { DAY, dueOf, hostClock } from '../support/deadlines';
import { PROJECTS, STATUS } from '../support/hand-in';
import { alive, expect, expectAccessible, open, row, SEMINAR, shoot, STAFF, test, withScript } from '../support/test';

test('a delegation gets more time, and reads why', async ({ page, anotherPage, signIn, expectedMessages }) => {
  expectedMessages.push(/422 \(Unprocessable/);
  await signIn(STAFF);
  const due = await dueOf(page, STATUS);
  await open(page, `${SEMINAR}/deadlines`);
  const fill = async (at: number) => {
    await page.getByLabel('Delegation', { exact: true }).selectOption({ label: 'Morocco' });
    await page.getByLabel('Assignment', { exact: true }).selectOption({ label: STATUS });
    await page.getByLabel('Due, as clocks in Shanghai show it').fill(hostClock(at));
    await page.getByLabel('Reason').fill('The link was down for two days');
    await page.getByRole('button', { name: 'Give more time' }).click();
  };
  await test.step('less time is not more time', async () => {
    await fill(due - DAY);
    await expect(page.getByRole('alert')).toContainText('An extension ends later than the due time of everyone');
    await expect(page.getByLabel('Reason'), 'nothing typed is lost').toHaveValue('The link was down for two days');
    await expect(page.getByLabel('Due, as clocks in Shanghai show it')).toHaveValue(hostClock(due - DAY));
  });
  await fill(due + 3 * DAY);
  await expect(row(page, 'Morocco')).toContainText('The link was down for two days');
  await shoot(page, 'extensions');

  const trainee = await anotherPage();
  await signIn('trainee.ma@example.org', trainee);
  await open(trainee, `${SEMINAR}/my`);
  // Behind a fold where the material has been submitted already.
  await expect(trainee.getByText('Reason: The link was down for two days')).toHaveCount(1);
  await row(page, 'Morocco').getByText('Take back').click();
  await shoot(page, 'take-back');
  await page.getByRole('button', { name: `Take the time back from Morocco: ${STATUS}` }).click();
  await expect(row(page, 'Morocco')).toHaveCount(0);
  await open(trainee, `${SEMINAR}/my`);
  await expect(trainee.getByText('The link was down for two days')).toHaveCount(0);
});

test('of two who set the rule of reminders, none overwrites the other unseen', async ({
  page,
  anotherPage,
  signIn,
  expectedMessages,
}) => {
  expectedMessages.push(/422 \(Unprocessable/);
  const colleague = await anotherPage();
  await signIn(STAFF);
  await signIn(STAFF, colleague);
  for (const where of [page, colleague]) await open(where, `${SEMINAR}/deadlines`);
  // Far from any due day: nothing comes into the outbox.
  const [days, set] = [page.getByLabel('Days before the due day'), page.getByRole('button', { name: 'Set this rule' })];
  await days.fill('88');
  await colleague.getByLabel('Days before the due day').fill('89');
  await colleague.getByRole('button', { name: 'Set this rule' }).click();
  await expect(colleague.getByText('89 days before the due day')).toBeVisible();
  if (withScript()) {
    await expect(page.getByText('Another rule has been set while you were writing.')).toBeVisible();
    await expectAccessible(page);
  }
  await set.click();
  await expect(page.getByRole('alert')).toContainText('Someone else has set another rule meanwhile; look at it first');
  await expect(page.getByText('89 days before the due day')).toBeVisible();
  await expect(days, 'nothing typed is lost').toHaveValue('88');
  if (withScript()) {
    await page.getByRole('button', { name: 'I have read the rule' }).click();
    await expect(days).toBeFocused();
  }
  await set.click();
  await expect(page.getByText('88 days before the due day')).toBeVisible();
  if (withScript()) {
    await expect(colleague.getByLabel('Days before the due day'), 'nobody types there').toHaveValue('88');
  }
  await page.getByRole('button', { name: 'Let the rule of the seminar’s file hold again' }).click();
  await expect(page.getByText('as the seminar’s file has it')).toBeVisible();
});

test('of two who change the time of a delegation, none overwrites the other unseen', async ({
  page,
  anotherPage,
  signIn,
  expectedMessages,
}) => {
  expectedMessages.push(/422 \(Unprocessable/);
  const colleague = await anotherPage();
  await signIn(STAFF);
  await signIn(STAFF, colleague);
  const due = await dueOf(page, STATUS);
  const fill = async (where: Page, at: number, reason: string) => {
    await where.getByLabel('Delegation', { exact: true }).selectOption({ label: 'Fiji' });
    await where.getByLabel('Assignment', { exact: true }).selectOption({ label: STATUS });
    await where.getByLabel('Due, as clocks in Shanghai show it').fill(hostClock(at));
    await where.getByLabel('Reason').fill(reason);
  };
  for (const where of [page, colleague]) await open(where, `${SEMINAR}/deadlines`);
  const grant = page.getByRole('button', { name: 'Give more time' });
  await fill(page, due + 2 * DAY, 'As I have it');
  await fill(colleague, due + 3 * DAY, 'As a colleague has it');
  await colleague.getByRole('button', { name: 'Give more time' }).click();
  await expect(row(colleague, 'Fiji')).toContainText('As a colleague has it');
  if (withScript()) await expect(page.getByText('The list above has changed while you were writing.')).toBeVisible();
  await grant.click();
  await expect(page.getByRole('alert')).toContainText('Someone else has changed the time of this delegation meanwhile');
  await expect(row(page, 'Fiji')).toContainText('As a colleague has it');
  await expect(page.getByLabel('Reason'), 'nothing typed is lost').toHaveValue('As I have it');
  if (withScript()) {
    await page.getByRole('button', { name: 'I have read the list' }).click();
    await expect(page.getByLabel('Delegation', { exact: true })).toBeFocused();
  }
  await grant.click();
  await expect(row(page, 'Fiji')).toContainText('As I have it');
  await row(page, 'Fiji').getByText('Take back').click();
  await page.getByRole('button', { name: `Take the time back from Fiji: ${STATUS}` }).click();
  await expect(row(page, 'Fiji')).toHaveCount(0);
});

test('what was sent before the page came alive stands in its form until it is stored @script', async ({ page, signIn }) => {
  await signIn(STAFF);
  const due = await dueOf(page, PROJECTS);
  await open(page, `${SEMINAR}/deadlines`);
  const delegation = page.getByLabel('Delegation', { exact: true });
  const [time, reason] = [page.getByLabel('Due, as clocks in Shanghai show it'), page.getByLabel('Reason')];
  await delegation.selectOption({ label: 'Thailand' });
  await page.getByLabel('Assignment', { exact: true }).selectOption({ label: PROJECTS });
  await time.fill(hostClock(due - DAY));
  await reason.fill('A storm </textarea>');
  await test.step('as the browser itself sends it', async () => {
    await reason.evaluate((field: HTMLTextAreaElement) => field.form?.submit());
    await expect(page.getByRole('alert')).toContainText('What you wrote is kept here.');
    await alive(page);
    await expect(reason).toHaveValue('A storm </textarea>');
    await expect(time).toHaveValue(hostClock(due - DAY));
    await expect(delegation).toHaveValue(/^th$/i);
  });
  await time.fill(hostClock(due + 3 * DAY));
  await page.getByRole('button', { name: 'Give more time' }).click();
  await expect(row(page, 'Thailand')).toContainText('A storm </textarea>');
  await expect(reason).toHaveValue('');
  await expect(delegation).toHaveValue('');
  await row(page, 'Thailand').getByText('Take back').click();
  await page.getByRole('button', { name: `Take the time back from Thailand: ${PROJECTS}` }).click();
  await expect(row(page, 'Thailand')).toHaveCount(0);
});
