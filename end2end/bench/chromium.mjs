// A browser, and the weak link that it sits behind.

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
