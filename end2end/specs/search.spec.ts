// Someone finds a page by its words.

import { FOR_HOSTS, talk } from '../support/comments';
import { pdf } from '../support/documents';
import { sampleOf } from '../support/files';
import { handIn, opened } from '../support/hand-in';
import { expect, expectAccessible, expectNarrow, keepLooks, open, SEMINAR, test, withScript } from '../support/test';

test('a page is found by its words, by those who may see it', async ({ page, anotherPage, signIn }) => {
  await signIn('trainee.fj@example.org');
  await handIn(page, 'e-port-status.fj', sampleOf('fiji.pdf', pdf(['Islands', 'Walruses seldom come to Suva', 'Thank you'])));
  await opened(page);

  const instructor = await anotherPage();
  await signIn('instructor.customs@example.org', instructor);
  await open(instructor, `${SEMINAR}/materials`);
  await instructor.getByRole('link', { name: 'Search' }).click();
  const field = instructor.getByLabel('Words in files, their names and comments');
  // Its pages may still be on their way.
  await expect(async () => {
    await field.fill('walrus suva');
    await instructor.getByRole('button', { name: 'Search' }).click();
    await expect(instructor.getByText('Found in 1 file.')).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const found = instructor.getByRole('article').filter({ hasText: 'fiji.pdf' });
  await expect(found).toContainText('Walruses seldom come to Suva');
  await expect(found.getByRole('mark')).toHaveText(['Walruses', 'Suva']);
  if (withScript()) await expectAccessible(instructor);
  await keepLooks(instructor, 'search');
  await expectNarrow(instructor);
  await found.getByRole('link', { name: 'Page 2' }).click();
  await expect(instructor.getByRole('heading', { level: 1, name: 'fiji.pdf' })).toBeVisible();
  await expect(instructor.getByRole('img', { name: 'Page 2 of 3' })).toBeVisible();

  await test.step('a misspelt word leads to the one that was meant', async () => {
    await open(instructor, `${SEMINAR}/search?q=walrxses`);
    await instructor.getByRole('status').getByRole('link', { name: 'Walruses' }).click();
    await expect(instructor.getByText('Found in 1 file.')).toBeVisible();
    await expect(instructor.getByRole('mark')).toHaveText(['Walruses']);
    await expect(field).toHaveValue('Walruses');
  });

  await test.step('a comment that is found leads to where it stands', async () => {
    await open(instructor, `${SEMINAR}/materials/e-port-status.fj`);
    await instructor.getByLabel('Comment on version 1').fill('Do narwhals come to Suva?');
    await instructor.getByRole('radio', { name: FOR_HOSTS }).check();
    await instructor.getByRole('button', { name: 'Send the comment' }).click();
    await expect(talk(instructor, 'Do narwhals')).toBeVisible();
    await open(instructor, `${SEMINAR}/search?q=narwhal`);
    await instructor.getByRole('link', { name: /^Comment by Sample instructor customs/ }).click();
    await expect(instructor).toHaveURL(/materials\/e-port-status\.fj#review-/);
    await expect(talk(instructor, 'Do narwhals')).toBeInViewport();
  });

  const other = await anotherPage();
  await signIn('trainee.mm@example.org', other);
  await open(other, `${SEMINAR}/search?q=walrus`);
  await expect(other.getByText('Nothing was found.')).toBeVisible();
  await open(other, `${SEMINAR}/search?q=walrxses`);
  await expect(other.getByText('Nothing was found.')).toBeVisible();
  await expect(other.getByText('Did you mean')).toBeHidden();
});
