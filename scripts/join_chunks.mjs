// The splitter makes a file for every set of chunks that share something: hundreds, most of a few bytes. Here those
// that are mostly fetched together become one, and all is optimised and compressed.
//
//   node scripts/join_chunks.mjs SITE HASH_TXT

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

// What a request costs besides what it fetches, in bytes of a weak link.
const REQUEST = 2000;
// What is the same in every piece, compressed: it is there once in a file of several.
const FRAME = 200;
// Sections of a module.
const [CUSTOM, IMPORTS, EXPORTS, CODE] = [0, 2, 7, 10];
// As cargo-leptos has them.
const FEATURES = ['--enable-bulk-memory', '--enable-nontrapping-float-to-int'];

const [site, hashFile] = process.argv.slice(2);
const pkg = join(site, 'pkg');
const work = await mkdtemp(join(tmpdir(), 'chunks-'));
// It goes however this ends; a tool still at work on it may write once more.
process.on('exit', () => rmSync(work, { recursive: true, force: true, maxRetries: 3 }));
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM']) process.on(signal, (_, number) => process.exit(128 + number));
const run = promisify(execFile);
const [brotli, zip] = [brotliCompress, gzip].map(promisify);

const hashes = new Map((await readFile(hashFile, 'utf8')).trim().split('\n').map((line) => line.split(': ')));
const entry = `lectern.${hashes.get('js')}.js`;
const loader = `__wasm_split.${hashes.get('split')}.js`;
const manifestName = `__wasm_split_manifest.${hashes.get('manifest')}.json`;

const manifest = JSON.parse(await readFile(join(pkg, manifestName), 'utf8'));
const groups = grouped(await allPieces());
const files = await inParallel(groups, joined);
const fileOf = new Map(groups.flatMap(({ pieces }, place) => pieces.map((piece) => [piece, files[place]])));
await rewriteManifest();
await rewriteLoader();
const rest = (await readdir(pkg)).filter((name) => name.endsWith('.wasm') && !files.includes(name.slice(0, -5)));
await inParallel(rest, optimised);
await inParallel(await readdir(pkg), compressed);
console.log(`${fileOf.size} shared pieces of code are now ${files.length} files`);

/** What chunks share, each by itself. */
async function allPieces() {
  const users = new Map();
  if (Object.keys(manifest).length > 31) throw new Error('more chunks than bits');
  Object.values(manifest).forEach((chunk, bit) => {
    for (const piece of chunk.filter(isShared)) users.set(piece, (users.get(piece) ?? 0) | (1 << bit));
  });
  return inParallel([...users], async ([piece, chunks]) => {
    const code = withoutNames(await readFile(join(pkg, `${piece}.wasm`)));
    await write(`${piece}.wasm`, code);
    return group([piece], chunks, await weight(code));
  });
}

/** What will travel of a piece. Each has the data of all, too; what it does not use of that is left out later. */
async function weight(code) {
  const { start, end } = sectionsOf(code).find(({ id }) => id === CODE) ?? { start: 0, end: 0 };
  const quickly = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
  return FRAME + (await brotli(code.subarray(start, end), quickly)).length;
}

function isShared(name) {
  return name.startsWith('chunk_');
}

/** Pieces in one file; which chunks need it, as bits; and what it costs first visits of each of these. */
function group(pieces, chunks, bytes) {
  return { pieces, chunks, bytes, cost: cost(chunks, bytes) };
}

function cost(chunks, bytes) {
  let count = 0;
  for (let left = chunks; left !== 0; left &= left - 1) count += 1;
  return count * (bytes + REQUEST);
}

/** Puts together, again and again, the two that save most. */
function grouped(pieces) {
  let groups = pieces;
  for (;;) {
    let [most, one, other] = [0];
    for (let a = 0; a < groups.length; a += 1) {
      for (let b = 0; b < a; b += 1) {
        const [first, second] = [groups[a], groups[b]];
        const saved = first.cost + second.cost - cost(first.chunks | second.chunks, first.bytes + second.bytes - FRAME);
        if (saved > most) [most, one, other] = [saved, first, second];
      }
    }
    if (!one) return groups;
    const both = group([...other.pieces, ...one.pieces], one.chunks | other.chunks, one.bytes + other.bytes - FRAME);
    groups = [...groups.filter((each) => each !== one && each !== other), both];
  }
}

/** The name of the one file, without its end. */
async function joined({ pieces }, place) {
  const path = (name) => join(pkg, `${name}.wasm`);
  const [hub, made] = [join(work, `hub_${place}.wasm`), join(work, `made_${place}.wasm`)];
  const parts = await Promise.all(pieces.map((piece) => readFile(path(piece))));
  await writeFile(hub, passingOn(parts));
  await run('wasm-merge', [hub, '__wasm_split', ...pieces.flatMap((piece) => [path(piece), piece]), '-o', made, ...FEATURES]);
  await run('wasm-opt', ['-Oz', ...FEATURES, made, '-o', made]);
  const code = await readFile(made);
  const name = `chunk_${place}.${hash(code)}`;
  await write(`${name}.wasm`, code);
  await Promise.all(pieces.map((piece) => rm(path(piece))));
  return name;
}

async function optimised(name) {
  const path = join(pkg, name);
  await run('wasm-opt', ['-Oz', ...FEATURES, path, '-o', path]);
}

async function rewriteManifest() {
  const written = Object.entries(manifest).map(([chunk, names]) => [chunk, [...new Set(names.map((name) => fileOf.get(name) ?? name))]]);
  await write(manifestName, JSON.stringify(Object.fromEntries(written)));
}

/** The script that loads chunks, and the main one, which names it. Each is named by what is in it. */
async function rewriteLoader() {
  const pieceOf = new Map();
  const without = (await readFile(join(pkg, loader), 'utf8')).replace(
    /\/\*[^*]*\*\/\nconst (__chunk_\d+) = makeLoad\(\(\) => \{\n[^\n]*"\.\/(chunk_[^"]+)\.wasm"[^\n]*\n[^\n]*\n\}\n, \[\]\);\n/g,
    (_, variable, piece) => { pieceOf.set(variable, piece); return ''; },
  );
  if (pieceOf.size !== fileOf.size) throw new Error(`${loader} loads ${pieceOf.size} of ${fileOf.size} pieces`);
  const loads = files.map((name, place) => `const __file_${place} = makeLoad(() => {
    const src = fetch(new URL("./${name}.wasm", import.meta.url));
    return async (imports) => WebAssembly.instantiateStreaming(src, { ...imports, main: imports.__wasm_split });
}, []);\n`);
  const chunks = without.replace(/\[(__chunk_\d+(?:, __chunk_\d+)*)\]/g, (_, variables) => {
    // What is empty has no file.
    const withFiles = variables.split(', ').filter((variable) => pieceOf.has(variable));
    const needed = new Set(withFiles.map((variable) => files.indexOf(fileOf.get(pieceOf.get(variable)))));
    return `[${[...needed].map((place) => `__file_${place}`).join(', ')}]`;
  });
  const start = chunks.indexOf('export const ');
  const script = chunks.slice(0, start) + loads.join('') + chunks.slice(start);
  const newLoader = `__wasm_split.${hash(script)}.js`;

  // The main module imports from the loader by its old name, which is only a key there.
  const main = (await readFile(join(pkg, entry), 'utf8')).replaceAll(`from"./${loader}"`, `from"./${newLoader}"`);
  if (!main.includes(newLoader)) throw new Error(`${entry} does not name ${loader}`);
  const newEntry = `lectern.${hash(main)}.js`;

  await Promise.all([loader, entry].map((name) => rm(join(pkg, name))));
  await write(newLoader, script.replaceAll(entry, newEntry));
  await write(newEntry, main);
  hashes.set('js', hash(main)).set('split', hash(script));
  await writeFile(hashFile, [...hashes].map(([name, value]) => `${name}: ${value}\n`).join(''));
}

/**
 * A module with what pieces import, and exports of the same: `wasm-merge` joins imports with exports only, never imports
 * with each other, and a module with the same memory twice would have two.
 */
function passingOn(parts) {
  const wanted = new Map(parts.flatMap(importsOf).map((one) => [one.name, one]));
  const all = [...wanted.values()];
  const place = (one) => all.filter(({ kind }) => kind === one.kind).indexOf(one);
  return Buffer.from([
    0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    ...section(IMPORTS, all.map(({ name, kind, type }) => [...text('main'), ...text(name), kind, ...type])),
    ...section(EXPORTS, all.map((one) => [...text(one.name), one.kind, place(one)])),
  ]);
}

/** Pieces call each other through the table: they import memory, table and globals, and no function. */
function importsOf(code) {
  const read = readerOf(code);
  const limits = () => { if (read.number() & 1) read.number(); read.number(); };
  const skip = { 1: () => { read.at += 1; limits(); }, 2: limits, 3: () => { read.at += 2; } };
  const oneImport = () => {
    const [module, name, kind] = [read.text(), read.text(), code[read.at++]];
    if (module !== '__wasm_split' || !skip[kind]) throw new Error(`a piece imports ${name} from ${module}`);
    const start = read.at;
    skip[kind]();
    return { name, kind, type: code.subarray(start, read.at) };
  };
  const imports = sectionsOf(code).find(({ id }) => id === IMPORTS);
  if (!imports) return [];
  read.at = imports.body;
  return Array.from({ length: read.number() }, oneImport);
}

/** Every piece has the names of all functions of the program, a thousand times its own size. */
function withoutNames(code) {
  const read = readerOf(code);
  const isNames = ({ id, body }) => {
    read.at = body;
    return id === CUSTOM && read.text() === 'name';
  };
  const kept = sectionsOf(code).filter((section) => !isNames(section));
  return Buffer.concat([code.subarray(0, 8), ...kept.map(({ start, end }) => code.subarray(start, end))]);
}

/** Where each section starts, where its body does, and where it ends. */
function sectionsOf(code) {
  const read = readerOf(code);
  const sections = [];
  for (let start = 8; start < code.length; start = read.at) {
    read.at = start + 1;
    const length = read.number();
    sections.push({ id: code[start], start, body: read.at, end: read.at + length });
    read.at += length;
  }
  return sections;
}

/** Reads numbers and texts as modules have them, `at` a place that goes on with what is read. */
function readerOf(code) {
  const read = {
    at: 8,
    number() {
      let [value, shift, byte] = [0, 0];
      do {
        byte = code[read.at++];
        value |= (byte & 0x7f) << shift;
        shift += 7;
      } while (byte & 0x80);
      return value;
    },
    text() {
      const length = read.number();
      read.at += length;
      return code.toString('utf8', read.at - length, read.at);
    },
  };
  return read;
}

function section(id, items) {
  const body = [...leb(items.length), ...items.flat()];
  return [id, ...leb(body.length), ...body];
}

function text(string) {
  return [...leb(string.length), ...Buffer.from(string)];
}

function leb(number) {
  return number < 0x80 ? [number] : [(number & 0x7f) | 0x80, ...leb(number >>> 7)];
}

function hash(content) {
  return createHash('md5').update(content).digest('base64url');
}

function write(name, content) {
  return writeFile(join(pkg, name), content);
}

/** The forms in which it travels, beside it. */
async function compressed(name) {
  const bytes = await readFile(join(pkg, name));
  const size = { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } };
  await Promise.all([write(`${name}.br`, await brotli(bytes, size)), write(`${name}.gz`, await zip(bytes, { level: 9 }))]);
}

/** As many at a time as there are cores; what they give, in order. */
async function inParallel(items, work) {
  const [results, left] = [[], items.entries()];
  const worker = async () => {
    for (const [place, item] of left) results[place] = await work(item, place);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}
