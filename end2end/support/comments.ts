// What is said of a material, as several specs go through it.

import type { Locator, Page } from '@playwright/test';

import { alive, expect } from './test';

export const FOR_ALL = 'Seen by the delegation, instructors and staff';
export const FOR_HOSTS = 'Seen by instructors and staff only';

/** A comment with what was replied to it. */
export function talk(page: Page, words: string): Locator {
  return page.locator('.thread > li').filter({ hasText: words });
}

/** The list of comments that name the reader or reply to them. */
export function mentioned(page: Page): Locator {
  return page.getByRole('region', { name: 'Comments that name you or reply to you' });
}

/** The form below the thread, in which something is done with one comment. */
export function form(page: Page): Locator {
  return page.locator('#talk');
}

/** Follows a link beside a comment, which opens the form below. */
export async function begin(page: Page, words: string, link: RegExp, title: string): Promise<void> {
  await page.locator('article.review').filter({ hasText: words }).getByRole('link', { name: link }).click();
  await expect(form(page).getByRole('heading', { name: title })).toBeVisible();
}

/** Looks at the first version, which has this name, and goes from its first page to the form for a comment. */
export async function beginOnFirstPage(page: Page, name: string): Promise<void> {
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
