// How long a server takes to start, and what it holds with nothing to do.

import { existsSync } from 'node:fs';

import { heading } from './figures.mjs';
import { SEMINAR, Server } from './server.mjs';

export async function benchStart() {
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
