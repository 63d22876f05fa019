// What a server answers under load, and how much one answer weighs.

import { once } from 'node:events';
import { get } from 'node:http';

import autocannon from 'autocannon';

// Asks for three seconds with so many clients; every answer has to be a success.
export async function load(url, connections, headers) {
  const times = [];
  const running = autocannon({ url, connections, duration: 3, headers });
  running.on('response', (_client, _status, _bytes, millis) => times.push(millis));
  const result = await running;
  if (result.non2xx > 0) throw new Error(`${url}: ${result.non2xx} answers were no success`);
  times.sort((a, b) => a - b);
  const share = (part) => times[Math.floor((times.length - 1) * part)] ?? NaN;
  return { rate: result.requests.average, p50: share(0.5), p95: share(0.95) };
}

// Bytes of one answer as they cross the wire, plain and in the encoding that a browser's question gets.
export async function weigh(url, headers) {
  return [await wireBytes(url, headers), await wireBytes(url, { ...headers, 'accept-encoding': 'gzip, deflate, br, zstd' })];
}

async function wireBytes(url, headers) {
  const [answer] = await once(get(url, { headers }), 'response');
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode}`);
  let bytes = 0;
  for await (const piece of answer) bytes += piece.length;
  return bytes;
}
