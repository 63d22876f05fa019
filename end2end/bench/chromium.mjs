// A browser, the weak link that it sits behind, and the moment when all has come.

import { chromium } from '@playwright/test';

export function launch() {
  return chromium.launch({
    executablePath: process.env.LECTERN_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}

// 400 ms round trip; `client` is a session of the browser's protocol with the network enabled.
export async function weaken(client, kilobitsPerSecond) {
  const rate = kilobitsPerSecond * 1000 / 8;
  await client.send('Network.emulateNetworkConditions', {
    offline: false, latency: 400, downloadThroughput: rate, uploadThroughput: rate,
  });
}

// How long a page asks for nothing until it is taken to have all that it wants, in milliseconds.
const QUIET = 1000;

// Watches what a page asks for from now on; answers a wait until nothing has been on its way for a second. The stream of
// events, which stays open, does not count: for its sake `networkidle` never comes.
export function watchTraffic(page) {
  const underWay = new Set();
  let changed = () => {};
  page.on('request', (request) => {
    if (request.resourceType() === 'eventsource') return;
    underWay.add(request);
    changed();
  });
  const end = (request) => { if (underWay.delete(request)) changed(); };
  page.on('requestfinished', end);
  page.on('requestfailed', end);
  return () => new Promise((resolve) => {
    let timer;
    changed = () => {
      clearTimeout(timer);
      if (underWay.size === 0) timer = setTimeout(resolve, QUIET);
    };
    changed();
  });
}
