// The gate and previews: how long a file takes, what it takes, and how soon it is seen.

import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { launch, watchTraffic, weaken } from './chromium.mjs';
import { heading, kib, seconds } from './figures.mjs';
import { announce, send, versionOf } from './hand-in.mjs';
import { weigh } from './load.mjs';
import { SEMINAR, Server } from './server.mjs';

// A phone has several pixels to the point, and so may get the wider pictures.
const DEVICES = [
  { device: 'phone', viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 },
  { device: 'desk', viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 },
];

export async function benchPreviews() {
  heading('The gate and previews');
  const server = await new Server().start();
  const token = await server.token('trainee.la@example.org');
  const deck = join(server.folder, 'deck.pptx');
  execFileSync(process.env.LECTERN_PYTHON, [join(import.meta.dirname, '../support/write_deck.py'), '40', 'Sample', deck]);
  const report = join(server.folder, 'report.pdf');
  execFileSync(process.env.LECTERN_PYTHON, [join(import.meta.dirname, '../support/write_report.py'), '100', report]);
  console.log('file               size   checked   drawn   most memory   page around one');
  const viewers = [];
  for (const [name, path] of [['40-slide deck', deck], ['100-page PDF', report]]) {
    const { figures, version } = await benchPreview(server, token, name, path);
    console.log(figures);
    viewers.push([name, `${server.url}${SEMINAR}/previews/${version}`]);
  }
  console.log('\nthe first picture on a cold cache; weak link: 300 kbit/s, 400 ms round trip');
  const browser = await launch();
  for (const [name, url] of viewers) console.log(await benchFirstPicture(browser, token, name, url));
  console.log('\nten pages leafed through with →: all bytes that come to a browser with an empty cache');
  for (const [name, url] of viewers) {
    for (const device of DEVICES) console.log(await benchLeafing(browser, token, name, url, device));
  }
  await browser.close();
  await server.close();
}

async function benchPreview(server, token, name, path) {
  const size = readFileSync(path).length;
  const headers = { authorization: `Bearer ${token}` };
  const started = performance.now();
  let most = 0;
  const watching = setInterval(() => { most = Math.max(most, memoryOfChildren(server.child.pid)); }, 20);
  const upload = await announce(server, token, 'e-port-status', size, path.split('/').pop());
  const done = await send(token, upload, 0, readFileSync(path));
  const version = versionOf(done);
  const load = async () => {
    const answer = await fetch(`${server.url}/api/load_preview?seminar=e-port-2021&version=${version}`, { headers });
    return answer.json();
  };
  const until = async (is) => {
    for (;;) {
      const preview = await load();
      if (is(preview)) return preview;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  await until(({ version: { passage } }) => passage.state === 'ready');
  const checked = (performance.now() - started) / 1000;
  await until((preview) => preview.contents !== null);
  const drawn = (performance.now() - started) / 1000 - checked;
  clearInterval(watching);
  const [, frame] = await weigh(`${server.url}${SEMINAR}/previews/${version}`, headers);
  const figures = `${name.padEnd(15)} ${kib(size).padStart(9)} ${checked.toFixed(1).padStart(7)} s ${drawn.toFixed(1).padStart(5)} s ` +
    `${(most / 1024).toFixed(0).padStart(9)} MiB   ${kib(frame)}`;
  return { figures, version };
}

async function benchLeafing(browser, token, name, url, { device, ...screen }) {
  const context = await contextOf(browser, token, url, screen);
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  await client.send('Network.enable');
  let [bytes, pictures] = [0, 0];
  const pictureRequests = new Set();
  client.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.mimeType === 'image/webp') pictureRequests.add(requestId);
  });
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes += encodedDataLength;
    if (pictureRequests.has(requestId)) pictures += encodedDataLength;
  });
  // What is loaded ahead has come, too.
  const quiet = watchTraffic(page);
  await page.goto(url);
  await page.locator('.stage').waitFor();
  await quiet();
  const opened = { bytes, pictures };
  for (let number = 2; number <= 10; number += 1) {
    await page.keyboard.press('ArrowRight');
    await page.getByRole('img', { name: new RegExp(`^Page ${number} of `) }).waitFor();
    await quiet();
  }
  await context.close();
  return `${name.padEnd(15)} ${device.padEnd(6)} first page ${kib(opened.bytes).padStart(9)} (pictures ${kib(opened.pictures)}), ` +
    `nine more ${kib(bytes - opened.bytes).padStart(9)} (pictures ${kib(pictures - opened.pictures)})`;
}

// A reader whose zone is known, as it is from the second page on; finding it out costs one more request.
async function contextOf(browser, token, url, options) {
  const context = await browser.newContext({ extraHTTPHeaders: { authorization: `Bearer ${token}` }, ...options });
  await context.addCookies([{ name: 'zone', value: 'Asia/Vientiane', url }]);
  return context;
}

async function benchFirstPicture(browser, token, name, url) {
  const script = await firstPicture(browser, token, url, true);
  const plain = await firstPicture(browser, token, url, false);
  return `${name.padEnd(15)} after ${seconds(script.shown)}, alive after ${seconds(script.alive)}; ` +
    `without JavaScript after ${seconds(plain.shown)}`;
}

// Milliseconds from the question for the page, on a phone.
async function firstPicture(browser, token, url, javaScriptEnabled) {
  const context = await contextOf(browser, token, url, { javaScriptEnabled, viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  page.setDefaultTimeout(180_000);
  const client = await context.newCDPSession(page);
  await client.send('Network.enable');
  await weaken(client, 300);
  const picture = page.waitForEvent('requestfinished', (request) => /\/0001-\d+\.webp$/.test(request.url()));
  const started = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  await picture;
  const shown = performance.now() - started;
  if (javaScriptEnabled) await page.locator('.stage').waitFor();
  const alive = performance.now() - started;
  await context.close();
  return { shown, alive };
}

// KiB that all processes below this one hold at the moment.
function memoryOfChildren(pid) {
  let sum = 0;
  for (const child of childrenOf(pid)) {
    try {
      sum += Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child}/status`, 'utf8'))?.[1] ?? 0);
    } catch {
      // It has just ended.
    }
    sum += memoryOfChildren(child);
  }
  return sum;
}

function childrenOf(pid) {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    return threads.flatMap((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean));
  } catch {
    return [];
  }
}
