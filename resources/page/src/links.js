// SPDX-License-Identifier: GPL-3.0-or-later

// An address that turns the reading direction would show another than it leads to.
const candidate = /\bhttps?:\/\/[^\s<>"'`\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gi;
const longest = 2000; // more than any address one would click on
const closers = {')': '(', ']': '[', '}': '{'};

const count = (text, letter) => text.split(letter).length - 1;

/// What ends a sentence ends no link; a bracket belongs to it when it was opened within.
function withoutTail(address) {
  for (;;) {
    const last = address.at(-1);
    const opener = closers[last];
    const strange = opener ? count(address, opener) < count(address, last) : /[.,;:!?*_~…。、，」』》〉”’]/.test(last);
    if (!strange) return address;
    address = address.slice(0, -1);
  }
}

function safeAddress(text) {
  try {
    const url = new URL(text);
    const safe = (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname !== '';
    return safe && url.username === '' && url.password === '' ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/// The text in pieces; those with `href` are links. Only http and https become links, and none that
/// brings a login (http://bank.example@evil.example).
/// @returns {{text: string, href?: string}[]}
export function splitLinks(text) {
  const pieces = [];
  let from = 0;
  for (const match of text.matchAll(candidate)) {
    const shown = match[0].length <= longest ? withoutTail(match[0]) : '';
    const href = safeAddress(shown);
    if (!href) continue;
    if (match.index > from) pieces.push({text: text.slice(from, match.index)});
    pieces.push({text: shown, href});
    from = match.index + shown.length;
  }
  if (from < text.length) pieces.push({text: text.slice(from)});
  return pieces;
}
