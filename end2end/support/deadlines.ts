// When something is due, in milliseconds, as days and as the host's clock show it.

import type { Page } from '@playwright/test';

export const DAY = 86_400_000;
const SHANGHAI = 8 * 3_600_000;

/** When an assignment is due, in milliseconds. */
export async function dueOf(page: Page, title: string): Promise<number> {
  const answer = await page.request.get('/api/load_deadlines?seminar=e-port-2021');
  const { assignments } = await answer.json();
  return assignments.find((assignment: { title: string }) => assignment.title === title).due;
}

/** The number of a day of the host. */
export function hostDay(at: number): number {
  return Math.floor((at + SHANGHAI) / DAY);
}

/** What a field for a date and a time takes, on the host's clocks. */
export function hostClock(at: number): string {
  return new Date(at + SHANGHAI).toISOString().slice(0, 16);
}
