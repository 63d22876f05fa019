// How fast pages are made on the server.

import { heading } from './figures.mjs';
import { submit } from './hand-in.mjs';
import { load } from './load.mjs';
import { COUNTRIES, SEMINAR, Server } from './server.mjs';

// The better of pretalx 2026.2 and Indico 3.3 at the like of these pages, requests per second, measured
// on a machine like ours. Their list of people is told as one page's time for 2,500 of them.
const PEERS = {
  notice: () => 174,
  programme: () => 39,
  materials: (people) => (people > 250 ? 1000 / 424 : 28),
  board: (people) => (people > 250 ? 1000 / 424 : 28),
  people: (people) => (people > 250 ? 1000 / 424 : 28),
};

export async function benchPages() {
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
