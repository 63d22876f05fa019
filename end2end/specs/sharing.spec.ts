// A delegation shares what was accepted, the gallery shows who has submitted what, and a version is deleted and restored.

import type { Locator, Page } from '@playwright/test';

import { upload } from '../support/api';
import { pdf } from '../support/documents';
import { sampleOf } from '../support/files';
import { fact, handIn, handInOf, opened, PROJECTS, rowOf, STATUS, submit } from '../support/hand-in';
import {
  alive, expect, expectAccessible, expectNarrow, keepLooks, open, openOnceItHolds, SEMINAR, STAFF, test, withScript,
} from '../support/test';

const KAZAKHSTAN = `${SEMINAR}/materials/interconnection-projects.kz`;
const PERU = `${SEMINAR}/materials/interconnection-projects.pe`;
const GEORGIA = `${SEMINAR}/materials/interconnection-projects.ge`;
const SHARE = 'Other delegations may read this material once it is accepted';

const file = (name: string) => sampleOf(name, pdf(['Ports of a sample', 'Ships and forms']));

async function accept(staff: Page, material: string): Promise<void> {
  await open(staff, material);
  await staff.getByText('Accept', { exact: true }).click();
  await staff.getByRole('button', { name: /^Accept version/ }).click();
  await expect(staff.getByText('Accepted', { exact: true }).first()).toBeVisible();
}

async function openToAll(staff: Page, wanted: boolean): Promise<void> {
  await open(staff, `${SEMINAR}/materials`);
  const button = staff.getByRole('button', { name: wanted ? /^Yes, open .+ to \d+ delegations?$/ : 'Close to other delegations' });
  const question = staff.getByText('Open accepted materials to all delegations', { exact: true });
  if (wanted && await question.isVisible()) {
    await expect(button, 'one click alone opens nothing').toBeHidden();
    await question.click();
  }
  if (await button.isVisible()) {
    await button.click();
    if (withScript()) await expect(staff.getByRole('heading', { name: 'Who reads accepted materials' })).toBeFocused();
  }
  await expect(button).toHaveCount(0);
}

test('a delegation shares its material, says where its figures come from, and takes that back', async ({ page, anotherPage, signIn, expectedMessages }) => {
  test.slow();
  expectedMessages.push(/404 \(Not Found\)/, /422 \(Unprocessable/);
  await signIn('trainee.kz@example.org');
  await open(page, KAZAKHSTAN);
  const place = handInOf(page);
  await expect(place.getByText("the whole file then, with the speaker's notes and hidden slides")).toBeVisible();
  await place.getByLabel(SHARE).check();
  await submit(page, place, file('kazakhstan.pdf'));
  await opened(page);

  await open(page, KAZAKHSTAN);
  await expect(page.getByText(/Said by Sample Trainee Kazakhstan with version \d+\./)).toBeVisible();
  await page.getByText('Change the links', { exact: true }).click();
  const links = page.getByLabel('Links, one on each line');
  await links.fill('https://stats.example.org/ports Port statistics 2021\njavascript:alert(1) Trade');
  await page.getByRole('button', { name: 'Keep the links' }).click();
  await expect(page.getByRole('alert')).toContainText('Line 2: an address begins with http:// or https://');
  await expect(links, 'nothing typed is lost').toHaveValue(/javascript/);
  await links.fill('https://stats.example.org/ports Port statistics 2021');
  await page.getByRole('button', { name: 'Keep the links' }).click();
  const source = page.getByRole('link', { name: 'Port statistics 2021' });
  await expect(source).toHaveAttribute('href', 'https://stats.example.org/ports');
  await expect(source).toHaveAttribute('rel', /noopener noreferrer nofollow/);
  if (withScript()) await expectAccessible(page);
  await keepLooks(page, 'material');

  const staff = await anotherPage();
  await signIn(STAFF, staff);
  await accept(staff, KAZAKHSTAN);
  await openToAll(staff, true);

  const other = await anotherPage();
  await signIn('trainee.ge@example.org', other);
  await open(other, `${SEMINAR}/gallery`);
  const map = other.getByRole('navigation', { name: 'What you may see, by country' });
  await expect(map.getByRole('link', { name: /^Georgia: / })).toBeVisible();
  // Of another delegation nothing but what is open to all.
  await map.getByRole('link', { name: new RegExp(`^Kazakhstan: ${PROJECTS} open to all`) }).click();
  const shelf = other.getByRole('region', { name: 'Kazakhstan' });
  await expect(shelf).toBeInViewport();
  await other.keyboard.press('Tab');
  await expect(shelf.getByRole('link').first(), 'who goes there by key goes on from there').toBeFocused();
  await expect(shelf.getByRole('link', { name: 'Port statistics 2021' })).toBeVisible();
  if (withScript()) await expectAccessible(other);

  await open(staff, `${SEMINAR}/gallery`);
  const tiles = staff.getByRole('navigation', { name: 'Who has submitted what' }).getByRole('link');
  await expect(tiles).toHaveCount(25);
  const kazakhstan = tiles.filter({ hasText: `Kazakhstan: ${STATUS} ` });
  await expect(kazakhstan).toHaveAttribute('title', new RegExp(`, ${PROJECTS} open to all`));
  await expect(kazakhstan.locator('.map-mark'), 'one for each assignment').toHaveCount(2);
  const shape = (mark: Locator) => mark.evaluate((element) => getComputedStyle(element).clipPath);
  const [first, second] = [kazakhstan.locator('.map-mark').first(), kazakhstan.locator('.map-mark').last()];
  expect(await shape(second), 'told apart by shape, too').not.toBe(await shape(first));
  await keepLooks(staff, 'gallery');
  await expectNarrow(staff);
  await staff.getByRole('link', { name: 'Who reads accepted materials' }).click();
  await expect(staff.getByRole('heading', { name: 'Who reads accepted materials' })).toBeInViewport();
  await staff.getByRole('link', { name: 'Deleted versions' }).click();
  await expect(staff.getByRole('heading', { level: 1, name: 'Deleted versions' })).toBeVisible();

  await open(page, KAZAKHSTAN);
  await page.getByRole('button', { name: 'Take the consent back' }).click();
  await expect(page.getByText('Other delegations may not read this material.')).toBeVisible();
  await open(other, KAZAKHSTAN);
  await expect(other.getByRole('heading', { level: 1, name: 'Not found' })).toBeVisible();

  await open(staff, `${SEMINAR}/materials`);
  await expect(staff.getByText(/closed, as (its delegation|their delegations) said no/)).toBeVisible();
  await staff.getByRole('region', { name: 'Who reads accepted materials' }).getByRole('link', { name: `Kazakhstan, ${PROJECTS}` }).click();
  await staff.getByLabel('What you go by, such as a form on paper').fill('Their letter of today');
  await staff.getByRole('button', { name: "Enter the delegation's consent" }).click();
  await expect(staff.getByText('who go by: Their letter of today.')).toBeVisible();
  await openToAll(staff, false);
});

test('links that a colleague has kept meanwhile are not taken away', async ({ page, anotherPage, signIn, expectedMessages }) => {
  expectedMessages.push(/422 \(Unprocessable/);
  await signIn('trainee.ge@example.org');
  await handIn(page, 'interconnection-projects.ge', file(`links-${withScript() ? 'script' : 'plain'}.pdf`));
  const colleague = await anotherPage();
  await signIn('trainee.ge@example.org', colleague);
  const links = (of: Page) => of.getByLabel('Links, one on each line');
  const keep = (of: Page) => of.getByRole('button', { name: 'Keep the links' });
  for (const one of [page, colleague]) {
    await open(one, GEORGIA);
    await one.getByText('Change the links', { exact: true }).click();
  }
  await links(page).fill('https://example.org/mine Mine');
  await links(colleague).fill('https://example.org/theirs Theirs');
  await keep(colleague).click();
  await expect(colleague.getByRole('link', { name: 'Theirs', exact: true })).toBeVisible();
  if (withScript()) {
    const read = page.getByRole('button', { name: 'I have read their links' });
    await expect(read).toBeVisible();
    await expect(page.getByRole('link', { name: 'Theirs', exact: true })).toBeVisible();
  }
  await keep(page).click();
  await expect(page.getByRole('alert')).toContainText('Someone else has changed these links meanwhile');
  await expect(page.getByRole('link', { name: 'Theirs', exact: true })).toBeVisible();
  await expect(links(page), 'nothing typed is lost').toHaveValue('https://example.org/mine Mine');
  if (withScript()) {
    await expectAccessible(page);
    await page.getByRole('button', { name: 'I have read their links' }).click();
    await expect(links(page)).toBeFocused();
  }
  await links(page).fill('https://example.org/theirs Theirs\nhttps://example.org/mine Mine');
  await keep(page).click();
  await expect(page.getByRole('link', { name: 'Mine', exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Theirs', exact: true })).toBeVisible();
  if (withScript()) await expect(page.getByRole('button', { name: 'I have read their links' })).toHaveCount(0);
});

test('a deleted version is hidden, and staff restore it', async ({ page, anotherPage, signIn }) => {
  await signIn('trainee.ge@example.org');
  const name = `georgia-${withScript() ? 'script' : 'plain'}.pdf`;
  await handIn(page, 'interconnection-projects.ge', file(name));
  await opened(page);
  await open(page, GEORGIA);
  await page.getByText('Choose the version', { exact: true }).click();
  await page.getByLabel('Which one').selectOption({ index: 0 });
  await page.getByLabel('Why, if you like').fill('The wrong file');
  await page.getByRole('button', { name: 'Delete the version' }).click();
  await expect(page.getByRole('region', { name: 'Versions' }).getByText(name)).toHaveCount(0);
  await open(page, `${SEMINAR}/search?q=${name.split('.')[0]}`);
  await expect(page.getByText(name)).toHaveCount(0);

  const staff = await anotherPage();
  await signIn(STAFF, staff);
  await open(staff, GEORGIA);
  await staff.getByRole('region', { name: 'Delete a version' }).getByRole('link', { name: 'Deleted versions' }).click();
  const card = staff.getByRole('article').filter({ hasText: name });
  await expect(card).toContainText('Deleted by Sample Trainee Georgia, ');
  await expect(card.getByText('The wrong file', { exact: true }), 'as it was written').toBeVisible();
  if (withScript()) await expectAccessible(staff);
  await keepLooks(staff, 'deleted');
  await expectNarrow(staff);
  await card.getByRole('button', { name: 'Restore' }).click();
  await expect(staff.getByRole('article').filter({ hasText: name })).toHaveCount(0);
  if (withScript()) {
    await expect(staff.getByRole('heading', { name: 'Deleted versions' })).toBeFocused();
    await expect(staff.getByText('The version is restored: it stands where it was.')).toBeVisible();
  }

  await open(page, GEORGIA);
  await expect(page.getByRole('region', { name: 'Versions' }).getByText(name)).toBeVisible();
});

test('who looks at a version that is deleted is told, and once deleted the form is closed @script', async ({ page, office, anotherPage, signIn, expectedMessages }) => {
  expectedMessages.push(/status of 422/);
  const bring = (name: string) => upload(office, 'trainee.pe@example.org', 'e-port-2021/interconnection-projects', file(name));
  const [first, second] = [await bring('first-of-peru.pdf'), await bring('second-of-peru.pdf')];
  const staff = await anotherPage();
  await signIn(STAFF, staff);
  await openOnceItHolds(staff, PERU, `${SEMINAR}/previews/${second}`);
  const decide = staff.getByRole('region', { name: 'Decide', exact: true });
  const comment = staff.getByRole('region', { name: 'Write a comment' });
  const reason = decide.getByLabel('What has to change');
  await expect(decide).toContainText('You decide on version 2, “second-of-peru.pdf”.');
  await decide.getByText('Request changes', { exact: true }).click();
  await reason.fill('Please add a map.');
  await comment.getByLabel('Comment on version 2').fill('Which port?');

  await signIn('trainee.pe@example.org');
  await open(page, PERU);
  const fold = page.getByText('Choose the version', { exact: true });
  const button = page.getByRole('button', { name: 'Delete the version' });
  await fold.click();
  await page.getByLabel('Which one').selectOption(second);
  await page.getByLabel('Why, if you like').fill('The wrong file');
  await button.press('Enter');
  await expect(page.getByText('The version is deleted.')).toBeVisible();
  await expect(button).toBeHidden();
  await expect(fold).toBeFocused();
  // Who deletes it themself goes on with what is left.
  await expect(page.getByLabel('Comment on version 1')).toBeVisible();
  await expect(page.getByText(/^Version 2 has been deleted/)).toHaveCount(0);
  await fold.press('Enter');
  await expect(page.getByLabel('Which one')).toHaveValue(first);
  await expect(page.getByLabel('Why, if you like')).toHaveValue('');

  const refusal = 'This version has been deleted meanwhile; look at what is there now first.';
  await expect(staff.getByText('Version 2 has been deleted. What you decide below still speaks of it.')).toBeVisible();
  await expect(decide).toContainText('Version 2 has been deleted: nothing can be decided on it.');
  await expect(decide.getByText('once its file has passed the gate')).toBeHidden();
  await decide.getByRole('button', { name: 'Request changes to version 2' }).click();
  await expect(decide.getByText(refusal)).toBeVisible();
  await comment.getByRole('button', { name: 'Send the comment' }).click();
  await expect(comment.getByText(refusal)).toBeVisible();
  await staff.getByRole('button', { name: 'I have looked at version 1' }).click();
  await expect(decide.getByRole('heading', { name: 'Decide' })).toBeFocused();
  await expect(decide.getByText(refusal)).toHaveCount(0);
  await expect(decide).toContainText('You decide on version 1, “first-of-peru.pdf”.');
  await expect(comment.getByLabel('Comment on version 1')).toHaveValue('Which port?');
  await expect(reason).toHaveValue('Please add a map.');
  await decide.getByRole('button', { name: 'Request changes to version 1' }).click();
  const thread = staff.getByRole('region', { name: 'Comments and decisions' });
  await expect(thread.getByRole('listitem').last()).toContainText('Please add a map.');

  await button.press('Enter');
  await expect(page.getByRole('heading', { name: 'Delete a version' })).toBeFocused();
  await expect(staff.getByText('Version 1 has been deleted, and no other is there.')).toBeVisible();
  await expect(comment.getByLabel('Comment on version 1')).toHaveValue('Which port?');
});

test('who has chosen what to delete has chosen that version, whatever comes meanwhile @script', async ({ page, office, signIn }) => {
  const bring = (name: string) => upload(office, 'trainee.ge@example.org', 'e-port-2021/interconnection-projects', file(name));
  const [first, second] = [await bring('first-choice.pdf'), await bring('second-choice.pdf')];
  await signIn('trainee.ge@example.org');
  await open(page, GEORGIA);
  await page.getByText('Choose the version', { exact: true }).click();
  const choice = page.getByLabel('Which one');
  await choice.selectOption(first);
  await page.getByLabel('Why, if you like').evaluate((field: HTMLInputElement) => {
    field.value = 'a'.repeat(1001);
    // As where the page is not alive yet.
    field.form?.submit();
  });
  await expect(page.getByRole('alert')).toContainText('at most 1000 letters');
  await alive(page);
  await expect(choice, 'what was posted is chosen again').toHaveValue(first);
  await bring('third-choice.pdf');
  await expect(choice.locator('option', { hasText: 'third-choice.pdf' })).toHaveCount(1);
  await expect(choice, 'and stays').toHaveValue(first);

  await choice.selectOption(second);
  await bring('fourth-choice.pdf');
  await expect(choice.locator('option', { hasText: 'fourth-choice.pdf' })).toHaveCount(1);
  await expect(choice, 'what someone has chosen stays, too').toHaveValue(second);
});

test('the box beside an upload shows what its reader says on the same page, and tells what others say @script', async ({ page, office, anotherPage, signIn, expectedMessages }) => {
  expectedMessages.push(/status of 403/);
  const TRAINEE = 'trainee.ge@example.org';
  await upload(office, TRAINEE, 'e-port-2021/interconnection-projects', file('box-first.pdf'));
  await signIn(TRAINEE);
  await open(page, GEORGIA);
  const place = handInOf(page);
  const box = place.getByLabel(SHARE);
  await expect(box).not.toBeChecked();
  await page.getByRole('button', { name: 'Let other delegations read it' }).click();
  await expect(box).toBeChecked();
  await page.getByRole('button', { name: 'Take the consent back' }).click();
  await expect(box).not.toBeChecked();
  await box.check();
  await submit(page, place, file('box-second.pdf'));
  await expect(fact(page, 'Sharing'), 'a tick after a no counts').toHaveText('Other delegations may read the material once it is accepted');

  await open(page, GEORGIA);
  await expect(box).toBeChecked();
  await box.uncheck();
  await page.route('**/api/uploads', (route) => route.fulfill({ status: 403, body: 'Not this one.' }), { times: 1 });
  await place.getByLabel('Choose a file, or drop it here').setInputFiles(file('box-nowhere.pdf'));
  await expect(rowOf(page, 'box-nowhere.pdf')).toContainText('Not this one.');
  await submit(page, place, file('box-third.pdf'));
  await expect(fact(page, 'Sharing'), 'it speaks for the file after one that got nowhere').toHaveText('Not to be read by other delegations');

  await open(page, GEORGIA);
  await box.check();
  await submit(page, place, file('box-fourth.pdf'));
  await open(page, GEORGIA);
  await expect(box).toBeChecked();
  const colleague = await anotherPage();
  await signIn(TRAINEE, colleague);
  await open(colleague, GEORGIA);
  await colleague.getByRole('button', { name: 'Take the consent back' }).click();
  const show = place.getByRole('button', { name: 'Show what is on record' });
  await expect(show).toBeVisible();
  await expect(box, 'it does not turn under the finger').toBeChecked();
  const read = page.getByRole('button', { name: 'I have read it', exact: true });
  await expect(read).toBeVisible();
  await expectAccessible(page);
  await show.click();
  await expect(box).not.toBeChecked();
  await expect(box).toBeFocused();
  await expect(show).toHaveCount(0);
  await expect(read, 'one press will do').toHaveCount(0);

  await colleague.getByRole('button', { name: 'Let other delegations read it' }).click();
  await read.click();
  await expect(box, 'here, too').toBeChecked();
  await expect(show).toHaveCount(0);
  await box.uncheck();
  await box.check();
  await colleague.getByRole('button', { name: 'Take the consent back' }).click();
  await expect(show, 'a box that was turned twice tells of it, too').toBeVisible();
  await expect(box).toBeChecked();
  await submit(page, place, file('box-fifth.pdf'));
  await open(page, GEORGIA);
  await expect(page.getByText('Other delegations may not read this material.'), 'nor does it undo that').toBeVisible();
});

test('a tick whose file was refused counts once it is made again @script', async ({ page, office, signIn }) => {
  const TRAINEE = 'trainee.pe@example.org';
  await upload(office, TRAINEE, 'e-port-2021/interconnection-projects', file('box-before.pdf'));
  await signIn(TRAINEE);
  await open(page, PERU);
  const place = handInOf(page);
  const box = place.getByLabel(SHARE);
  await page.getByRole('button', { name: 'Let other delegations read it' }).click();
  await page.getByRole('button', { name: 'Take the consent back' }).click();
  await expect(box).not.toBeChecked();
  await box.check();
  const program = Buffer.concat([Buffer.from('MZ\x90\0\x03', 'latin1'), Buffer.alloc(500)]);
  await place.getByLabel('Choose a file, or drop it here').setInputFiles(sampleOf('box-program.pdf', program));
  await expect(rowOf(page, 'box-program.pdf')).toContainText('Refused. This is a program');
  await expect(box, 'what the form said before the file is no answer to this').toBeChecked();
  await box.uncheck();
  await expect(place.getByRole('button', { name: 'Show what is on record' }), 'it shows that').toHaveCount(0);
  await box.check();
  await submit(page, place, file('box-after.pdf'));
  await expect(fact(page, 'Sharing')).toHaveText('Other delegations may read the material once it is accepted');
});
