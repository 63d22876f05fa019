// Certificates on the quick way: what staff would do on pages that other specs are about.

import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

import type { Page, TestInfo } from '@playwright/test';

import { token } from './api';
import { content } from './files';
import { type Office, STAFF } from './office';
import { python } from './python';
import { expect, open, openOnceItHolds, SEMINAR } from './test';

/** Staff waive the rule of attendance for a trainee, so that they are eligible. */
export async function waive(office: Office, email: string): Promise<void> {
  const headers = { Authorization: `Bearer ${await token(office, STAFF)}` };
  const query = new URLSearchParams({ seminar: 'e-port-2021', 'filter[text]': email, 'filter[page]': '1' });
  const people = await (await fetch(`${office.url}/api/load_people?${query}`, { headers })).json();
  const body = new URLSearchParams({
    seminar: 'e-port-2021',
    person: people.members[0].person,
    entry: 'waiver',
    reason: 'A sample waiver',
    approved_by: 'Sample dean',
  });
  const answer = await fetch(`${office.url}/api/correct_attendance`, { method: 'POST', headers, body });
  expect(answer.status, await answer.text()).toBe(200);
}

/** Freezes the standings and issues by them, on the page of staff; ends when all are issued. */
export async function freezeAndIssue(page: Page): Promise<void> {
  await open(page, `${SEMINAR}/certificates`);
  await page.getByRole('checkbox', { name: /sign the list/ }).check();
  await page.getByRole('button', { name: /^Freeze the list/ }).click();
  await expect(page.getByText('The list is frozen.')).toBeVisible();
  await page.getByRole('button', { name: 'Issue certificates' }).click();
  await expect(page.getByText(/certificates? (is|are) being issued\./).first()).toBeVisible();
  await allIssued(page);
}

/** Opens the page of staff when no certificate is on its way any more. */
export async function allIssued(page: Page): Promise<void> {
  await openOnceItHolds(page, `${SEMINAR}/certificates`, 'The last lot is done');
  await expect(page.getByText(/^The last lot is done/)).toBeVisible();
}

/** The page of a trainee's newest certificate, for staff. */
export async function openIssued(page: Page, name: string): Promise<void> {
  await open(page, `${SEMINAR}/certificates?list=now&show=eligible`);
  await page.getByRole('row', { name }).getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1, name: /^Certificate e-port-2021\// })).toBeVisible();
}

/** What a foreign reader of Open Badges says of one, by the keys that the office publishes. */
export async function readBadge(office: Office, testInfo: TestInfo, badge: string): Promise<any> {
  const [file, keys] = ['badge.jwt', 'badge-keys.json'].map((name) => testInfo.outputPath(name));
  await writeFile(file, badge);
  await writeFile(keys, await publishedKeys(office));
  return python('../badges/verify_badge.py', file, keys);
}

async function publishedKeys(office: Office): Promise<string> {
  return (await fetch(`${office.url}/.well-known/lectern-certificate-keys.json`)).text();
}

/** What `lectern verify` says of a file, by the keys that the office publishes. */
export async function verify(office: Office, testInfo: TestInfo, pdf: Buffer): Promise<{ genuine: boolean; text: string }> {
  const [file, keys] = ['certificate.pdf', 'keys.json'].map((name) => testInfo.outputPath(name));
  await writeFile(file, pdf);
  await writeFile(keys, await publishedKeys(office));
  try {
    const { stdout } = await promisify(execFile)(process.env.LECTERN_BIN!, ['verify', file, '--key', keys]);
    return { genuine: true, text: stdout };
  } catch (error) {
    return { genuine: false, text: String((error as { stdout?: string }).stdout) };
  }
}

export async function download(page: Page, link: string): Promise<Buffer> {
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: link }).click();
  return content(await coming);
}

/**
 * Hands the file to the page of a certificate, which compares it and says so. On a first visit the page is drawn anew
 * when the reader's zone becomes known: a file that comes in that very moment is handed over again.
 */
export async function compare(page: Page, buffer: Buffer, outcome: string): Promise<void> {
  const file = { name: 'certificate.pdf', mimeType: 'application/pdf', buffer };
  await expect(async () => {
    await page.getByLabel('Choose the PDF file, or drop it here').setInputFiles(file);
    await expect(page.getByText(outcome)).toBeVisible({ timeout: 2_000 });
  }).toPass();
}
