// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the frames out of docs/protocol.md. A block that begins with
//     ```stomp send as=NAME [host=KIND] [invalid]
// is sent by the client of that name, and one that begins with
//     ```stomp reply to=NAME [close=CODE]
// is the next frame that this client gets. `invalid`: the frame breaks the schemas on purpose.
// A frame ends with ^@, which stands for its NUL.

export class Mismatch extends Error {}

const END = '^@';
const ALLOWED = { send: ['as', 'host', 'invalid'], reply: ['to', 'close'] };

function attributes(kind, words, where) {
  const found = {};
  for (const word of words) {
    const [key, value] = word.split('=');
    if (!ALLOWED[kind].includes(key)) throw new Mismatch(`${where}: "${word}" means nothing here`);
    found[key] = value ?? true;
  }
  const needed = ALLOWED[kind][0];
  if (!found[needed]) throw new Mismatch(`${where}: the block needs ${needed}=NAME`);
  return found;
}

/// Command, header lines as they stand and body of one frame without its NUL.
export function splitFrame(text, where) {
  const cut = text.indexOf('\n\n');
  if (cut < 0) throw new Mismatch(`${where}: no empty line behind the headers`);
  const [command, ...lines] = text.slice(0, cut).split('\n');
  const headers = new Map();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 1) throw new Mismatch(`${where}: "${line}" is no header`);
    const name = line.slice(0, colon);
    if (!headers.has(name)) headers.set(name, line.slice(colon + 1));
  }
  return { command, headers, body: text.slice(cut + 2) };
}

/// The steps of the conversation, in the order of the document.
export function readSteps(markdown, file) {
  const steps = [];
  const lines = markdown.split('\n');
  for (let i = 0; i < lines.length; ++i) {
    if (!lines[i].startsWith('```stomp')) continue;
    const where = `${file}:${i + 1}`;
    const [, kind, ...words] = lines[i].trim().split(/\s+/);
    if (!ALLOWED[kind]) throw new Mismatch(`${where}: neither "send" nor "reply"`);
    const block = [];
    for (++i; i < lines.length && lines[i] !== '```'; ++i) block.push(lines[i]);
    const text = block.join('\n');
    if (!text.endsWith(END)) throw new Mismatch(`${where}: the frame does not end with ${END}`);
    const wire = text.slice(0, -END.length);
    steps.push({ kind, where, wire, ...attributes(kind, words, where), frame: splitFrame(wire, where) });
  }
  return steps;
}

/// Any JSON that stands in a ```json block, with its place.
export function readJsonBlocks(markdown, file) {
  const blocks = [];
  for (const match of markdown.matchAll(/^```json\n([\s\S]*?)^```$/gm)) {
    const line = markdown.slice(0, match.index).split('\n').length;
    blocks.push({ where: `${file}:${line}`, text: match[1] });
  }
  return blocks;
}
