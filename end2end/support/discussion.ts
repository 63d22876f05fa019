// The questions of a discussion round, as its people have them before them.

import type { Locator, Page } from '@playwright/test';

import { expect, SEMINAR, withScript } from './test';

export const SESSION = `${SEMINAR}/sessions/e-port-status-round`;
export const INSTRUCTOR = 'instructor.e-port@example.org';
export const COLLEAGUE = 'instructor.customs@example.org';
export const ASKER = 'trainee.za@example.org';
export const READER = 'trainee.vn@example.org';
export const ANSWER = 'Answer in writing, if you like';

export function questions(page: Page): Locator {
  return page.getByRole('region', { name: 'Questions' });
}

export function question(page: Page, words: string): Locator {
  return questions(page).getByRole('listitem').filter({ hasText: words });
}

/** Without a script each press loads the page anew, at the question that it is about. */
export async function expectLedTo(page: Page, words: string): Promise<void> {
  await expect(page).toHaveURL(/#question-/);
  await expect(question(page, words)).toBeInViewport();
}

export async function ask(page: Page, words: string): Promise<void> {
  await page.getByLabel('Your question').fill(words);
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(question(page, words)).toBeVisible();
  await expect(page.getByLabel('Your question')).toHaveValue('');
  if (!withScript()) {
    await expectLedTo(page, words);
    return;
  }
  await expect(page.getByText('Your question is in the list.')).toBeInViewport();
  const isWrong = await page.getByLabel('Your question').evaluate((field) => field.matches(':user-invalid'));
  expect(isWrong, 'an emptied field is as fresh as a new one').toBe(false);
}
