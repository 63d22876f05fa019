// The order in which countries speak in a discussion round.

import type { Locator, Page } from '@playwright/test';

import { ASKER, COLLEAGUE, INSTRUCTOR, READER, SESSION } from '../support/discussion';
import { sampleFile } from '../support/files';
import { handIn, opened, STATUS } from '../support/hand-in';
import { expect, expectAccessible, expectNarrow, open, test, withScript } from '../support/test';

function order(page: Page): Locator {
  return page.getByRole('region', { name: 'Order of speaking' });
}

/** Where a country is with its turn. Its buttons bear the same words behind the country's name. */
function badge(row: Locator, words: string): Locator {
  return row.getByText(words, { exact: true });
}

/** Opens what is done about a country less often. Without a script each press draws the page anew, and closes it. */
async function unfold(page: Page, country: string): Promise<void> {
  const fold = order(page).getByRole('group').filter({ hasText: `${country}: Place and minutes` });
  if (await fold.evaluate((details: HTMLDetailsElement) => details.open)) return;
  await fold.locator('summary').first().click();
}

test('countries speak one after the other', async ({ page, anotherPage, signIn }, testInfo) => {
  const trainee = await anotherPage();
  await signIn(ASKER, trainee);
  await handIn(trainee, 'e-port-status.za', sampleFile('south-africa.pdf'));
  await opened(trainee);

  await signIn(INSTRUCTOR);
  await open(page, SESSION);
  const list = order(page).getByRole('listitem').filter({ hasText: 'minutes' });
  await test.step('the instructor puts the list together', async () => {
    for (const country of ['Viet Nam', 'South Africa']) {
      await order(page).getByLabel('Country').selectOption({ label: country });
      await order(page).getByRole('button', { name: 'Add to the order of speaking' }).click();
      await expect(list.filter({ hasText: country })).toBeVisible();
    }
    await order(page).getByRole('button', { name: 'South Africa: Earlier' }).click();
    await expect(list.first()).toContainText('South Africa');
    await unfold(page, 'South Africa');
    await order(page).getByLabel('Minutes of South Africa').fill('15');
    await order(page).getByRole('button', { name: 'South Africa: Set minutes' }).click();
    await expect(list.first()).toContainText('15 minutes');
    await expect(order(page).getByText(/^In all: 25 minutes\./)).toBeVisible();
    await order(page).getByRole('button', { name: 'South Africa: Speaking now' }).click();
    await expect(badge(list.first(), 'Speaking now')).toBeVisible();
    await expect(list.first().getByRole('link', { name: STATUS })).toBeVisible();
  });
  await test.step('a country moves to any place at one press', async () => {
    for (const [place, first] of [['2', 'Viet Nam'], ['1', 'South Africa']] as const) {
      await unfold(page, 'South Africa');
      await order(page).getByLabel('Place of South Africa').fill(place);
      await order(page).getByRole('button', { name: 'South Africa: Move there' }).click();
      await expect(list.first()).toContainText(first);
      if (!withScript()) await expect(list.filter({ hasText: 'South Africa' })).toBeInViewport();
    }
  });
  const reader = await anotherPage();
  await signIn(READER, reader);
  await open(reader, SESSION);
  await test.step('everyone sees it; another delegation’s material is not theirs to open', async () => {
    const seen = order(reader).getByRole('listitem').filter({ hasText: 'South Africa' });
    await expect(badge(seen, 'Speaking now')).toBeVisible();
    await expect(seen.getByRole('link')).toHaveCount(0);
    await expect(order(reader).getByRole('button')).toHaveCount(0);
    await open(trainee, SESSION);
    await expect(order(trainee).getByRole('link', { name: STATUS })).toBeVisible();
  });
  await test.step('what a colleague has changed meanwhile is not changed over', async () => {
    const colleague = await anotherPage();
    await signIn(COLLEAGUE, colleague);
    await open(colleague, SESSION);
    const next = order(colleague).getByRole('button', { name: 'Viet Nam: Speaking now' });
    if (withScript()) {
      // Minutes that are being typed go along with their country, and so does the focus.
      const minutes = order(page).getByLabel('Minutes of Viet Nam');
      await unfold(page, 'Viet Nam');
      await minutes.fill('7');
      await order(colleague).getByRole('button', { name: 'Viet Nam: Earlier' }).click();
      await expect(list.first()).toContainText('Viet Nam');
      await expect(minutes).toHaveValue('7');
      await expect(minutes).toBeFocused();
      await expect(order(page).getByLabel('Minutes of South Africa')).toHaveValue('15');
      await order(colleague).getByRole('button', { name: 'Viet Nam: Later' }).click();
      await expect(list.first()).toContainText('South Africa');
      await expect(minutes).toBeFocused();
      // It shows there by itself.
      await order(page).getByRole('button', { name: 'South Africa: Has spoken' }).click();
      await expect(badge(order(colleague).getByRole('listitem').first(), 'Has spoken')).toBeVisible();
      await next.click();
      await expect(order(page).getByText('Speaking now', { exact: true })).toBeVisible();
      return;
    }
    await order(page).getByRole('button', { name: 'South Africa: Has spoken' }).click();
    await expect(badge(list.first(), 'Has spoken')).toBeVisible();
    await next.click();
    await expect(colleague.getByText('Someone else has changed the order of speaking meanwhile')).toBeVisible();
    await expect(badge(order(colleague).getByRole('listitem').first(), 'Has spoken')).toBeVisible();
  });
  await test.step('one press removes no country', async () => {
    const remove = order(page).getByRole('button', { name: 'South Africa: Remove from the order of speaking' });
    await unfold(page, 'South Africa');
    await expect(remove).toBeHidden();
    await order(page).locator('summary').filter({ hasText: 'South Africa: Remove' }).click();
    await expect(list.filter({ hasText: 'South Africa' }), 'it is only asked').toHaveCount(1);
    await remove.click();
    await expect(list.filter({ hasText: 'South Africa' })).toHaveCount(0);
    if (withScript()) await expect(page.getByRole('heading', { name: 'Order of speaking' })).toBeFocused();
  });
  if (withScript()) await expectAccessible(page);
  await test.step('all with a material are added at once, behind those who are listed', async () => {
    await order(page).getByRole('button', { name: /^Add (the|all) \d+ countr/ }).click();
    await expect(list.filter({ hasText: 'South Africa' })).toBeVisible();
    await expect(list.first()).toContainText('Viet Nam');
    const minutes = order(page).getByLabel('Minutes', { exact: true });
    const edge = await minutes.evaluate((field) => getComputedStyle(field).borderTopColor);
    await expect(order(page).getByLabel('Country'), 'no choice is no mistake').toHaveCSS('border-top-color', edge);
  });
  await page.screenshot({ path: testInfo.outputPath('order-desk.png'), fullPage: true });
  await expectNarrow(page);
  await page.screenshot({ path: testInfo.outputPath('order-phone.png'), fullPage: true });
});
