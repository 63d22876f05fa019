// A discussion round: asked, voted, answered, hidden, closed; and the order in which countries speak.

import type { Locator, Page } from '@playwright/test';

import { sampleFile } from '../support/files';
import { handIn, opened, STATUS } from '../support/hand-in';
import { alive, expect, expectAccessible, expectNarrow, open, SEMINAR, test, withScript } from '../support/test';

const SESSION = `${SEMINAR}/sessions/e-port-status-round`;
const INSTRUCTOR = 'instructor.e-port@example.org';
const COLLEAGUE = 'instructor.customs@example.org';
const ASKER = 'trainee.za@example.org';
const READER = 'trainee.vn@example.org';
const ANSWER = 'Answer in writing, if you like';
const QUESTION = 'How does South Africa exchange manifests with its neighbours?';

function questions(page: Page): Locator {
  return page.getByRole('region', { name: 'Questions' });
}

function question(page: Page, words: string): Locator {
  return questions(page).getByRole('listitem').filter({ hasText: words });
}

function order(page: Page): Locator {
  return page.getByRole('region', { name: 'Order of speaking' });
}

/** Where a country is with its turn. Its buttons bear the same words behind the country's name. */
function badge(row: Locator, words: string): Locator {
  return row.getByText(words, { exact: true });
}

async function ask(page: Page, words: string): Promise<void> {
  await page.getByLabel('Your question').fill(words);
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(question(page, words)).toBeVisible();
  await expect(page.getByLabel('Your question')).toHaveValue('');
  if (!withScript()) return;
  await expect(page.getByText('Your question is in the list.')).toBeInViewport();
  const isWrong = await page.getByLabel('Your question').evaluate((field) => field.matches(':user-invalid'));
  expect(isWrong, 'an emptied field is as fresh as a new one').toBe(false);
}

/** What others do shows by itself; without JavaScript the page is loaded again. */
async function news(page: Page): Promise<void> {
  if (!withScript()) await page.reload();
}

test('from the question to its answer', async ({ page, anotherPage, signIn }, testInfo) => {
  await signIn(ASKER);
  await test.step('the way there leads from the programme', async () => {
    await open(page, `${SEMINAR}/programme`);
    await page.locator('#session-e-port-status-round').getByRole('link').first().click();
    await expect(page).toHaveURL(SESSION);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Go to the meeting room' })).toBeVisible();
  });
  await ask(page, QUESTION);
  await expect(question(page, QUESTION)).toContainText('Sample Trainee South Africa, South Africa');
  await expect(question(page, QUESTION).getByRole('button', { name: 'Vote for it' })).toHaveCount(0);

  const reader = await anotherPage();
  await signIn(READER, reader);
  await open(reader, SESSION);
  await test.step('others vote, and may take the vote back', async () => {
    await question(reader, QUESTION).getByRole('button', { name: 'Vote for it' }).click();
    await expect(question(reader, QUESTION)).toContainText('1 vote');
    const back = question(reader, QUESTION).getByRole('button', { name: 'Take my vote back' });
    if (withScript()) await expect(back).toBeFocused();
    await back.click();
    await expect(question(reader, QUESTION)).toContainText('0 votes');
    await question(reader, QUESTION).getByRole('button', { name: 'Vote for it' }).click();
    await expect(question(reader, QUESTION)).toContainText('1 vote');
  });
  await test.step('what others do takes nothing away from who types', async () => {
    await page.getByLabel('Your question').fill('Half a question');
    await ask(reader, 'Which form comes first?');
    if (!withScript()) return;
    await expect(question(page, 'Which form comes first?')).toBeVisible();
    await expect(page.getByLabel('Your question')).toHaveValue('Half a question');
  });
  await news(page);
  await expect(questions(page).getByRole('listitem').first(), 'most votes first').toContainText(QUESTION);

  const instructor = await anotherPage();
  await signIn(INSTRUCTOR, instructor);
  await open(instructor, SESSION);
  await test.step('the instructor answers', async () => {
    const asked = question(instructor, QUESTION);
    await asked.getByText('Answer', { exact: true }).click();
    await asked.getByLabel(ANSWER).fill('Through one gateway, since 2019.');
    if (withScript()) await expectAccessible(instructor);
    await instructor.screenshot({ path: testInfo.outputPath('answering-desk.png'), fullPage: true });
    await asked.getByRole('button', { name: 'Mark as answered' }).click();
    await expect(asked).toContainText('Answered');
    if (withScript()) await expect(asked, 'where the button was').toBeFocused();
  });
  await test.step('a colleague takes away neither what is being typed nor what was answered', async () => {
    const colleague = await anotherPage();
    await signIn(COLLEAGUE, colleague);
    await open(colleague, SESSION);
    const typed = question(instructor, 'Which form comes first?');
    const answered = question(colleague, 'Which form comes first?');
    for (const asked of [typed, answered]) await asked.getByText('Answer', { exact: true }).click();
    await typed.getByLabel(ANSWER).fill('Half an answer');
    await answered.getByLabel(ANSWER).fill('The manifest, in most ports.');
    await answered.getByRole('button', { name: 'Mark as answered' }).click();
    await expect(answered).toContainText('Answered');
    if (withScript()) {
      await expect(typed).toContainText('Answered');
      await expect(typed.getByText('Someone else has seen to this question meanwhile.')).toBeVisible();
      await expect(typed.getByLabel(ANSWER)).toHaveValue('Half an answer');
      await expect(typed.getByLabel(ANSWER), 'though the question has moved').toBeFocused();
    }
    await answered.getByRole('button', { name: 'Not answered yet' }).click();
    await expect(answered.getByRole('button', { name: 'Not answered yet' })).toHaveCount(0);
    if (withScript()) {
      await expect(typed.getByLabel(ANSWER)).toBeVisible();
      await expect(typed.getByLabel(ANSWER)).toHaveValue('Half an answer');
    }
    await open(colleague, SESSION);
    await answered.getByText('Answer', { exact: true }).click();
    await expect(answered.getByLabel(ANSWER)).toHaveValue('The manifest, in most ports.');
  });
  await test.step('the instructor hides what does not belong here', async () => {
    await ask(reader, 'What will lunch be?');
    await news(instructor);
    const unfitting = question(instructor, 'What will lunch be?');
    await unfitting.getByText('Hide', { exact: true }).click();
    await unfitting.getByLabel('Reason, which the author reads').fill('Please ask the staff about this.');
    await unfitting.getByRole('button', { name: 'Hide the question' }).click();
    await expect(unfitting).toContainText('Hidden by');
    if (withScript()) await expect(unfitting, 'where the button was').toBeFocused();
    await news(reader);
    await expect(question(reader, 'What will lunch be?')).toContainText('Please ask the staff about this.');
    await news(page);
    await expect(question(page, QUESTION)).toContainText('Through one gateway, since 2019.');
    await expect(question(page, 'What will lunch be?')).toHaveCount(0);
  });
  await test.step('who asked may withdraw while nothing is answered', async () => {
    await expect(question(page, QUESTION).getByRole('button', { name: 'Withdraw my question' })).toHaveCount(0);
    await question(reader, 'Which form comes first?').getByRole('button', { name: 'Withdraw my question' }).click();
    await expect(question(reader, 'Which form comes first?')).toHaveCount(0);
    if (withScript()) await expect(reader.getByRole('heading', { name: 'Questions' })).toBeFocused();
  });
  await test.step('a closed round takes nothing more', async () => {
    await instructor.getByRole('button', { name: 'Close the round' }).click();
    await expect(instructor.getByText('has closed this discussion round')).toBeVisible();
    await news(page);
    await expect(page.getByText('has closed this discussion round')).toBeVisible();
    if (withScript()) {
      await expect(page.getByText('The round is closed: what you have typed is not sent.')).toBeVisible();
      await expect(page.getByLabel('Your question')).toHaveValue('Half a question');
      await expect(page.getByRole('button', { name: 'Ask', exact: true })).toHaveCount(0);
      await page.getByLabel('Your question').fill('');
    }
    await expect(page.getByLabel('Your question')).toHaveCount(0);
    if (withScript()) await expect(page.getByRole('heading', { name: 'Questions' })).toBeFocused();
    await instructor.getByRole('button', { name: 'Open the round again' }).click();
    await expect(instructor.getByLabel('Your question')).toBeVisible();
  });
  if (withScript()) await expectAccessible(page);
  await page.screenshot({ path: testInfo.outputPath('round-desk.png'), fullPage: true });
  await expectNarrow(page);
  await page.screenshot({ path: testInfo.outputPath('round-phone.png'), fullPage: true });
});

test('a host who types keeps place and words, whatever happens to the questions @script', async ({ page, anotherPage, signIn, expectedMessages }) => {
  const [reader, colleague] = [await anotherPage(), await anotherPage()];
  await signIn(ASKER, reader);
  await open(reader, SESSION);
  for (const words of ['Who keeps the manifest?', 'Who reads the manifest?', 'Who signs the manifest?']) await ask(reader, words);
  await signIn(COLLEAGUE, colleague);
  await open(colleague, SESSION);
  await signIn(INSTRUCTOR);
  await open(page, SESSION);
  const [typed, other] = [question(page, 'Who signs the manifest?'), question(page, 'Who reads the manifest?')];
  const answer = typed.getByLabel(ANSWER);
  await typed.getByText('Answer', { exact: true }).click();
  await answer.fill('Half an answer');
  await test.step('a vote moves the question', async () => {
    await question(colleague, 'Who signs the manifest?').getByRole('button', { name: 'Vote for it' }).click();
    await expect(questions(page).getByRole('listitem').first()).toContainText('Who signs the manifest?');
    await expect(answer).toBeFocused();
  });
  await test.step('what is refused is said, and the focus stays', async () => {
    expectedMessages.push(/422 \(Unprocessable/);
    await other.getByText('Hide', { exact: true }).click();
    await other.getByLabel('Reason, which the author reads').fill(' ');
    const hide = other.getByRole('button', { name: 'Hide the question' });
    await hide.press('Enter');
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(hide).toBeFocused();
  });
  await test.step('a colleague is faster with another one', async () => {
    await other.getByLabel('Reason, which the author reads').fill('Half a reason');
    const faster = question(colleague, 'Who reads the manifest?');
    await faster.getByText('Answer', { exact: true }).click();
    await faster.getByRole('button', { name: 'Mark as answered' }).press('Enter');
    await expect(faster).toBeFocused();
    await expect(other).toContainText('Answered');
    await expect(other.getByLabel('Reason, which the author reads')).toHaveValue('Half a reason');
    await expect(other.getByLabel('Reason, which the author reads')).toBeFocused();
  });
  await test.step('what is answered of one question ends nothing of another', async () => {
    const third = question(page, 'Who keeps the manifest?');
    await third.getByText('Answer', { exact: true }).click();
    await third.getByRole('button', { name: 'Mark as answered' }).press('Enter');
    await expect(third).toContainText('Answered');
    const faster = question(colleague, 'Who signs the manifest?');
    await faster.getByText('Answer', { exact: true }).click();
    await faster.getByRole('button', { name: 'Mark as answered' }).press('Enter');
    await expect(typed).toContainText('Answered');
    await expect(answer).toBeVisible();
    await expect(answer).toHaveValue('Half an answer');
  });
  await test.step('a question is withdrawn, and what is typed about it stays until it is emptied', async () => {
    const words = 'Who pays for the manifest?';
    await ask(reader, words);
    const [withdrawn, reason] = [question(page, words), question(page, words).getByLabel('Reason, which the author reads')];
    await withdrawn.getByText('Answer', { exact: true }).click();
    await withdrawn.getByLabel(ANSWER).fill('Whoever');
    await withdrawn.getByText('Hide', { exact: true }).click();
    await reason.fill('Half a reason');
    await question(reader, words).getByRole('button', { name: 'Withdraw my question' }).click();
    await expect(withdrawn.getByText('Whoever asked this question has withdrawn it.')).toBeVisible();
    await expect(withdrawn.getByRole('button', { name: 'Hide the question' })).toHaveCount(0);
    await expect(reason).toHaveValue('Half a reason');
    await expect(reason).toBeFocused();
    await reason.fill('');
    await expect(withdrawn.getByLabel(ANSWER)).toHaveValue('Whoever');
    await withdrawn.getByLabel(ANSWER).fill('');
    await expect(withdrawn).toHaveCount(0);
    await expect(page.getByRole('heading', { name: 'Questions' })).toBeFocused();
  });
  await test.step('a reload takes away neither an answer nor a question', async () => {
    await page.getByLabel('Your question').fill('Half a question');
    await page.reload();
    await alive(page);
    await expect(page.getByLabel('Your question')).toHaveValue('Half a question');
    await expect(answer).toBeVisible();
    await expect(answer).toHaveValue('Half an answer');
    await expect(other.getByLabel('Reason, which the author reads')).toBeVisible();
    await expect(other.getByLabel('Reason, which the author reads')).toHaveValue('Half a reason');
    await answer.fill('');
    await page.reload();
    await alive(page);
    await expect(answer).toHaveValue('');
    await ask(page, 'Who stamps the manifest?');
    await page.reload();
    await alive(page);
    await expect(page.getByLabel('Your question')).toHaveValue('');
  });
  await test.step('what was typed about a question that is withdrawn before a reload is said once', async () => {
    const words = 'Who prints the manifest?';
    await ask(colleague, words);
    const [withdrawn, typedBefore] = [question(page, words), questions(page).getByText('Half a third reason')];
    await withdrawn.getByText('Hide', { exact: true }).click();
    await withdrawn.getByLabel('Reason, which the author reads').fill('Half a third reason');
    await question(colleague, words).getByRole('button', { name: 'Withdraw my question' }).click();
    await expect(withdrawn.getByText('Whoever asked this question has withdrawn it.')).toBeVisible();
    await page.reload();
    await alive(page);
    await expect(typedBefore).toBeVisible();
    await expect(withdrawn).toHaveCount(0);
    await expectAccessible(page);
    await questions(page).getByRole('button', { name: 'Take it away' }).press('Enter');
    await expect(typedBefore).toHaveCount(0);
    await expect(page.getByRole('heading', { name: 'Questions' })).toBeFocused();
    await page.reload();
    await alive(page);
    await expect(questions(page).getByRole('button', { name: 'Take it away' })).toHaveCount(0);
  });
  await test.step('a reason that is sent is kept no longer', async () => {
    const asked = question(page, 'Who stamps the manifest?');
    await asked.getByText('Hide', { exact: true }).click();
    await asked.getByLabel('Reason, which the author reads').fill('It was asked before.');
    const kept = () => page.evaluate(() => Object.values(sessionStorage).join().includes('asked+before'));
    await expect.poll(kept).toBe(true);
    await asked.getByRole('button', { name: 'Hide the question' }).click();
    await expect(asked).toContainText('Hidden by');
    await expect.poll(kept).toBe(false);
  });
});

test('countries speak one after the other', async ({ page, anotherPage, signIn }, testInfo) => {
  const trainee = await anotherPage();
  await signIn(ASKER, trainee);
  await handIn(trainee, 'e-port-status.za', sampleFile('south-africa.pdf'));
  await opened(trainee);

  await signIn(INSTRUCTOR);
  await open(page, SESSION);
  const list = order(page).getByRole('listitem').filter({ hasText: 'minutes' });
  await test.step('the instructor puts the list together', async () => {
    for (const country of ['Viet Nam', 'South Africa']) {
      await order(page).getByLabel('Country').selectOption({ label: country });
      await order(page).getByRole('button', { name: 'Add to the order of speaking' }).click();
      await expect(list.filter({ hasText: country })).toBeVisible();
    }
    await order(page).getByRole('button', { name: 'South Africa: Earlier' }).click();
    await expect(list.first()).toContainText('South Africa');
    await order(page).getByLabel('Minutes of South Africa').fill('15');
    await order(page).getByRole('button', { name: 'South Africa: Set minutes' }).click();
    await expect(list.first()).toContainText('15 minutes');
    await order(page).getByRole('button', { name: 'South Africa: Speaking now' }).click();
    await expect(badge(list.first(), 'Speaking now')).toBeVisible();
    await expect(list.first().getByRole('link', { name: STATUS })).toBeVisible();
  });
  const reader = await anotherPage();
  await signIn(READER, reader);
  await open(reader, SESSION);
  await test.step('everyone sees it; another delegation’s material is not theirs to open', async () => {
    const seen = order(reader).getByRole('listitem').filter({ hasText: 'South Africa' });
    await expect(badge(seen, 'Speaking now')).toBeVisible();
    await expect(seen.getByRole('link')).toHaveCount(0);
    await expect(order(reader).getByRole('button')).toHaveCount(0);
    await open(trainee, SESSION);
    await expect(order(trainee).getByRole('link', { name: STATUS })).toBeVisible();
  });
  await test.step('what a colleague has changed meanwhile is not changed over', async () => {
    const colleague = await anotherPage();
    await signIn(COLLEAGUE, colleague);
    await open(colleague, SESSION);
    const next = order(colleague).getByRole('button', { name: 'Viet Nam: Speaking now' });
    if (withScript()) {
      // Minutes that are being typed go along with their country, and so does the focus.
      const minutes = order(page).getByLabel('Minutes of Viet Nam');
      await minutes.fill('7');
      await order(colleague).getByRole('button', { name: 'Viet Nam: Earlier' }).click();
      await expect(list.first()).toContainText('Viet Nam');
      await expect(minutes).toHaveValue('7');
      await expect(minutes).toBeFocused();
      await expect(order(page).getByLabel('Minutes of South Africa')).toHaveValue('15');
      await order(colleague).getByRole('button', { name: 'Viet Nam: Later' }).click();
      await expect(list.first()).toContainText('South Africa');
      await expect(minutes).toBeFocused();
      // It shows there by itself.
      await order(page).getByRole('button', { name: 'South Africa: Has spoken' }).click();
      await expect(badge(order(colleague).getByRole('listitem').first(), 'Has spoken')).toBeVisible();
      await next.click();
      await expect(order(page).getByText('Speaking now', { exact: true })).toBeVisible();
      return;
    }
    await order(page).getByRole('button', { name: 'South Africa: Has spoken' }).click();
    await expect(badge(list.first(), 'Has spoken')).toBeVisible();
    await next.click();
    await expect(colleague.getByText('Someone else has changed the order of speaking meanwhile')).toBeVisible();
    await expect(badge(order(colleague).getByRole('listitem').first(), 'Has spoken')).toBeVisible();
  });
  await test.step('one press removes no country', async () => {
    const remove = order(page).getByRole('button', { name: 'South Africa: Remove from the order of speaking' });
    await expect(remove).toBeHidden();
    await order(page).locator('summary').filter({ hasText: 'South Africa: Remove' }).click();
    await expect(list.filter({ hasText: 'South Africa' }), 'it is only asked').toHaveCount(1);
    await remove.click();
    await expect(list.filter({ hasText: 'South Africa' })).toHaveCount(0);
    if (withScript()) await expect(page.getByRole('heading', { name: 'Order of speaking' })).toBeFocused();
  });
  if (withScript()) await expectAccessible(page);
  await page.screenshot({ path: testInfo.outputPath('order-desk.png'), fullPage: true });
  await expectNarrow(page);
  await page.screenshot({ path: testInfo.outputPath('order-phone.png'), fullPage: true });
});
