// What a host types about questions stays, whatever happens to them meanwhile.

import { ANSWER, ask, ASKER, COLLEAGUE, INSTRUCTOR, question, questions, SESSION } from '../support/discussion';
import { alive, expect, expectAccessible, open, test } from '../support/test';

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
