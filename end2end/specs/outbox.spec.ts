// Mail that waits: by which rule it does, and how staff edit, hold and send it.

import type { Page } from '@playwright/test';

import { upload } from '../support/api';
import { dueOf, hostDay } from '../support/deadlines';
import { sampleFile } from '../support/files';
import { fact, PROJECTS } from '../support/hand-in';
import { expect, expectAccessible, expectNarrow, open, row, SEMINAR, shoot, STAFF, test, withScript } from '../support/test';

/** Opens the mail with the receipt of a person's file. */
async function openReceipt(page: Page, person: string): Promise<void> {
  await open(page, `${SEMINAR}/outbox?status=waiting`);
  await row(page, person).getByRole('link', { name: 'Receipt' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Receipt' })).toBeVisible();
}

test('reminders lie in the outbox, where staff edit, hold and send them', async ({ page, signIn, expectedMessages }) => {
  expectedMessages.push(/422 \(Unprocessable/);
  // One office sees both kinds of browser, and neither shall find what the other has left.
  const person = withScript() ? 'Sample Trainee Mongolia' : 'Sample Trainee Nepal';
  await signIn(STAFF);
  const days = hostDay(await dueOf(page, PROJECTS)) - hostDay(Date.now()) - 1;
  await open(page, `${SEMINAR}/deadlines`);
  await test.step('what is no list of days is refused', async () => {
    await page.getByLabel('Days before the due day').fill('soon');
    await page.getByRole('button', { name: 'Set this rule' }).click();
    await expect(page.getByRole('alert')).toContainText('“soon” is not a list of days such as 7, 1');
    await expect(page.getByLabel('Days before the due day'), 'nothing typed is lost').toHaveValue('soon');
  });
  await test.step('staff set a rule that reminds tomorrow', async () => {
    await page.getByLabel('Days before the due day').fill(String(days));
    await page.getByLabel('On the due day').uncheck();
    await page.getByLabel('Days after it').fill('');
    await page.getByRole('button', { name: 'Set this rule' }).click();
    await expect(page.getByText(`${days} day`)).toContainText('before the due day.');
    await expect(page.getByText('set here; the seminar’s file says something else')).toBeVisible();
    await shoot(page, 'deadlines');
  });
  await test.step('it waits in the outbox, and reads as it will go out', async () => {
    await page.getByRole('link', { name: 'outbox', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Outbox' })).toBeVisible();
    await page.getByRole('link', { name: /^Waiting/ }).click();
    await expect(page).toHaveURL(/outbox\?status=waiting&kind=reminder$/);
    const kinds = page.getByRole('navigation', { name: 'Kinds of mails' });
    await expect(kinds.getByRole('link', { name: /^Reminder \(/ })).toHaveAttribute('aria-current', 'true');
    const mail = row(page, person).filter({ hasText: 'Reminder' });
    await expect(mail).toContainText('Waiting');
    await expect(mail).toContainText(new RegExp(`Reminder: ${PROJECTS}, due \\d+ [A-Z][a-z]{2}`));
    const states = page.getByRole('navigation', { name: 'States of mails' }).getByRole('listitem');
    const tops = await states.evaluateAll(items => items.map(item => item.getBoundingClientRect().top));
    expect(new Set(tops.slice(0, 2)).size, 'they begin at one height').toBe(1);
    await shoot(page, 'outbox');
    await expectNarrow(page);
    const mails = page.getByRole('region', { name: 'Mails, what goes out last first' });
    const beyond = await mails.evaluate(region => region.scrollWidth - region.clientWidth);
    expect(beyond, 'on a phone none of it is scrolled off').toBe(0);
    await page.setViewportSize({ width: 1280, height: 900 });
    await mail.getByRole('link', { name: 'Reminder' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Reminder' })).toBeVisible();
    await expect(page.getByRole('region', { name: `Reminder: ${PROJECTS}` })).toContainText(`Dear ${person},`);
    const back = page.getByRole('link', { name: 'Back to the outbox' });
    await expect(back, 'to what was listed').toHaveAttribute('href', /outbox\?status=waiting&kind=reminder$/);
  });
  await test.step('staff write it differently', async () => {
    await page.getByLabel('Subject').fill('Only two days left');
    await page.getByRole('button', { name: 'Use these words' }).click();
    await expect(page.getByRole('region', { name: 'Only two days left' })).toContainText('As staff have written it');
  });
  await test.step('and hold it, and let it go', async () => {
    await page.getByRole('button', { name: 'Hold it back' }).click();
    await expect(fact(page, 'State')).toContainText('Held back');
    const held = page.getByText('Held back: it is not sent until you let it go.');
    if (withScript()) await expect(held).toBeVisible();
    await shoot(page, 'mail');
    await page.getByRole('button', { name: 'Let it go' }).click();
    await expect(fact(page, 'State')).toContainText('Waiting');
    await expect(held).toHaveCount(0);
  });
  await test.step('or send it before its time', async () => {
    // This office has no mail server, and says so.
    await expect(page.getByText('Nothing goes out: no mail server is set up for this office.')).toBeVisible();
    const sendNow = page.getByRole('button', { name: 'Send it now' });
    await sendNow.click();
    await expect(sendNow, 'its time has come').toHaveCount(0);
    await expect(fact(page, 'State')).toContainText('Waiting');
    if (withScript()) {
      await expect(page.getByText('Its time is now: it is sent as soon as the mail server takes it.')).toBeVisible();
      await expect(fact(page, 'State')).toBeFocused();
    }
    await expect(page.getByRole('button', { name: 'Hold it back' }), 'as long as it waits').toBeVisible();
  });
  await test.step('the rule of the file holds again', async () => {
    await open(page, `${SEMINAR}/deadlines`);
    await page.getByRole('button', { name: 'Let the rule of the seminar’s file hold again' }).click();
    await expect(page.getByText('as the seminar’s file has it')).toBeVisible();
    if (withScript()) await expect(page.getByRole('heading', { name: 'Reminders', exact: true })).toBeFocused();
    await expect(page.getByText('7 days and 1 day before the due day; on the due day; 1 day after it')).toBeVisible();
  });
  await test.step('what is not to be sent any more does not wait', async () => {
    await open(page, `${SEMINAR}/outbox?status=waiting`);
    await expect(row(page, person).filter({ hasText: 'Reminder' })).toHaveCount(0);
    await open(page, `${SEMINAR}/outbox?status=dropped`);
    await row(page, person).filter({ hasText: 'Reminder' }).getByRole('link', { name: 'Reminder' }).click();
    await expect(fact(page, 'State')).toContainText('Not needed any more');
    await expect(page.getByRole('button', { name: /Use these words|Hold it back|Send it now/ })).toHaveCount(0);
  });
});

test('of two who write the same mail, none overwrites the other unseen', async ({
  page,
  office,
  anotherPage,
  signIn,
  expectedMessages,
}) => {
  expectedMessages.push(/422 \(Unprocessable/);
  const [email, person] = withScript()
    ? ['trainee.ke@example.org', 'Sample Trainee Kenya']
    : ['trainee.kh@example.org', 'Sample Trainee Cambodia'];
  await upload(office, email, 'e-port-2021/e-port-status', sampleFile('receipt.pdf'));
  const colleague = await anotherPage();
  await signIn(STAFF);
  await signIn(STAFF, colleague);
  for (const where of [page, colleague]) await openReceipt(where, person);
  const [subject, use] = [page.getByLabel('Subject'), page.getByRole('button', { name: 'Use these words' })];
  await subject.fill('As I have it');
  await test.step('to hold it back changes no words', async () => {
    await colleague.getByRole('button', { name: 'Hold it back' }).click();
    await expect(fact(colleague, 'State')).toContainText('Held back');
    if (withScript()) await expect(fact(page, 'State')).toContainText('Held back');
    await expect(page.getByText('Someone else has written it differently')).toHaveCount(0);
  });
  await colleague.getByLabel('Subject').fill('As a colleague has it');
  await colleague.getByRole('button', { name: 'Use these words' }).click();
  const theirs = page.getByRole('region', { name: 'As a colleague has it' });
  await expect(colleague.getByRole('region', { name: 'As a colleague has it' })).toBeVisible();
  if (withScript()) {
    await expect(page.getByText('Someone else has written it differently while this page was open.')).toBeVisible();
    await expectAccessible(page);
  }
  await use.click();
  await expect(page.getByRole('alert')).toContainText('Someone else has changed this mail, or it has been sent; look at it first.');
  await expect(theirs).toBeVisible();
  await expect(subject, 'nothing typed is lost').toHaveValue('As I have it');
  if (!withScript()) return;
  await page.getByRole('button', { name: 'I have read their words' }).click();
  await expect(page.getByLabel('Text', { exact: true })).toBeFocused();
  await use.click();
  await expect(page.getByRole('region', { name: 'As I have it' })).toBeVisible();
  await expect(colleague.getByLabel('Subject'), 'nobody types there').toHaveValue('As I have it');
  await page.getByRole('button', { name: 'Use the words that Lectern writes' }).press('Enter');
  await expect(subject).not.toHaveValue('As I have it');
  await expect(page.getByRole('heading', { name: 'Write it differently' })).toBeFocused();
});

test('of two who hold a mail back, none lets it go unseen @script', async ({ page, office, anotherPage, signIn, expectedMessages }) => {
  expectedMessages.push(/422 \(Unprocessable/);
  await upload(office, 'trainee.bd@example.org', 'e-port-2021/e-port-status', sampleFile('receipt.pdf'));
  const colleague = await anotherPage();
  await signIn(STAFF);
  await signIn(STAFF, colleague);
  for (const where of [page, colleague]) await openReceipt(where, 'Sample Trainee Bangladesh');
  const buttons = (where: Page) => ({
    hold: where.getByRole('button', { name: 'Hold it back' }),
    release: where.getByRole('button', { name: 'Let it go' }),
    told: where.getByText('What becomes of this mail has changed while this page was open.'),
  });
  const { hold, release, told } = buttons(page);
  await buttons(colleague).hold.click();
  await test.step('who has done it goes on from there', async () => {
    await expect(buttons(colleague).release).toBeVisible();
    await expect(buttons(colleague).told).toHaveCount(0);
  });
  await test.step('under the finger of who has not, the button stays', async () => {
    await expect(fact(page, 'State')).toContainText('Held back');
    await expect(told).toBeVisible();
    await expect(hold).toBeVisible();
    await expect(release).toHaveCount(0);
    await expectAccessible(page);
  });
  await hold.click();
  await expect(page.getByRole('alert')).toContainText('Someone else has changed this mail, or it has been sent; look at it first.');
  await expect(release).toHaveCount(0);
  await page.getByRole('button', { name: 'I have seen it' }).click();
  await expect(fact(page, 'State')).toBeFocused();
  await release.click();
  await expect(fact(page, 'State')).toContainText('Waiting');
  await expect(hold).toBeVisible();
  await expect(told).toHaveCount(0);
});

test('what was typed for a mail can still be read when it has gone out @script', async ({ page, office, anotherPage, signIn }) => {
  await upload(office, 'trainee.id@example.org', 'e-port-2021/e-port-status', sampleFile('receipt.pdf'));
  const colleague = await anotherPage();
  await signIn(STAFF);
  await signIn(STAFF, colleague);
  for (const where of [page, colleague]) await openReceipt(where, 'Sample Trainee Indonesia');
  // This office has no mail server, so no mail goes out: from here on the pages are told that it has.
  for (const where of [page, colleague]) {
    await where.route(/\/api\/load_mail\?/, async (route) => {
      const response = await route.fetch();
      const json = await response.json();
      Object.assign(json.mail, { status: 'sent', sent_at: json.mail.not_before });
      await route.fulfill({ response, json });
    });
  }
  const subject = page.getByLabel('Subject');
  await subject.fill('As I have it');
  await colleague.getByRole('button', { name: 'Hold it back' }).click();
  await expect(fact(page, 'State')).toContainText('Sent');
  const typed = page.getByRole('region', { name: 'What you have written' });
  await expect(typed).toContainText('This mail has gone out meanwhile, with the words above.');
  await expect(subject).toHaveValue('As I have it');
  await expect(subject).not.toBeEditable();
  await expect(page.getByRole('button', { name: 'Use these words' })).toBeDisabled();
  await expectAccessible(page);
  await expect(fact(colleague, 'State')).toContainText('Sent');
  await expect(fact(colleague, 'State'), 'the button has gone').toBeFocused();
  await expect(colleague.getByLabel('Subject'), 'nothing was typed there').toBeHidden();
});
