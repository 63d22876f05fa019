import { defineConfig } from '@playwright/test';

// Two ways of using Lectern. What is tagged @script needs JavaScript, what is tagged @plain is
// about doing without; every other test runs both ways.
export default defineConfig({
  testDir: './specs',
  fullyParallel: false,
  // One server at a time: two cores have to render pages, run Chromium and hash passwords.
  workers: 1,
  forbidOnly: true,
  retries: 0,
  // The longest look at six pages through every rule of accessibility, twice each; on two busy cores that takes a while.
  timeout: 180_000,
  expect: { timeout: 10_000 },
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
