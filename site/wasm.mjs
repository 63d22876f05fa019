// WebAssembly modules as files: what they consist of, read and written.
// Source: https://webassembly.github.io/spec/core/binary/modules.html

/** Sections of a module. */
export const [CUSTOM, IMPORTS, EXPORTS, CODE] = [0, 2, 7, 10];

/** Where each section starts, where its body does, and where it ends. */
export function sectionsOf(code) {
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

/** Every piece has the names of all functions of the program, a thousand times its own size. */
export function withoutNames(code) {
  const read = readerOf(code);
  const isNames = ({ id, body }) => {
    read.at = body;
    return id === CUSTOM && read.text() === 'name';
  };
  const kept = sectionsOf(code).filter((section) => !isNames(section));
  return Buffer.concat([code.subarray(0, 8), ...kept.map(({ start, end }) => code.subarray(start, end))]);
}

/**
 * A module with what pieces import, and exports of the same: `wasm-merge` joins imports with exports only, never imports
 * with each other, and a module with the same memory twice would have two.
 */
export function passingOn(parts) {
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
