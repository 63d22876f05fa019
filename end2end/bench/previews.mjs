// The gate and previews: how long a file takes, and what it takes.

import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { heading, kib } from './figures.mjs';
import { announce, send, versionOf } from './hand-in.mjs';
import { weigh } from './load.mjs';
import { SEMINAR, Server } from './server.mjs';

export async function benchPreviews() {
  heading('The gate and previews');
  const server = await new Server().start();
  const token = await server.token('trainee.la@example.org');
  const deck = join(server.folder, 'deck.pptx');
  execFileSync(process.env.LECTERN_PYTHON, [join(import.meta.dirname, '../support/write_deck.py'), '40', 'Sample', deck]);
  const report = join(server.folder, 'report.pdf');
  execFileSync(process.env.LECTERN_PYTHON, [join(import.meta.dirname, '../support/write_report.py'), '100', report]);
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
  const { contents } = await until((preview) => preview.contents !== null);
  const drawn = (performance.now() - started) / 1000 - checked;
  clearInterval(watching);
  const bytes = (width) => contents.pages.slice(0, 10).reduce((sum, { images }) => sum + (images[width]?.bytes ?? 0), 0);
  const [, frame] = await weigh(`${server.url}${SEMINAR}/previews/${version}`, headers);
  return `${name.padEnd(15)} ${kib(size).padStart(9)} ${checked.toFixed(1).padStart(7)} s ${drawn.toFixed(1).padStart(5)} s ` +
    `${(most / 1024).toFixed(0).padStart(9)} MiB   ${kib(bytes(0))}, ${kib(bytes(1))}, ${kib(frame)}`;
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
