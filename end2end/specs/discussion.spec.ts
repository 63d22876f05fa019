// A discussion round: asked, voted, answered, hidden, closed.

import type { Page } from '@playwright/test';

import { ANSWER, ask, ASKER, COLLEAGUE, expectLedTo, INSTRUCTOR, question, questions, READER, SESSION } from '../support/discussion';
import { expect, expectAccessible, expectNarrow, open, SEMINAR, test, withScript } from '../support/test';

const QUESTION = 'How does South Africa exchange manifests with its neighbours?';

/** What others do shows by itself; without JavaScript the page is loaded again. */
async function news(page: Page): Promise<void> {
  if (!withScript()) await page.reload();
}

test('from the question to its answer', async ({ page, anotherPage, signIn, expectedMessages }, testInfo) => {
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
    else await expectLedTo(reader, QUESTION);
    await back.click();
    await expect(question(reader, QUESTION)).toContainText('0 votes');
    await question(reader, QUESTION).getByRole('button', { name: 'Vote for it' }).click();
    await expect(question(reader, QUESTION)).toContainText('1 vote');
    if (!withScript()) return;
    expectedMessages.push(/ERR_FAILED/);
    await reader.route(/\/api\/vote_question/, (route) => route.abort());
    await back.click();
    const problem = 'The server cannot be reached. Please try again when you are online.';
    await expect(reader.getByRole('alert'), 'nothing was typed').toHaveText(problem);
    await reader.unroute(/\/api\/vote_question/);
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
    else await expectLedTo(instructor, QUESTION);
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
    else await expectLedTo(instructor, 'What will lunch be?');
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
    else await expect(reader).toHaveURL(/#discussion$/);
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
