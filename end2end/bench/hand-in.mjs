// Hands in files as upload clients do, and waits for what becomes of them.

const encode = (text) => Buffer.from(text).toString('base64');

export async function announce(server, token, assignment, size, name = 'slides.pptx', seminar = 'e-port-2021') {
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

export async function send(token, upload, offset, body) {
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

// Hands in a text as a version of its own; answers the version's id.
export async function submit(server, token, assignment, text, seminar) {
  const body = Buffer.from(text);
  const upload = await announce(server, token, assignment, body.length, 'sample.txt', seminar);
  return versionOf(await send(token, upload, 0, body));
}

// The version that the last piece of an upload made.
export function versionOf(answer) {
  return answer.headers.get('content-location').split('/').pop();
}

// Hands in a text and waits until it is drawn, and so can be found. Whoever looks for the next job looks at all that
// wait: thousands that are handed in at once would make each look a long one.
export async function submitAndDraw(server, token, assignment, text, seminar = 'e-port-2021') {
  const version = await submit(server, token, assignment, text, seminar);
  const headers = { authorization: `Bearer ${token}` };
  for (;;) {
    const answer = await fetch(`${server.url}/api/load_preview?seminar=${seminar}&version=${version}`, { headers });
    if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
    if ((await answer.json()).contents !== null) return;
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
}

export async function eightAtOnce(rows, work) {
  let next = 0;
  const worker = async () => {
    for (let place = next++; place < rows.length; place = next++) await work(rows[place], place);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

// A viewer makes a page of so many lines of a text.
const [LINES_OF_A_PAGE, PAGES] = [200, 10];
const SYLLABLES = [...'bdfgklmnprstv'].flatMap((consonant) => [...'aeo'].map((vowel) => consonant + vowel));
const WORDS = SYLLABLES.flatMap((one) => SYLLABLES.flatMap((two) => SYLLABLES.map((three) => one + two + three)));

// The text of a file: ten pages, with a hundred words on each. "window" stands on each page of each file, "customs" or
// "ports" on each page of one, and its number once.
export function words(number) {
  const random = randomFrom(number);
  const page = (_, place) => {
    const lines = ['window', number % 7 === 0 ? 'customs' : 'ports', ...someWords(random, 98)];
    if (place === 0) lines.push(`number${number}`);
    return [...lines, ...Array(LINES_OF_A_PAGE - lines.length).fill('')].join('\n');
  };
  return Array.from({ length: PAGES }, page).join('\n');
}

// What someone says of it.
export function remark(number) {
  return `A sample: ${someWords(randomFrom(-number - 1), 20).join(' ')}`;
}

// A few of them are frequent and most are rare, as in a language.
function someWords(random, count) {
  return Array.from({ length: count }, () => WORDS[Math.floor(WORDS.length * random() ** 3)]);
}

// Numbers from 0 to 1 that are the same in each run (mulberry32).
function randomFrom(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
