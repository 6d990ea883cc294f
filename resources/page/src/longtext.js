// SPDX-License-Identifier: GPL-3.0-or-later
// A message may have a million letters: what of it is shown at first, and in what parts the rest is.

const mostLetters = 5000;
const mostLines = 60;
/// A browser lays a block out as a whole, in a time that grows faster than the block.
const lettersOfPart = 10000;

/// Not between the two halves of a letter.
const between = (text, at) => (/[\ud800-\udbff]/.test(text[at - 1] ?? '') ? at - 1 : at);

/// Where a piece of so many letters ends at most: behind a line, else behind a word, where there is one.
function endOfPiece(text, from, letters) {
  const end = from + letters;
  if (end >= text.length) return text.length;
  const piece = text.slice(from, end);
  const last = [piece.lastIndexOf('\n'), piece.lastIndexOf(' ')].find((at) => at > letters / 2);
  return last === undefined ? between(text, end) : from + last + 1;
}

/// The end of what is shown without being asked for.
export function endOfFirst(text) {
  const end = endOfPiece(text, 0, mostLetters);
  let line = -1;
  for (let lines = 0; lines < mostLines; ++lines) {
    line = text.indexOf('\n', line + 1);
    if (line < 0 || line >= end) return end;
  }
  return line;
}

/// All of it.
/// @returns {Generator<string>}
export function* partsOf(text) {
  for (let from = 0; from < text.length;) {
    const end = endOfPiece(text, from, lettersOfPart);
    yield text.slice(from, end);
    from = end;
  }
}
