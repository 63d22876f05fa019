// Signing in without a page. (With pages: sign-in.spec.ts.)

import { type APIRequestContext, expect, type Page } from '@playwright/test';

import { type Office, PASSWORD } from './office';

/** By invitation the first time, by password after that. */
export async function signIn(office: Office, email: string, page: Page): Promise<void> {
  const [context, known] = [page.context(), office.signIns.get(email)];
  if (known) await context.addCookies(known);
  // It may have ended meanwhile: by signing out, or by another password.
  if (!known || !(await isSignedIn(page.request))) {
    // Nobody accepts an invitation where somebody else is signed in.
    await context.clearCookies({ name: /sign_in$/ });
    if (office.confirmed.has(email)) {
      await post(page.request, 'sign_in', { email, password: PASSWORD });
    } else {
      await accept(page.request, office.invitation(email));
      office.confirmed.add(email);
    }
    const cookies = await context.cookies();
    office.signIns.set(email, cookies.filter(({ name }) => name.endsWith('sign_in')));
  }
}

/** As a script does on the first page, which is drawn anew then: tests begin on a page that stays. */
export async function tellZone(page: Page): Promise<void> {
  const zone = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  await post(page.request, 'choose_zone', { zone });
}

async function isSignedIn(request: APIRequestContext): Promise<boolean> {
  const frame = await (await request.get('/api/load_frame?seminar=')).json();
  return frame.signed_in !== null;
}

/** Accepts an invitation under the name that it bears. */
async function accept(request: APIRequestContext, link: string): Promise<void> {
  const token = link.split('/').pop()!;
  const { name } = await (await request.get('/api/load_invitation', { params: { token } })).json();
  await post(request, 'accept_invitation', { token, name, password: PASSWORD });
}

async function post(request: APIRequestContext, what: string, form: Record<string, string>): Promise<void> {
  const answer = await request.post(`/api/${what}`, { form });
  expect(answer.ok(), `${what}: ${await answer.text()}`).toBe(true);
}
