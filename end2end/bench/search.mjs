// Search in the files of the sample seminar.

import { heading } from './figures.mjs';
import { eightAtOnce, submitAndDraw, words } from './hand-in.mjs';
import { load } from './load.mjs';
import { COUNTRIES, SEMINAR, Server } from './server.mjs';

export async function benchSearch() {
  heading('Search');
  const server = await new Server().start();
  const staff = { authorization: `Bearer ${await server.token('staff@example.org')}` };
  const tokens = [];
  for (const country of COUNTRIES) tokens.push(await server.token(`trainee.${country.toLowerCase()}@example.org`));
  console.log('each file has ten pages of text\n');
  console.log('files   word                      found   1 client: p50, p95   8 clients: requests/s, p50');
  // Twenty versions of each of the sample's fifty materials.
  const files = Array.from({ length: 1000 }, (_, number) => number);
  let done = 0;
  for (const until of [100, 1000]) {
    await eightAtOnce(files.slice(done, until), (number) => {
      const assignment = ['e-port-status', 'interconnection-projects'][Math.floor(number / COUNTRIES.length) % 2];
      return submitAndDraw(server, tokens[number % COUNTRIES.length], assignment, words(number));
    });
    done = until;
    for (const word of ['number42', 'customs', 'window', 'window customs', 'custqms', 'windxw custqms']) {
      const query = encodeURIComponent(word);
      const found = await fetch(`${server.url}/api/load_search?seminar=e-port-2021&question=${query}&page=1`, { headers: staff });
      const { count } = await found.json();
      const page = `${server.url}${SEMINAR}/search?q=${query}`;
      const [one, eight] = [await load(page, 1, staff), await load(page, 8, staff)];
      console.log(`${String(until).padStart(5)}   ${word.padEnd(24)} ${String(count).padStart(6)}   ` +
        `${one.p50.toFixed(1).padStart(9)}, ${one.p95.toFixed(1)} ms   ${eight.rate.toFixed(0).padStart(10)}, ${eight.p50.toFixed(1)} ms`);
    }
  }
  console.log(`\nmemory after that: ${(server.memory() / 1024).toFixed(0)} MiB`);
  await server.close();
}
