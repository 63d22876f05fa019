// `make bench`: figures and ratios of this build on this machine. Nothing here passes or fails.
//
//   node bench.mjs            everything
//   node bench.mjs pages      only what is named: visit, pages, upload, start, attendance, previews, search, gallery
//   LECTERN_BENCH_MATERIALS=100,1000 node bench.mjs gallery    without the 10,000, whose files take long to be checked and drawn

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { chromium } from '@playwright/test';
import autocannon from 'autocannon';

const SEMINAR = '/seminars/e-port-2021';
const COUNTRIES = 'BD BR CL EG ET FJ GE ID KE KH KZ LA LK MA MM MN MX MY NP PE PH TH UZ VN ZA'.split(' ');

// --- A server ------------------------------------------------------------------------------

class Server {
  folder = mkdtempSync(join(tmpdir(), 'lectern-bench-'));

  async start() {
    this.port ??= await freePort();
    const args = ['serve', '--demo', '--addr', `127.0.0.1:${this.port}`, '--data', this.folder];
    const env = { ...process.env, LECTERN_LOG: 'error' };
    this.child = spawn(process.env.LECTERN_BIN, args, { stdio: ['ignore', 'pipe', 'inherit'], env });
    for await (const line of createInterface({ input: this.child.stdout })) {
      if (line.includes('listens on')) return this;
    }
    throw new Error('the server ended before it listened');
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  async stop() {
    this.child.kill('SIGTERM');
    await once(this.child, 'exit');
  }

  async close() {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  // An errand through the socket that commands use, without starting a process for each.
  async errand(errand) {
    const socket = net.connect(join(this.folder, 'lectern.sock'));
    socket.write(`${JSON.stringify(errand)}\n`);
    const [line] = await once(createInterface({ input: socket }), 'line');
    const answer = JSON.parse(line);
    if (answer.Err) throw new Error(answer.Err);
    return answer.Ok;
  }

  async token(email) {
    return (await this.errand({ token: { email } })).json.token;
  }

  // Adds trainees, spread over the countries of the sample, until there are `count` of them.
  async growTo(count) {
    for (let number = COUNTRIES.length; number < count; number += 1) {
      const country = COUNTRIES[number % COUNTRIES.length];
      const email = `trainee.${number}@example.org`;
      await this.errand({
        add_person: { seminar: 'e-port-2021', role: 'trainee', name: `Sample Trainee ${number}`, email, country },
      });
    }
  }

  // KiB that the process holds in memory.
  memory(field = 'VmRSS') {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)[1]);
  }
}

async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

function heading(text) {
  console.log(`\n## ${text}\n`);
}

// --- The first visit -----------------------------------------------------------------------

async function benchFirstVisit() {
  heading('First visit in Chromium');
  console.log('weak link: 400 kbit/s, 400 ms round trip, processor slowed four times\n');
  const server = await new Server().start();
  const token = await server.token('trainee.la@example.org');
  const browser = await chromium.launch({
    executablePath: process.env.LECTERN_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
  for (const [name, path] of [['notice', SEMINAR], ['programme', `${SEMINAR}/programme`], ['my', `${SEMINAR}/my`]]) {
    for (const weak of [false, true]) {
      const headers = name === 'my' ? { authorization: `Bearer ${token}` } : {};
      console.log(await visit(browser, server.url + path, headers, weak, name));
    }
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
    const rate = 400_000 / 8;
    await client.send('Network.emulateNetworkConditions', {
      offline: false, latency: 400, downloadThroughput: rate, uploadThroughput: rate,
    });
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

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;
const seconds = (millis) => `${(millis / 1000).toFixed(2)} s`;

// --- Server rendering ----------------------------------------------------------------------

// The better of pretalx 2026.2 and Indico 3.3 at the like of these pages, requests per second, measured
// on a machine like ours. Their list of people is told as one page's time for 2,500 of them.
const PEERS = {
  notice: () => 174,
  programme: () => 39,
  materials: (people) => (people > 250 ? 1000 / 424 : 28),
  board: (people) => (people > 250 ? 1000 / 424 : 28),
  people: (people) => (people > 250 ? 1000 / 424 : 28),
};

// Asks for three seconds with so many clients; every answer has to be a success.
async function load(url, connections, headers) {
  const times = [];
  const running = autocannon({ url, connections, duration: 3, headers });
  running.on('response', (_client, _status, _bytes, millis) => times.push(millis));
  const result = await running;
  if (result.non2xx > 0) throw new Error(`${url}: ${result.non2xx} answers were no success`);
  times.sort((a, b) => a - b);
  const share = (part) => times[Math.floor((times.length - 1) * part)] ?? NaN;
  return { rate: result.requests.average, p50: share(0.5), p95: share(0.95) };
}

async function benchPages() {
  heading('Server rendering');
  const server = await new Server().start();
  const tokens = {};
  for (const country of COUNTRIES) {
    const email = `trainee.${country.toLowerCase()}@example.org`;
    await submit(server, await server.token(email), 'e-port-status', `Ports of ${country}. `.repeat(150));
  }
  for (const [who, email] of [['trainee', 'trainee.la@example.org'], ['staff', 'staff@example.org']]) {
    tokens[who] = await server.token(email);
  }
  const pages = [
    ['hello (/livez)', '/livez'],
    ['notice', SEMINAR],
    ['programme', `${SEMINAR}/programme`],
    ['my', `${SEMINAR}/my`, tokens.trainee],
    ['materials', `${SEMINAR}/materials`, tokens.staff],
    ['board', `${SEMINAR}/board`, tokens.staff],
    ['people', `${SEMINAR}/people`, tokens.staff],
  ];
  console.log('page             trainees clients    requests/s   p50 ms     p95 ms   share of hello   times the peers');
  for (const trainees of [25, 250, 2500]) {
    await server.growTo(trainees);
    for (const connections of [1, 8, 32]) {
      let hello;
      for (const [name, path, token] of pages) {
        const headers = token ? { authorization: `Bearer ${token}` } : {};
        const { rate, p50, p95 } = await load(server.url + path, connections, headers);
        hello ??= rate;
        const times = PEERS[name] ? (rate / PEERS[name](trainees)).toFixed(0) : '';
        console.log(`${name.padEnd(16)} ${String(trainees).padStart(8)} ${String(connections).padStart(7)} ` +
          `${rate.toFixed(0).padStart(13)} ${p50.toFixed(1).padStart(8)} ${p95.toFixed(1).padStart(10)} ` +
          `${(rate / hello).toFixed(3).padStart(16)} ${times.padStart(17)}`);
      }
    }
  }
  console.log(`\nmemory after that: ${(server.memory() / 1024).toFixed(0)} MiB`);
  await server.close();
}

// --- Uploads -------------------------------------------------------------------------------

const encode = (text) => Buffer.from(text).toString('base64');

async function announce(server, token, assignment, size, name = 'slides.pptx', seminar = 'e-port-2021') {
  const answer = await fetch(`${server.url}/api/uploads`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'tus-resumable': '1.0.0',
      'upload-length': String(size),
      'upload-metadata': `filename ${encode(name)},assignment ${encode(`${seminar}/${assignment}`)},consent ${encode('yes')}`,
    },
  });
  if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
  return server.url + answer.headers.get('location');
}

async function send(token, upload, offset, body) {
  const answer = await fetch(upload, {
    method: 'PATCH',
    duplex: 'half',
    headers: {
      authorization: `Bearer ${token}`,
      'tus-resumable': '1.0.0',
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
    },
    body,
  });
  if (answer.status !== 204) throw new Error(`${answer.status}: ${await answer.text()}`);
  return answer;
}

// Hands in a text as a version of its own.
async function submit(server, token, assignment, text, seminar) {
  const body = Buffer.from(text);
  await send(token, await announce(server, token, assignment, body.length, 'sample.txt', seminar), 0, body);
}

async function benchUploads() {
  heading('Uploads');
  const server = await new Server().start();
  const token = await server.token('trainee.la@example.org');
  const size = 500 * 1024 * 1024;
  const file = join(server.folder, 'deck.bin');
  await (await open(file, 'w')).close();
  execFileSync('sh', ['-c', `head -c ${size} /dev/urandom > ${file} && sync`]);
  let started = performance.now();
  execFileSync('sh', ['-c', `cp ${file} ${file}.copy && sha256sum ${file}.copy >/dev/null && sync ${file}.copy`]);
  const copied = (performance.now() - started) / 1000;
  started = performance.now();
  await send(token, await announce(server, token, 'e-port-status', size), 0, createReadStream(file));
  const uploaded = (performance.now() - started) / 1000;
  const rate = (took) => `${(size / 1e6 / took).toFixed(0)} MB/s`;
  console.log(`one file of 500 MiB: ${rate(uploaded)}; cp + sha256sum + sync of it: ${rate(copied)}; ` +
    `ratio ${(copied / uploaded).toFixed(2)}`);
  await benchParallelUploads(server);
  await server.close();
}

async function benchParallelUploads(server) {
  const [size, piece, uploads] = [20 * 1024 * 1024, 1024 * 1024, 50];
  let most = 0;
  const watching = setInterval(() => { most = Math.max(most, server.memory()); }, 20);
  const one = async (number) => {
    const country = COUNTRIES[number % COUNTRIES.length].toLowerCase();
    const token = await server.token(`trainee.${country}@example.org`);
    const upload = await announce(server, token, number < COUNTRIES.length ? 'e-port-status' : 'interconnection-projects', size);
    for (let offset = 0; offset < size; offset += piece) await send(token, upload, offset, Buffer.alloc(piece, number));
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: uploads }, (_, number) => one(number)));
  clearInterval(watching);
  const took = (performance.now() - started) / 1000;
  console.log(`${uploads} uploads of 20 MiB at once: ${(uploads * size / 1e6 / took).toFixed(0)} MB/s together, ` +
    `at most ${(most / 1024).toFixed(0)} MiB resident`);
}

// --- Attendance ----------------------------------------------------------------------------

const SESSIONS = 40;

// The sample's file as it stands, with more sessions on its last evening until there are forty.
function fortySessions() {
  const text = readFileSync(join(import.meta.dirname, '../seminars/e-port-2021.toml'), 'utf8');
  const known = text.match(/^\[\[sessions\]\]/gm).length;
  const more = Array.from({ length: SESSIONS - known }, (_, number) => `
[[sessions]]
slug = "more-${number}"
title = "More ${number}"
kind = "lecture"
starts = 2021-11-19T${18 + Math.floor(number / 2)}:${number % 2 ? '30' : '00'}:00
ends = 2021-11-19T${18 + Math.floor(number / 2)}:${number % 2 ? '55' : '25'}:00
`);
  return text.replace(/^ends = 2021-11-19T.*$/m, 'ends = 2021-11-19T23:59:00') + more.join('');
}

// The pictures of signatures that the seminar's file names, as a command sends them along.
const PICTURES = ['sample-signature-a.svg', 'sample-signature-b.svg'];
function picture(name) {
  return { name, content: { Ok: readFileSync(join(import.meta.dirname, '../seminars', name)).toString('base64') } };
}

// A Zoom export of one session: everyone, one in three of them with a rejoin.
function exportOf({ starts, ends }, people) {
  const wall = (millis) => new Date(millis + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  const rows = ['Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest'];
  const middle = (starts + ends) / 2;
  const row = (name, from, to) => rows.push(`${name},,${wall(from)},${wall(to)},${Math.round((to - from) / 60_000)},Yes`);
  people.forEach(({ name, country }, number) => {
    const shown = `${name} – ${country.name}`;
    if (number % 3) return row(shown, starts - 300_000, ends);
    row(shown, starts, middle - 60_000);
    row(shown, middle + 60_000, ends);
  });
  return rows;
}

async function benchAttendance() {
  heading('Attendance');
  console.log('trainees   sessions     rows    imported in   rows/s   most memory   sheet, 1 client    sheet, 8 clients');
  for (const trainees of [25, 250, 2500]) {
    const server = await new Server().start();
    await server.errand({ import_seminar: { path: 'forty.toml', text: fortySessions(), pictures: PICTURES.map(picture) } });
    await server.growTo(trainees);
    const headers = { authorization: `Bearer ${await server.token('staff@example.org')}` };
    const json = async (path) => (await fetch(server.url + path, { headers })).json();
    const { sessions } = await json('/api/load_programme?seminar=e-port-2021');
    const people = [];
    for (let page = 1; people.length < trainees; page += 1) {
      const { members } = await json(`/api/load_people?seminar=e-port-2021&filter[role]=trainee&filter[page]=${page}`);
      people.push(...members);
    }
    let [rows, most] = [0, 0];
    const watching = setInterval(() => { most = Math.max(most, server.memory()); }, 20);
    const started = performance.now();
    for (const { session } of sessions) {
      const lines = exportOf(session, people);
      rows += lines.length - 1;
      await importExport(server, headers, session, lines.join('\r\n'));
    }
    const took = (performance.now() - started) / 1000;
    clearInterval(watching);
    const figures = [];
    for (const connections of [1, 8]) {
      const { rate, p50 } = await load(`${server.url}${SEMINAR}/attendance`, connections, headers);
      figures.push(`${rate.toFixed(0)}/s, p50 ${p50.toFixed(0)} ms`);
    }
    console.log(`${String(trainees).padStart(8)} ${String(sessions.length).padStart(10)} ${String(rows).padStart(8)} ` +
      `${`${took.toFixed(1)} s`.padStart(14)} ${(rows / took).toFixed(0).padStart(8)} ${`${(most / 1024).toFixed(0)} MiB`.padStart(13)}   ` +
      `${figures.join('   ')}`);
    if (trainees <= 250) console.log(`         ${await benchCertificates(server, headers)}`);
    await server.close();
  }
}

// Freezes and issues; everyone has attended enough.
async function benchCertificates(server, headers) {
  const desk = async () => (await fetch(`${server.url}/api/load_certificates?seminar=e-port-2021&filter[page]=1`, { headers })).json();
  const post = async (path, fields) => {
    const answer = await fetch(server.url + path, { method: 'POST', headers, body: new URLSearchParams({ seminar: 'e-port-2021', ...fields }) });
    if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  };
  await post('/api/freeze_eligibility', { seen: (await desk()).seen, signed: 'yes' });
  const { frozen } = await desk();
  const started = performance.now();
  await post('/api/issue_certificates', { list: frozen.id });
  for (;;) {
    const { job } = await desk();
    if (job.problem) throw new Error(job.problem);
    if (job.finished_at) {
      const took = (performance.now() - started) / 1000;
      return `${job.total} certificates issued in ${took.toFixed(1)} s, ${(job.total / took).toFixed(0)}/s, ` +
        `${(server.memory('VmHWM') / 1024).toFixed(0)} MiB at most`;
    }
    await new Promise((done) => { setTimeout(done, 50); });
  }
}

// Uploads one export and confirms it, as a form does.
async function importExport(server, headers, session, text) {
  const form = new FormData();
  form.append('seminar', 'e-port-2021');
  form.append('file', new Blob([text]), `${session.slug}.csv`);
  const uploaded = await fetch(`${server.url}/api/attendance_files`, { method: 'POST', headers, body: form, redirect: 'manual' });
  if (uploaded.status !== 303) throw new Error(`${uploaded.status}: ${await uploaded.text()}`);
  const file = uploaded.headers.get('location').split('/').pop();
  const fields = new URLSearchParams({ seminar: 'e-port-2021', file, 'choices[sessions]': session.slug, 'choices[supersedes]': 'none' });
  const recorded = await fetch(`${server.url}/api/record_attendance`, { method: 'POST', headers, body: fields });
  if (!recorded.ok) throw new Error(`${recorded.status}: ${await recorded.text()}`);
}

// --- The gate and previews -----------------------------------------------------------------

async function benchPreviews() {
  heading('The gate and previews');
  const server = await new Server().start();
  const token = await server.token('trainee.la@example.org');
  const deck = join(server.folder, 'deck.pptx');
  execFileSync(process.env.LECTERN_PYTHON, [join(import.meta.dirname, 'support/write_deck.py'), '40', 'Sample', deck]);
  const report = join(server.folder, 'report.pdf');
  execFileSync(process.env.LECTERN_PYTHON, [join(import.meta.dirname, 'support/write_report.py'), '100', report]);
  console.log('file               size   checked   drawn   most memory   first 10 pages: 900 px, 320 px, text and frame');
  for (const [name, path] of [['40-slide deck', deck], ['100-page PDF', report]]) {
    console.log(await benchPreview(server, token, name, path));
  }
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
  const version = done.headers.get('content-location').split('/').pop();
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
  const { contents } = await until((preview) => preview.contents !== null);
  const drawn = (performance.now() - started) / 1000 - checked;
  clearInterval(watching);
  const bytes = (width) => contents.pages.slice(0, 10).reduce((sum, { images }) => sum + (images[width]?.bytes ?? 0), 0);
  const page = await fetch(`${server.url}${SEMINAR}/previews/${version}`, { headers: { ...headers, 'accept-encoding': 'br' } });
  const frame = Number(page.headers.get('content-length')) || (await page.arrayBuffer()).byteLength;
  return `${name.padEnd(15)} ${kib(size).padStart(9)} ${checked.toFixed(1).padStart(7)} s ${drawn.toFixed(1).padStart(5)} s ` +
    `${(most / 1024).toFixed(0).padStart(9)} MiB   ${kib(bytes(0))}, ${kib(bytes(1))}, ${kib(frame)}`;
}

function kib(bytes) {
  return `${(bytes / 1024).toFixed(0)} KiB`;
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

// --- Search --------------------------------------------------------------------------------

// Each file has some words of its own, some that many have, and one that all have.
function words(number) {
  const word = (place) => `w${(number * 7919 + place * 104729) % 5000}x`;
  const lines = Array.from({ length: 30 }, (_, line) => Array.from({ length: 10 }, (_, place) => word(line * 10 + place)).join(' '));
  return `window ${number % 7 === 0 ? 'customs' : 'ports'} number${number}\n${lines.join('\n')}\n`;
}

async function benchSearch() {
  heading('Search');
  const server = await new Server().start();
  const staff = { authorization: `Bearer ${await server.token('staff@example.org')}` };
  const tokens = [];
  for (const country of COUNTRIES) tokens.push(await server.token(`trainee.${country.toLowerCase()}@example.org`));
  console.log('files   word                      found   1 client: p50, p95   8 clients: requests/s, p50');
  let files = 0;
  // Twenty versions of each of the sample's fifty materials.
  for (const until of [100, 1000]) {
    for (; files < until; files += 1) {
      const assignment = ['e-port-status', 'interconnection-projects'][Math.floor(files / COUNTRIES.length) % 2];
      await submit(server, tokens[files % COUNTRIES.length], assignment, words(files));
    }
    await allDrawn(server, staff, files);
    for (const word of ['number42', 'customs', 'window', 'window customs']) {
      const query = encodeURIComponent(word);
      const found = await fetch(`${server.url}/api/load_search?seminar=e-port-2021&question=${query}&page=1`, { headers: staff });
      const { count } = await found.json();
      const page = `${server.url}${SEMINAR}/search?q=${query}`;
      const [one, eight] = [await load(page, 1, staff), await load(page, 8, staff)];
      console.log(`${String(files).padStart(5)}   ${word.padEnd(24)} ${String(count).padStart(6)}   ` +
        `${one.p50.toFixed(1).padStart(9)}, ${one.p95.toFixed(1)} ms   ${eight.rate.toFixed(0).padStart(10)}, ${eight.p50.toFixed(1)} ms`);
    }
  }
  console.log(`\nmemory after that: ${(server.memory() / 1024).toFixed(0)} MiB`);
  await server.close();
}

// Until every file that was handed in can be found.
async function allDrawn(server, headers, files, seminar = 'e-port-2021') {
  for (;;) {
    const found = await fetch(`${server.url}/api/load_search?seminar=${seminar}&question=window&page=1`, { headers });
    if ((await found.json()).count === files) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

// --- The gallery ---------------------------------------------------------------------------

// Countries and assignments, each of which answers each.
const SIZES = [[25, 4], [100, 10], [200, 50]];

async function benchGallery() {
  heading('Gallery and search, by materials');
  console.log('every material is accepted, shared and open to all\n');
  console.log('materials   page                          1 client: p50, p95   8 clients: requests/s, p50');
  const wanted = process.env.LECTERN_BENCH_MATERIALS?.split(',').map(Number);
  for (const [countries, assignments] of SIZES) {
    if (!wanted || wanted.includes(countries * assignments)) await benchGalleryOf(countries, assignments);
  }
}

async function benchGalleryOf(countries, assignments) {
  const server = await new Server().start();
  const slug = 'bench';
  await server.errand({ import_seminar: { path: 'bench.toml', text: seminarOf(slug, assignments) } });
  const person = (role, email, country) =>
    server.errand({ add_person: { seminar: slug, role, name: `Sample ${email}`, email, country: country ?? null } });
  await person('staff', 'staff@bench.example.org');
  const staff = { authorization: `Bearer ${await server.token('staff@bench.example.org')}` };
  const codes = countryCodes().slice(0, countries);
  const tokens = [];
  for (const code of codes) {
    await person('trainee', `trainee.${code.toLowerCase()}@bench.example.org`, code);
    tokens.push(await server.token(`trainee.${code.toLowerCase()}@bench.example.org`));
  }
  const materials = codes.flatMap((code, place) =>
    Array.from({ length: assignments }, (_, number) => ({ code, token: tokens[place], assignment: `paper-${number}` })));
  await eightAtOnce(materials, ({ token, assignment }, number) => submit(server, token, assignment, words(number), slug));
  await allDrawn(server, staff, materials.length, slug);
  await eightAtOnce(materials, ({ code, assignment }) => accept(server, staff, slug, `${assignment}.${code.toLowerCase()}`));
  await post(server, staff, 'open_materials', { seminar: slug, open: 'true' });
  const trainee = { authorization: `Bearer ${tokens[0]}` };
  const pages = [['gallery, staff', 'gallery', staff], ['gallery, trainee', 'gallery', trainee],
    ['search "customs", staff', 'search?q=customs', staff], ['search "customs", trainee', 'search?q=customs', trainee]];
  for (const [name, path, headers] of pages) {
    const page = `${server.url}/seminars/${slug}/${path}`;
    const [one, eight] = [await load(page, 1, headers), await load(page, 8, headers)];
    console.log(`${String(materials.length).padStart(9)}   ${name.padEnd(28)} ${one.p50.toFixed(1).padStart(9)}, ` +
      `${one.p95.toFixed(1)} ms   ${eight.rate.toFixed(0).padStart(10)}, ${eight.p50.toFixed(1)} ms`);
  }
  console.log(`${String(materials.length).padStart(9)}   memory after that: ${(server.memory() / 1024).toFixed(0)} MiB`);
  await server.close();
}

// The small seminar of the tests, running today, with so many assignments.
function seminarOf(slug, assignments) {
  const day = (from) => new Date(Date.now() + (from - 11) * 86_400_000).toISOString().slice(0, 10);
  const sample = readFileSync(new URL('../trials/src/sample.toml', import.meta.url), 'utf8');
  const text = sample.slice(0, sample.indexOf('[[assignments]]')).replace('slug = "sample"', `slug = "${slug}"`);
  const papers = Array.from({ length: assignments }, (_, number) => `[[assignments]]
slug = "paper-${number}"
title = "Paper ${number}"
description = "A sample."
due = 2021-11-17T12:00:00
closes = 2021-11-19T12:00:00
`);
  return (text + papers.join('\n')).replaceAll(/2021-11-(\d\d)/g, (_, date) => day(Number(date)));
}

function countryCodes() {
  const places = readFileSync(new URL('../crates/domain/src/country/places.tsv', import.meta.url), 'utf8');
  return places.split('\n').filter((line) => line && !line.startsWith('#')).map((line) => line.slice(0, 2));
}

async function eightAtOnce(rows, work) {
  let next = 0;
  const worker = async () => {
    for (let place = next++; place < rows.length; place = next++) await work(rows[place], place);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

async function accept(server, headers, seminar, material) {
  await post(server, headers, 'make_decision', { seminar, material, version: '1', verdict: 'accepted', body: '' });
}

async function post(server, headers, name, fields) {
  const answer = await fetch(`${server.url}/api/${name}`, { method: 'POST', headers, body: new URLSearchParams(fields) });
  if (!answer.ok) throw new Error(`${name}: ${answer.status}: ${await answer.text()}`);
}

// --- Starting ------------------------------------------------------------------------------

async function benchStart() {
  heading('Starting');
  const server = await new Server().start();
  await server.stop();
  const times = [];
  for (let round = 0; round < 5; round += 1) {
    const started = performance.now();
    await server.start();
    const answer = await fetch(server.url + SEMINAR);
    if (!answer.ok) throw new Error(`${answer.status}`);
    times.push(performance.now() - started);
    if (round < 4) await server.stop();
  }
  times.sort((a, b) => a - b);
  console.log(`to the first page answered: median ${times[2].toFixed(0)} ms of five starts ` +
    `(${times[0].toFixed(0)} to ${times[4].toFixed(0)})`);
  console.log(`memory with nothing to do: ${(server.memory() / 1024).toFixed(0)} MiB`);
  await server.close();
  if (existsSync(server.folder)) throw new Error('the folder stays');
}

// --- What is asked for ----------------------------------------------------------------------

const parts = { visit: benchFirstVisit, pages: benchPages, upload: benchUploads, start: benchStart, attendance: benchAttendance,
  previews: benchPreviews, search: benchSearch, gallery: benchGallery };
const wanted = process.argv.slice(2);
for (const [name, part] of Object.entries(parts)) {
  if (wanted.length === 0 || wanted.includes(name)) await part();
}
