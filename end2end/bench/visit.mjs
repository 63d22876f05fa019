// The first visit of a browser, at full speed and on a weak link.

import { launch, weaken } from './chromium.mjs';
import { heading, kilobytes, seconds } from './figures.mjs';
import { SEMINAR, Server } from './server.mjs';

export async function benchFirstVisit() {
  heading('First visit in Chromium');
  console.log('weak link: 400 kbit/s, 400 ms round trip, processor slowed four times\n');
  const server = await new Server().start();
  const token = await server.token('trainee.la@example.org');
  const browser = await launch();
  const trainee = { authorization: `Bearer ${token}` };
  for (const [name, path, headers] of [
    ['notice', SEMINAR, {}],
    ['programme', `${SEMINAR}/programme`, {}],
    ['my', `${SEMINAR}/my`, trainee],
    ['materials', `${SEMINAR}/materials`, trainee],
  ]) {
    for (const weak of [false, true]) console.log(await visit(browser, server.url + path, headers, weak, name));
  }
  await browser.close();
  await server.close();
}

async function visit(browser, url, extraHTTPHeaders, weak, name) {
  const context = await browser.newContext({ extraHTTPHeaders, timezoneId: 'Asia/Shanghai' });
  // The zone is known, as it is from the second page on; finding it out costs one more request.
  await context.addCookies([{ name: 'zone', value: 'Asia/Vientiane', url }]);
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  await client.send('Network.enable');
  if (weak) {
    await weaken(client, 400);
    await client.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  }
  const types = new Map();
  const bytes = {};
  client.on('Network.responseReceived', ({ requestId, response }) => types.set(requestId, kind(response)));
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const type = types.get(requestId) ?? 'other';
    bytes[type] = (bytes[type] ?? 0) + encodedDataLength;
  });
  await page.goto(url, { waitUntil: 'commit' });
  await page.locator('html[data-hydrated]').waitFor({ state: 'attached', timeout: 60_000 });
  const hydrated = await page.evaluate(() => performance.now());
  await page.waitForLoadState('networkidle');
  const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime);
  await context.close();
  const total = Object.values(bytes).reduce((sum, more) => sum + more, 0);
  const where = Object.entries(bytes).map(([type, size]) => `${type} ${kilobytes(size)}`).join(', ');
  return `${name.padEnd(10)} ${weak ? 'weak link ' : 'full speed'}  ${kilobytes(total).padStart(7)} (${where})  ` +
    `first contentful paint ${seconds(paint)}, hydrated ${seconds(hydrated)}`;
}

function kind({ mimeType }) {
  if (mimeType === 'text/html') return 'html';
  if (mimeType === 'application/wasm') return 'wasm';
  if (mimeType.includes('javascript')) return 'js';
  return mimeType === 'text/css' ? 'css' : 'other';
}
