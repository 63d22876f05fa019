// Exports of the meeting platform, the sheet made of them, and certificates.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { heading } from './figures.mjs';
import { load } from './load.mjs';
import { SEMINAR, Server } from './server.mjs';

const SESSIONS = 40;

// The sample's file as it stands, with more sessions on its last evening until there are forty.
function fortySessions() {
  const text = readFileSync(join(import.meta.dirname, '../../seminars/e-port-2021.toml'), 'utf8');
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
  return { name, content: { Ok: readFileSync(join(import.meta.dirname, '../../seminars', name)).toString('base64') } };
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

export async function benchAttendance() {
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
