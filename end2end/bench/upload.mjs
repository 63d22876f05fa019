// Uploads: one large file, and many at once.

import { execFileSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

import { heading } from './figures.mjs';
import { announce, send } from './hand-in.mjs';
import { COUNTRIES, Server } from './server.mjs';

export async function benchUploads() {
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
