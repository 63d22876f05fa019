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

// Each file has some words of its own, some that many have, and one that all have.
export function words(number) {
  const word = (place) => `w${(number * 7919 + place * 104729) % 5000}x`;
  const lines = Array.from({ length: 30 }, (_, line) => Array.from({ length: 10 }, (_, place) => word(line * 10 + place)).join(' '));
  return `window ${number % 7 === 0 ? 'customs' : 'ports'} number${number}\n${lines.join('\n')}\n`;
}
