import { defineConfig } from '@playwright/test';

// Two ways of using Lectern. What is tagged @script needs JavaScript, what is tagged @plain is
// about doing without; every other test runs both ways.
export default defineConfig({
  testDir: './specs',
  fullyParallel: false,
  // Each has a server of its own. Much of a test is waiting, which the other one fills.
  workers: 2,
  forbidOnly: true,
  retries: 0,
  // For what hangs. The longest take a minute or two on two cores that both workers keep busy.
  timeout: 300_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Asia/Vientiane',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.LECTERN_CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'with-javascript', grepInvert: /@plain/ },
    { name: 'without-javascript', grepInvert: /@script/, use: { javaScriptEnabled: false } },
  ],
});
