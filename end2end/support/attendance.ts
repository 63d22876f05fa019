// The pages of attendance, as several specs go through them.

import type { Locator, Page } from '@playwright/test';

import type { Session, Stay } from './exports';
import { alive, expect, expectAccessible, open, SEMINAR, withScript } from './test';

export const SHEET = `${SEMINAR}/attendance`;

/** Uploads one export and ends on what recording it would do. */
export async function upload(page: Page, name: string, buffer: Buffer): Promise<void> {
  await open(page, SHEET);
  await page.getByLabel(/^Attendance exports/).setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  await page.getByRole('button', { name: 'Look at them' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

/** Without JavaScript nothing can look at the page from inside; it is the same page. */
export async function accessible(page: Page): Promise<void> {
  if (!withScript()) return;
  await alive(page);
  await expectAccessible(page);
}

/** A whole stay of a trainee under the name that the seminar asks for. */
export const whole = (session: Session, country: string): Stay => ({
  name: `Sample Trainee ${country} – ${country}`,
  from: -5,
  to: (session.ends - session.starts) / 60_000,
});

/** Confirms what the page says would be recorded. */
export async function record(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Record this', exact: true }).click();
}

/** The cell of the sheet for a trainee and a session that says so. */
export function cell(page: Page, country: string, session: Session, status: string): Locator {
  return page.getByRole('link', { name: new RegExp(`^Sample Trainee ${country}, ${session.title}: ${status}`) });
}
