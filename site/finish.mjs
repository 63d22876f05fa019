// Makes what is served of what the splitter left: chunks that are joined, everything optimised, named by what is in it,
// and compressed; and the styles in one file.
//
//   node site/finish.mjs SITE HASH_TXT
//
// SITE/pkg has the splitter's files. HASH_TXT becomes the list by which Leptos finds their names.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

import browserslist from 'browserslist';
import { browserslistToTargets, bundle } from 'lightningcss';
import { minify } from 'terser';

import { FRAME, grouped, isShared } from './pieces.mjs';
import { CODE, passingOn, sectionsOf, withoutNames } from './wasm.mjs';

// What browsers can read that Leptos is compiled for.
const FEATURES = ['--enable-bulk-memory', '--enable-nontrapping-float-to-int'];
// As the splitter names them.
const [SCRIPT, MODULE, LOADER, MANIFEST] = ['lectern.js', 'lectern_bg.wasm', '__wasm_split.js', '__wasm_split_manifest.json'];

const [site, hashFile] = process.argv.slice(2);
const pkg = join(site, 'pkg');
const here = fileURLToPath(new URL('.', import.meta.url));
const tools = join(here, 'node_modules/.bin');
const work = await mkdtemp(join(tmpdir(), 'chunks-'));
// It goes however this ends; a tool still at work on it may write once more.
process.on('exit', () => rmSync(work, { recursive: true, force: true, maxRetries: 3 }));
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM']) process.on(signal, (_, number) => process.exit(128 + number));
const run = promisify(execFile);
const [brotli, zip] = [brotliCompress, gzip].map(promisify);

const manifest = JSON.parse(await readFile(join(pkg, MANIFEST), 'utf8'));
const parts = [...new Set(Object.values(manifest).flat())];
const [shared, own] = [parts.filter(isShared), parts.filter((name) => !isShared(name))];
const weights = await inParallel(shared, weight);
const groups = grouped(manifest, new Map(shared.map((piece, place) => [piece, weights[place]])));
const joinedNames = await inParallel(groups, joined);
const ownNames = await inParallel(own, (name) => optimised(`${name}.wasm`, name));
/** Piece or chunk, as the splitter names it -> its file, without `.wasm`. */
const fileOf = new Map([
  ...groups.flatMap((pieces, place) => pieces.map((piece) => [piece, joinedNames[place]])),
  ...own.map((name, place) => [name, ownNames[place]]),
]);

const wasm = hashIn(await optimised(MODULE, 'lectern'));
const { js, split } = await scripts();
const css = await named('lectern', 'css', styled());
const list = await named('__wasm_split_manifest', 'json', JSON.stringify(renamedManifest()));
await rm(join(pkg, MANIFEST));
await writeFile(hashFile, Object.entries({ js, wasm, css, manifest: list, split }).map(([name, hash]) => `${name}: ${hash}\n`).join(''));

await inParallel(await readdir(pkg), compressed);
console.log(`${shared.length} shared pieces of code are now ${groups.length} files`);

/** What will travel of a piece. Each has the data of all, too; what it does not use of that is left out later. */
async function weight(piece) {
  const path = join(pkg, `${piece}.wasm`);
  const code = withoutNames(await readFile(path));
  await writeFile(path, code);
  const { start, end } = sectionsOf(code).find(({ id }) => id === CODE) ?? { start: 0, end: 0 };
  const quickly = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
  return FRAME + (await brotli(code.subarray(start, end), quickly)).length;
}

/** Makes one file of pieces. Its name, without its end. */
async function joined(pieces, place) {
  const path = (name) => join(pkg, `${name}.wasm`);
  const [hub, made] = [join(work, `hub_${place}.wasm`), join(work, `made_${place}.wasm`)];
  const parts = await Promise.all(pieces.map((piece) => readFile(path(piece))));
  await writeFile(hub, passingOn(parts));
  await run(join(tools, 'wasm-merge'), [hub, '__wasm_split', ...pieces.flatMap((piece) => [path(piece), piece]), '-o', made, ...FEATURES]);
  await Promise.all(pieces.map((piece) => rm(path(piece))));
  return optimise(made, `chunk_${place}`);
}

/** A file of the splitter, optimised and under a name that says what is in it. That name, without its end. */
async function optimised(file, name) {
  const path = join(pkg, file);
  const newName = await optimise(path, name);
  await rm(path);
  return newName;
}

async function optimise(path, name) {
  const made = join(work, `${name}.wasm`);
  await run(join(tools, 'wasm-opt'), ['-Oz', ...FEATURES, path, '-o', made]);
  return `${name}.${await named(name, 'wasm', await readFile(made))}`;
}

/** The script that loads chunks, and the main one: each names the other, so the first is named by what both say without that. */
async function scripts() {
  const [main, loader] = await Promise.all([SCRIPT, LOADER].map((name) => readFile(join(pkg, name), 'utf8')));
  const loading = await minified(rewrittenLoader(loader));
  // Where only the main one has changed, a browser would otherwise keep a loader that names the former one.
  const split = hash(loading + main);
  const entry = await minified(replaced(main, /(from\s*)(['"])\.\/__wasm_split\.js\2/g, `$1"./__wasm_split.${split}.js"`));
  const js = await named('lectern', 'js', entry);
  await writeFile(join(pkg, `__wasm_split.${split}.js`), replaced(loading, `./${SCRIPT}`, `./lectern.${js}.js`));
  await Promise.all([SCRIPT, LOADER].map((name) => rm(join(pkg, name))));
  return { js, split };
}

/** It fetches the files that there are now, each once, and calls them by their names. */
function rewrittenLoader(loader) {
  const pieceOf = new Map();
  const without = loader.replace(
    /\/\*[^*]*\*\/\nconst (__chunk_\d+) = makeLoad\(\(\) => \{\n[^\n]*"\.\/(chunk_[^"]+)\.wasm"[^\n]*\n(?: [^\n]*\n)*\}\n, \[\]\);\n/g,
    (_, variable, piece) => { pieceOf.set(variable, piece); return ''; },
  );
  if (pieceOf.size !== shared.length) throw new Error(`${LOADER} loads ${pieceOf.size} of ${shared.length} pieces`);
  const loads = joinedNames.map((name, place) => `const __file_${place} = makeLoad(() => {
    const src = fetch(new URL("./${name}.wasm", import.meta.url));
    src.catch(() => {});
    return async (imports) => WebAssembly.instantiateStreaming(src, { ...imports, main: imports.__wasm_split });
}, []);\n`);
  const chunks = without.replace(/\[(__chunk_\d+(?:, __chunk_\d+)*)\]/g, (_, variables) => {
    const needed = new Set(variables.split(', ').map((variable) => joinedNames.indexOf(fileOf.get(pieceOf.get(variable)))));
    return `[${[...needed].map((place) => `__file_${place}`).join(', ')}]`;
  });
  const start = chunks.indexOf('export const ');
  const script = chunks.slice(0, start) + loads.join('') + chunks.slice(start);
  return own.reduce((text, name) => replaced(text, `"./${name}.wasm"`, `"./${fileOf.get(name)}.wasm"`), script);
}

function renamedManifest() {
  return Object.fromEntries(Object.entries(manifest).map(([chunk, names]) => [chunk, [...new Set(names.map((name) => fileOf.get(name)))]]));
}

async function minified(script) {
  return (await minify(script, { module: true })).code;
}

function styled() {
  // For the same browsers as cargo-leptos, which takes these unless `browserquery` in Cargo.toml names others.
  const targets = browserslistToTargets(browserslist('defaults'));
  return bundle({ filename: join(here, '../style/main.css'), minify: true, targets }).code;
}

function replaced(text, old, now) {
  const changed = text.replaceAll(old, now);
  if (changed === text) throw new Error(`a script does not name ${old}`);
  return changed;
}

/** Writes it under a name with its hash; that hash. */
async function named(name, end, content) {
  const key = hash(content);
  await writeFile(join(pkg, `${name}.${key}.${end}`), content);
  return key;
}

function hashIn(name) {
  return name.slice(name.indexOf('.') + 1);
}

function hash(content) {
  return createHash('md5').update(content).digest('base64url');
}

/** The forms in which it travels, beside it. */
async function compressed(name) {
  const path = join(pkg, name);
  const bytes = await readFile(path);
  const size = { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } };
  await Promise.all([writeFile(`${path}.br`, await brotli(bytes, size)), writeFile(`${path}.gz`, await zip(bytes, { level: 9 }))]);
}

/** As many at a time as there are cores; what they give, in order. */
async function inParallel(items, task) {
  const [results, left] = [[], items.entries()];
  const worker = async () => {
    for (const [place, item] of left) results[place] = await task(item, place);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}
