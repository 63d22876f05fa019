// The gallery and the search of seminars of different sizes.

import { readFileSync } from 'node:fs';

import { heading, kib, seconds } from './figures.mjs';
import { eightAtOnce, remark, submitAndDraw, words } from './hand-in.mjs';
import { load, weigh } from './load.mjs';
import { Server } from './server.mjs';

// Countries and assignments, each of which answers each.
const SIZES = [[25, 4], [100, 10], [200, 50]];

export async function benchGallery() {
  heading('Gallery and search, by materials');
  console.log('every material has ten pages of text, and is accepted with a remark, shared and open to all\n');
  console.log('materials   page                          1 client: p50, p95   8 clients: requests/s, p50   one answer: plain, compressed');
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
  const drawn = await timed(() =>
    eightAtOnce(materials, ({ token, assignment }, number) => submitAndDraw(server, token, assignment, words(number), slug)));
  const accepted = await timed(() =>
    eightAtOnce(materials, ({ code, assignment }, number) => accept(server, staff, slug, `${assignment}.${code.toLowerCase()}`, remark(number))));
  const count = String(materials.length).padStart(9);
  console.log(`${count}   handed in, checked and drawn in ${drawn}, accepted in ${accepted}`);
  await post(server, staff, 'open_materials', { seminar: slug, open: 'true' });
  const trainee = { authorization: `Bearer ${tokens[0]}` };
  const pages = [['gallery, staff', 'gallery', staff], ['gallery, trainee', 'gallery', trainee],
    // A page beyond the end is the last one.
    ['its last page, staff', 'gallery?page=1000000', staff], ['its last page, trainee', 'gallery?page=1000000', trainee],
    ['search "number42", staff', 'search?q=number42', staff],
    // On each page of every seventh file, and of every one.
    ['search "customs", staff', 'search?q=customs', staff], ['search "customs", trainee', 'search?q=customs', trainee],
    ['search "window", staff', 'search?q=window', staff],
    ['list of materials, staff', 'materials', staff],
    ['one material, staff', `materials/paper-0.${codes[0].toLowerCase()}`, staff]];
  for (const [name, path, headers] of pages) {
    const page = `${server.url}/seminars/${slug}/${path}`;
    const [one, eight] = [await load(page, 1, headers), await load(page, 8, headers)];
    const [plain, encoded] = await weigh(page, headers);
    console.log(`${count}   ${name.padEnd(28)} ${one.p50.toFixed(1).padStart(9)}, ` +
      `${one.p95.toFixed(1)} ms   ${eight.rate.toFixed(0).padStart(10)}, ${eight.p50.toFixed(1)} ms   ${kib(plain)}, ${kib(encoded)}`);
  }
  const checked = await timed(() => server.errand('check'));
  console.log(`${count}   all of it checked, files and records, in ${checked}`);
  console.log(`${count}   memory after that: ${(server.memory() / 1024).toFixed(0)} MiB`);
  await server.close();
}

// The small seminar of the tests, running today, with so many assignments.
function seminarOf(slug, assignments) {
  const day = (from) => new Date(Date.now() + (from - 11) * 86_400_000).toISOString().slice(0, 10);
  const sample = readFileSync(new URL('../../trials/src/sample.toml', import.meta.url), 'utf8');
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
  const places = readFileSync(new URL('../../crates/domain/src/country/places.tsv', import.meta.url), 'utf8');
  return places.split('\n').filter((line) => line && !line.startsWith('#')).map((line) => line.slice(0, 2));
}

async function timed(work) {
  const started = performance.now();
  await work();
  return seconds(performance.now() - started);
}

async function accept(server, headers, seminar, material, body) {
  await post(server, headers, 'make_decision', { seminar, material, version: '1', verdict: 'accepted', body });
}

async function post(server, headers, name, fields) {
  const answer = await fetch(`${server.url}/api/${name}`, { method: 'POST', headers, body: new URLSearchParams(fields) });
  if (!answer.ok) throw new Error(`${name}: ${answer.status}: ${await answer.text()}`);
}
