// A file passes the gate before others can open it, and whoever handed it in learns what became of it.

import type { Page } from '@playwright/test';

import { upload } from '../support/api';
import { pdfWithScript } from '../support/documents';
import { sampleOf } from '../support/files';
import { handIn, handInOf, opened, PROJECTS, rowOf, STATUS } from '../support/hand-in';
import { deck } from '../support/previews';
import { expect, expectAccessible, expectNarrow, open, openOnceItHolds, SEMINAR, STAFF, test, withScript } from '../support/test';

const INSTRUCTOR = 'instructor.customs@example.org';
/** The first bytes of one, and nothing to run. */
const PROGRAM = Buffer.concat([Buffer.from('MZ\x90\0\x03', 'latin1'), Buffer.alloc(500)]);

test('what could do more than show something waits for the staff', async ({ page, anotherPage, signIn, expectedMessages }) => {
  expectedMessages.push(/422 \(Unprocessable/);
  await signIn('trainee.pe@example.org');
  const file = sampleOf('peru.pdf', pdfWithScript());
  await handIn(page, 'e-port-status.pe', file);
  await open(page, `${SEMINAR}/materials/e-port-status.pe`);
  await expect(async () => {
    await page.reload();
    await expect(page.getByText('This PDF contains JavaScript')).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(page.getByText('Staff cannot open it before that either')).toBeVisible();
  const say = page.getByRole('link', { name: 'say in a comment what it is for' });
  await expect(say).toHaveAttribute('href', /\/materials\/e-port-status\.pe#comment$/);
  for (const list of ['my', 'materials']) {
    await open(page, `${SEMINAR}/${list}`);
    await expect(page.locator('.at-the-gate')).toHaveText('Held at the gate');
    await expect(page.getByText("It counts as submitted; you can wait for the seminar's staff.")).toBeVisible();
  }

  const instructor = await anotherPage();
  await signIn(INSTRUCTOR, instructor);
  await open(instructor, `${SEMINAR}/materials?country=PE`);
  const filter = instructor.getByRole('form', { name: 'Filter' });
  await filter.getByLabel('State').selectOption('Held at the gate');
  await filter.getByRole('button', { name: 'Show' }).click();
  await expect(instructor).toHaveURL(/country=PE.*state=held/);
  await expect(instructor.getByText('1 material', { exact: true })).toBeVisible();
  await expect(instructor.locator('.at-the-gate')).toHaveText('Held at the gate');
  await expect(instructor.getByText('Held for staff')).toBeVisible();
  await expect(instructor.getByRole('link', { name: /^Download version/ })).toHaveCount(0);

  const staff = await anotherPage();
  await signIn(STAFF, staff);
  await open(staff, `${SEMINAR}/gate`);
  if (withScript()) await expectAccessible(staff);
  const held = staff.getByRole('listitem').filter({ hasText: 'peru.pdf' });
  await expect(held).toContainText('This PDF contains JavaScript');
  const ask = held.getByRole('link', { name: 'Ask its delegation in a comment on peru.pdf' });
  await expect(ask).toHaveAttribute('href', /\/materials\/e-port-status\.pe#comment$/);
  const why = held.getByLabel('Why it may pass');
  await why.fill(' ');
  await held.getByRole('button', { name: 'Release' }).click();
  await expect(held.getByRole('alert')).toContainText('say why');
  await expect(why).toBeFocused();
  await why.fill('It only prints itself.');
  await held.getByRole('button', { name: 'Release' }).click();
  await expect(staff.getByText(/^“.*peru\.pdf” \(Peru, .*, version \d+\) is let through\.$/)).toBeVisible();
  await expect(staff.getByText('No file waits.')).toBeVisible();
  await expectNarrow(staff);

  await open(instructor, `${SEMINAR}/materials/e-port-status.pe`);
  await expect(instructor.getByText('It only prints itself.')).toBeVisible();
  await expect(instructor.getByRole('link', { name: 'Download version 1' })).toBeVisible();
});

const REFUSAL = 'Why it is refused, for its delegation to read';
const ONE = 'one-of-three.pdf';
const TWO = 'two-of-three.pdf';
const THREE = 'three-of-three.pdf';

function heldFile(staff: Page, name: string) {
  return staff.getByRole('listitem').filter({ hasText: name });
}

async function refuse(staff: Page, name: string): Promise<void> {
  const file = heldFile(staff, name);
  await file.getByLabel(REFUSAL).fill('An old copy');
  await file.getByRole('button', { name: 'Refuse' }).click();
}

test('what is typed about a file stays, whatever becomes of the others', { tag: '@script' }, async ({ page, office, anotherPage, signIn, expectedMessages }) => {
  test.slow();
  expectedMessages.push(/422 \(Unprocessable/);
  await signIn(STAFF);
  for (const name of [ONE, TWO, THREE]) {
    await upload(office, 'trainee.my@example.org', 'e-port-2021/interconnection-projects', sampleOf(name, pdfWithScript()));
    await openOnceItHolds(page, `${SEMINAR}/gate`, name);
  }
  const colleague = await anotherPage();
  await signIn(STAFF, colleague);
  await open(colleague, `${SEMINAR}/gate`);
  const [two, title] = [heldFile(page, TWO), page.getByRole('heading', { name: 'Held for you' })];
  const reason = two.getByLabel(REFUSAL);
  await test.step('of one that they refuse themselves, who then are at the head of the list', async () => {
    await reason.fill('Half a sentence');
    await refuse(page, ONE);
    await expect(page.getByText(/^“.*one-of-three\.pdf” \(Malaysia, .*, version \d+\) is refused\.$/)).toBeVisible();
    await expect(heldFile(page, ONE)).toHaveCount(0);
    await expect(title).toBeFocused();
    await expect(reason).toHaveValue('Half a sentence');
  });
  await test.step('of one that someone else refuses, and the focus, too', async () => {
    await reason.focus();
    await refuse(colleague, THREE);
    await expect(heldFile(page, THREE)).toHaveCount(0);
    await expect(reason).toBeFocused();
    await expect(reason).toHaveValue('Half a sentence');
  });
  await test.step('and of that one itself', async () => {
    await refuse(colleague, TWO);
    await expect(two).toContainText('This file waits no more');
    await expect(reason).toBeFocused();
    await expect(reason).toHaveValue('Half a sentence');
    await expectAccessible(page);
    await two.getByRole('button', { name: 'Refuse' }).click();
    await expect(two.getByRole('alert')).toContainText('Only a file that is held');
    await expect(reason).toHaveValue('Half a sentence');
    await two.getByRole('button', { name: 'Take it from the list, with what I have typed' }).click();
    await expect(two).toHaveCount(0);
    await expect(title).toBeFocused();
    await expect(page.getByText('No file waits.')).toBeVisible();
  });
});

test('a file that is not what its name says is refused, with what to do', async ({ page, signIn }) => {
  await signIn('trainee.eg@example.org');
  await handIn(page, 'e-port-status.eg', sampleOf('egypt.pdf', PROGRAM));
  await expect(async () => {
    await page.reload();
    await expect(page.getByText('This is a program; please upload the document itself.')).toBeVisible({ timeout: 500 });
  }).toPass();
  const before = page.viewportSize();
  await expectNarrow(page);
  // On a phone, too, what became of the file is read before anything else of the receipt.
  await page.evaluate(() => window.scrollTo(0, 0));
  await expect(page.getByRole('article').getByText('Refused', { exact: true })).toBeInViewport({ ratio: 1 });
  if (before) await page.setViewportSize(before);
  await open(page, `${SEMINAR}/my`);
  const task = page.getByRole('article').filter({ has: page.getByRole('heading', { name: STATUS }) });
  // What this test has handed in before, the other way, still counts.
  const nothingStands = 'The newest file cannot be used; please upload another one.';
  const told = task.getByText(nothingStands).or(task.getByText(/^Version \d+ was refused\. .* Version \d+ still counts\.$/));
  await expect(told).toBeVisible();
  if (withScript()) await expectAccessible(page);
  await handIn(page, 'e-port-status.eg', deck('egypt.pdf'));
  await opened(page);
});

test('the row of an upload says what became of the file', { tag: '@script' }, async ({ page, signIn }) => {
  await signIn('trainee.eg@example.org');
  await open(page, `${SEMINAR}/materials/interconnection-projects.eg`);
  const field = handInOf(page).getByLabel('Choose a file, or drop it here');
  await field.setInputFiles(sampleOf('program.pdf', PROGRAM));
  const refused = rowOf(page, 'program.pdf');
  const words = 'Refused. This is a program; please upload the document itself.';
  await expect(refused).toContainText(words);
  await expect(refused).not.toContainText('Submitted.');
  await expect(page.getByRole('status').filter({ hasText: `program.pdf: ${words}` })).toBeVisible();
  await field.setInputFiles(deck('document.pdf'));
  await expect(rowOf(page, 'document.pdf')).toContainText('Submitted. The server holds exactly this file. Ready.');
  await expectAccessible(page);

  await open(page, `${SEMINAR}/my`);
  const task = page.getByRole('article').filter({ has: page.getByRole('heading', { level: 3, name: PROJECTS }) }).last();
  await task.getByLabel('Choose a file, or drop it here').setInputFiles(sampleOf('another.pdf', PROGRAM));
  await expect(rowOf(page, 'another.pdf')).toContainText(words);

  // Whichever of them is the newest by then.
  const chooser = task.getByLabel('Choose a file, or drop it here');
  for (const file of [sampleOf('older.pdf', PROGRAM), deck('newer.pdf')]) await chooser.setInputFiles(file);
  await expect(rowOf(page, 'older.pdf')).toContainText(words);
  await expect(rowOf(page, 'newer.pdf')).toContainText('Submitted. The server holds exactly this file. Ready.');
});

test('a kind that is not taken is refused by the plain form, too', { tag: '@plain' }, async ({ page, signIn }) => {
  await signIn('trainee.ge@example.org');
  await open(page, `${SEMINAR}/materials/e-port-status.ge`);
  const program = { name: 'setup.exe', mimeType: 'application/octet-stream', buffer: PROGRAM };
  await handInOf(page).getByLabel('File', { exact: true }).setInputFiles(program);
  await handInOf(page).getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(handInOf(page)).toContainText('This kind of file is not taken here; please save it as one of these: .pdf');
  await expect(page.getByText('setup.exe')).toHaveCount(0);
});

test('a kind that is not taken is told before it travels', { tag: '@script' }, async ({ page, signIn }) => {
  await signIn('trainee.ge@example.org');
  await open(page, `${SEMINAR}/materials/e-port-status.ge`);
  const field = page.getByLabel('Choose a file, or drop it here');
  await expect(field).toHaveAttribute('accept', /^\.pdf,\.pptx,/);
  await field.setInputFiles({ name: 'georgia.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') });
  await expect(rowOf(page, 'georgia.exe')).toContainText('This kind of file is not taken here; please save it as one of these: .pdf');
  const others = {
    'IMG_0042.HEIC': 'An iPhone picture (HEIC) is not taken here; please export it as JPEG or PDF (',
    'georgia.key': 'A Keynote presentation is not taken here; please export it as PowerPoint or PDF (in Keynote: File, Export To) and upload that.',
    'georgia.zip': 'A ZIP archive (.zip) is not taken here; please unpack it and upload the one file that is meant',
  };
  for (const [name, words] of Object.entries(others)) {
    await field.setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from('any bytes') });
    await expect(rowOf(page, name)).toContainText(words);
  }
});
