// The splitter makes a file for every set of chunks that share something: hundreds, most of a few bytes. Those that are
// mostly fetched together go into one. Which do is decided here.

// What a request costs besides what it fetches, in bytes of a weak link.
const REQUEST = 2000;
// What is the same in every piece, compressed: it is there once in a file of several.
export const FRAME = 200;

/**
 * The pieces that are to be one file, each time by their names.
 *
 * @param manifest chunk -> names of what it needs
 * @param weights piece -> what will travel of it, in bytes
 */
export function grouped(manifest, weights) {
  const chunks = Object.values(manifest);
  if (chunks.length > 31) throw new Error('more chunks than bits');
  const needing = (piece) => chunks.reduce((bits, names, bit) => (names.includes(piece) ? bits | (1 << bit) : bits), 0);
  const single = [...weights].map(([piece, bytes]) => group([piece], needing(piece), bytes));
  return together(single).map(({ pieces }) => pieces);
}

export function isShared(name) {
  return name.startsWith('chunk_');
}

/** Puts together, again and again, the two that save most. */
function together(groups) {
  let left = groups;
  for (;;) {
    let [most, one, other] = [0];
    for (let a = 0; a < left.length; a += 1) {
      for (let b = 0; b < a; b += 1) {
        const [first, second] = [left[a], left[b]];
        const saved = first.cost + second.cost - cost(first.chunks | second.chunks, first.bytes + second.bytes - FRAME);
        if (saved > most) [most, one, other] = [saved, first, second];
      }
    }
    if (!one) return left;
    const both = group([...other.pieces, ...one.pieces], one.chunks | other.chunks, one.bytes + other.bytes - FRAME);
    left = [...left.filter((each) => each !== one && each !== other), both];
  }
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
