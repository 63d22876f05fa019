// What is said of a material: pages, replies, people named, what authors change.

import { begin, beginOnFirstPage, FOR_ALL, FOR_HOSTS, form, mentioned, talk } from '../support/comments';
import { sampleFile } from '../support/files';
import { handIn, opened } from '../support/hand-in';
import { expect, expectAccessible, expectNarrow, open, SEMINAR, STAFF, test, withScript } from '../support/test';

const INSTRUCTOR = 'instructor.customs@example.org';
const KAZAKHSTAN = 'trainee.kz@example.org';
const UZBEKISTAN = 'trainee.uz@example.org';
const MATERIAL = `${SEMINAR}/materials/e-port-status.kz`;

test('from a page to what became of its comment', async ({ page, anotherPage, signIn }, testInfo) => {
  const trainee = await anotherPage();
  await signIn(KAZAKHSTAN, trainee);
  await handIn(trainee, 'e-port-status.kz', sampleFile('kazakhstan.pdf'));
  await opened(trainee);
  await signIn(INSTRUCTOR);

  await test.step('the viewer leads to a comment on its page', async () => {
    await open(page, MATERIAL);
    await beginOnFirstPage(page, 'kazakhstan.pdf');
    await page.getByLabel('Comment on version 1').fill('Which harbour is on this picture?');
    await page.getByText('Name people: they see it on their own page').click();
    await page.getByRole('checkbox', { name: /Sample Trainee Kazakhstan/ }).check();
    await page.getByRole('radio', { name: FOR_ALL }).check();
    await page.getByRole('button', { name: 'Send the comment' }).click();
    const comment = talk(page, 'Which harbour');
    await expect(page.getByLabel('Page, if it is about one')).toHaveValue('');
    await expect(comment).toContainText('For Sample Trainee Kazakhstan');
    await expect(comment).toContainText(FOR_ALL);
    await expect(comment.getByRole('link', { name: 'page 1' })).toHaveAttribute('href', /previews\/.*page=1#page-1$/);
  });

  await test.step('hosts write among themselves; nobody can be named who does not read that', async () => {
    await open(page, MATERIAL);
    await page.getByLabel('Comment on version 1').fill('Between us: a fine start.');
    await page.getByRole('radio', { name: FOR_HOSTS }).check();
    await page.getByRole('button', { name: 'Send the comment' }).click();
    await expect(talk(page, 'Between us')).toContainText(FOR_HOSTS);
  });

  await test.step('who is named finds it on their page, and replies', async () => {
    await open(trainee, `${SEMINAR}/my`);
    await expect(mentioned(trainee)).toContainText('Which harbour is on this picture?');
    await mentioned(trainee).getByRole('link', { name: / of Kazakhstan, page 1$/ }).click();
    await expect(trainee.getByText('Between us')).toHaveCount(0);
    await begin(trainee, 'Which harbour', /^Reply/, 'Reply');
    if (withScript()) await expect(form(trainee).getByLabel('Your reply')).toBeFocused();
    await expect(form(trainee)).toContainText(FOR_ALL);
    await form(trainee).getByLabel('Your reply').fill('It is Aktau.');
    await form(trainee).getByText('Name people: they see it on their own page').click();
    await form(trainee).getByRole('checkbox', { name: /^Sample instructor customs/ }).check();
    await form(trainee).getByRole('checkbox', { name: /^Sample staff/ }).check();
    await form(trainee).getByRole('button', { name: 'Send the reply' }).click();
    await expect(talk(trainee, 'Which harbour').getByRole('listitem')).toContainText('It is Aktau.');
  });

  await test.step('instructors and staff find what names them where they begin', async () => {
    const staff = await anotherPage();
    await signIn(STAFF, staff);
    await open(page, `${SEMINAR}/materials`);
    await open(staff, `${SEMINAR}/board`);
    for (const host of [page, staff]) {
      await expect(mentioned(host)).toContainText('It is Aktau.');
      if (withScript()) await expectAccessible(host);
      await mentioned(host).getByRole('link', { name: /^Sample Trainee Kazakhstan on “.* of Kazakhstan$/ }).click();
      await expect(talk(host, 'It is Aktau.')).toBeVisible();
    }
  });

  await test.step('an edited comment says so, and tells staff alone what it said before', async () => {
    await open(page, MATERIAL);
    await begin(page, 'Which harbour', /^Edit/, 'Edit your comment');
    if (withScript()) await expect(form(page).getByLabel('Your words')).toBeFocused();
    await form(page).getByLabel('Your words').fill('Which port is on this picture?');
    await form(page).getByRole('button', { name: 'Save the changes' }).click();
    await expect(talk(page, 'Which port')).toContainText('Edited');
    await open(trainee, MATERIAL);
    await expect(talk(trainee, 'Which port')).toContainText('Edited');
    await expect(trainee.getByText('Which harbour')).toHaveCount(0);
    const staff = await anotherPage();
    await signIn(STAFF, staff);
    await open(staff, MATERIAL);
    await staff.getByText('What it said before').click();
    await expect(staff.getByText('Which harbour is on this picture?')).toBeVisible();
  });

  await test.step('to show it to more people is asked once more', async () => {
    await open(page, MATERIAL);
    await begin(page, 'Between us', /^Change who reads it/, 'Who reads your comment');
    await expect(form(page)).toContainText('Everyone in the delegation of Kazakhstan would read it too');
    await page.screenshot({ path: testInfo.outputPath('widening-desk.png'), fullPage: true });
    if (withScript()) await expectAccessible(page);
    await open(trainee, MATERIAL);
    await expect(trainee.getByText('Between us')).toHaveCount(0);
    await form(page).getByRole('button', { name: 'Yes, show it to the delegation' }).click();
    await expect(talk(page, 'Between us')).toContainText(FOR_ALL);
    if (withScript()) await expect(talk(page, 'Between us')).toBeFocused();
    await open(trainee, MATERIAL);
    await expect(talk(trainee, 'Between us')).toContainText(FOR_ALL);
  });

  await test.step('what is withdrawn leaves its place', async () => {
    await begin(trainee, 'It is Aktau.', /^Withdraw/, 'Withdraw your comment');
    await form(trainee).getByRole('button', { name: 'Withdraw my comment' }).click();
    await expect(talk(trainee, 'Which port').getByRole('listitem')).toContainText('Withdrawn by its author');
    await expect(trainee.getByText('It is Aktau.')).toHaveCount(0);
    await open(page, MATERIAL);
    await expect(page.getByText('Withdrawn by its author')).toBeVisible();
    await expect(page.getByText('It is Aktau.')).toHaveCount(0);
    if (withScript()) await expectAccessible(page);
    await page.screenshot({ path: testInfo.outputPath('thread-desk.png'), fullPage: true });
    await page.setViewportSize({ width: 360, height: 740 });
    await expectNarrow(page);
    await page.screenshot({ path: testInfo.outputPath('thread-phone.png'), fullPage: true });
  });
});

test('a comment on a page of an older version is about that version', async ({ page, anotherPage, signIn }) => {
  const trainee = await anotherPage();
  await signIn(UZBEKISTAN, trainee);
  for (const name of ['corridor.pdf', 'corridor-again.pdf']) {
    await handIn(trainee, 'interconnection-projects.uz', sampleFile(name));
    await opened(trainee);
  }
  await signIn(STAFF);
  await open(page, `${SEMINAR}/materials/interconnection-projects.uz`);
  await expect(page.getByText('About version')).toHaveCount(0);
  await beginOnFirstPage(page, 'corridor.pdf');
  await expect(page.getByText('About version 1: you come from its page 1.')).toBeVisible();
  await page.getByLabel('Comment on version 1').fill('This map was better.');
  await page.getByRole('button', { name: 'Send the comment' }).click();
  await expect(talk(page, 'This map was better.')).toContainText('on version 1, page 1');
});
