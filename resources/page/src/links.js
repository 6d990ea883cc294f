// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses in a text, as the desktop program finds them (ui/model/messagelinks.h).

const longest = 2000; // more than any address one would click on
const mostLinks = 500;
const longestMailName = 64;
const longestMailHost = 253;

/// What may stand in an address: nothing blank, invisible, or that turns the reading direction.
const unit = '[^\\u0000-\\u0020\\u007f-\\u00a0\\u00ad\\u061c\\u1680\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\ufeff<>"\'`\\\\]';
const page = new RegExp(`(?:(?:https?|madang)://|www\\.(?=[a-z0-9]))${unit}{0,2001}`, 'iy');
const onlyUnits = new RegExp(`^${unit}+$`);
const isAsciiWord = (letter) => /[A-Za-z0-9]/.test(letter ?? '');
const isMailUnit = (letter) => /[A-Za-z0-9._+-]/.test(letter ?? '');

/// Up to a bracket that was not opened within it: "[notes](https://a.example)에".
function withinBrackets(address) {
  const open = [0, 0, 0];
  for (let at = 0; at < address.length; ++at) {
    const [opened, closed] = ['([{'.indexOf(address[at]), ')]}'.indexOf(address[at])];
    if (opened >= 0) ++open[opened];
    if (closed >= 0 && --open[closed] < 0) return address.slice(0, at);
  }
  return address;
}

/// What ends a sentence ends no link.
function withoutTail(given) {
  const address = withinBrackets(given);
  let {length} = address;
  while (length > 0 && '.,;:!?*_~…。、，」』》〉”’'.includes(address[length - 1])) --length;
  return address.slice(0, length);
}

/// The part of an address that names a host, empty where there is none.
const authorityOf = (address) => /:\/\/([^/?#\\]*)/.exec(address)?.[1] ?? '';

/// Whether one may be led there: http, https and madang with a host and without a login, and mailto;
/// nothing that turns the reading direction.
export function isSafeAddress(address) {
  if (address.length > longest || !onlyUnits.test(address)) return false;
  if (/^mailto:/i.test(address)) return address.length > 7 && !address.includes('?');
  const authority = authorityOf(address);
  return /^(?:https?|madang):\/\//i.test(address) && authority !== '' && authority[0] !== ':' && !authority.includes('@');
}

function pageAt(text, at) {
  if (isAsciiWord(text[at - 1])) return undefined;
  page.lastIndex = at;
  const whole = page.exec(text)?.[0].split('](')[0]; // what is in the words of a link ends where they do
  if (whole === undefined || whole.length > longest) return undefined;
  const shown = withoutTail(whole);
  const address = /^www\./i.test(shown) ? `http://${shown}` : shown;
  if (!isSafeAddress(address)) return undefined;
  // <https://…>: the brackets are its own.
  if (text[at - 1] === '<' && text[at - 2] !== '(' && text[at + shown.length] === '>')
    return {start: at - 1, length: shown.length + 2, text: shown, address};
  return {start: at, length: shown.length, text: shown, address};
}

/// The mailbox around an `@`, if there is one that begins behind `from`.
function mailboxAt(text, at, from) {
  let start = at;
  while (start > from && at - start <= longestMailName && isMailUnit(text[start - 1])) --start;
  let end = at + 1;
  while (end < text.length && end - at <= longestMailHost && /[A-Za-z0-9.-]/.test(text[end])) ++end;
  while (end > at && '.-'.includes(text[end - 1])) --end;
  // No part of an address that is none: "https://bank.example@evil.example".
  const apart = start === 0 || !'/:@'.includes(text[start - 1]);
  const fits = apart && start < at && at - start <= longestMailName && end - at <= longestMailHost && isAsciiWord(text[start]) &&
    at + 1 < end && isAsciiWord(text[at + 1]) && text.slice(at, end).includes('.');
  if (!fits) return undefined;
  const shown = text.slice(start, end);
  return {start, length: end - start, text: shown, address: `mailto:${shown}`};
}

/// Addresses of pages, hosts and mailboxes, in order: where they stand, what is shown, where they lead.
/// @returns {{start: number, length: number, text: string, address: string}[]}
export function findLinks(text) {
  const links = [];
  let from = 0;
  const sign = /[hmw@]/gi;
  for (let match = sign.exec(text); match && links.length < mostLinks; match = sign.exec(text)) {
    const link = match[0] === '@' ? mailboxAt(text, match.index, from) : pageAt(text, match.index);
    if (!link) continue;
    links.push(link);
    from = link.start + link.length;
    sign.lastIndex = from;
  }
  return links;
}

/// As one reads it: without what cannot be seen, all blanks alike.
const asRead = (words) => words
  .replace(/[\p{Cf}\u034f\u115f\u1160\u3164\uffa0\u180b-\u180f\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu, '')
  .replace(/\s/g, ' ').replace(/\p{Cc}/gu, '');

/// Where it would lead as the address of a page: without quotes and brackets around it, a port, a path.
const hostIn = (piece) => piece.replace(/^[^\p{L}\p{N}]+/u, '').split(/[/?#:\\]/, 1)[0].replace(/[^\p{L}\p{N}]+$/u, '');

// Of files that people link to; none is the end of a host's name.
const fileEnding = /\.(?:txt|pdf|png|jpe?g|gif|svg|webp|html?|css|js|json|xml|csv|docx|xlsx|pptx|hwpx?|odt|cpp|log|conf)$/i;

/// Letters, a dot, letters: "bank.example", and neither "v1.2" nor "notes.txt".
const looksLikeHost = (words) => words.length <= longestMailHost && !fileEnding.test(words) && /^[\p{L}\p{N}\p{M}.-]+$/u.test(words) &&
  words.lastIndexOf('.') > 0 && /^\p{L}{2,}$/u.test(words.slice(words.lastIndexOf('.') + 1));

/// Whether the words of a link name another place than the one it leads to.
export function isMisleading(words, address) {
  const read = asRead(words);
  const isElsewhere = (host) => host.toLowerCase() !== authorityOf(address).toLowerCase();
  if (findLinks(read).some((link) => isElsewhere(authorityOf(link.address)))) return true;
  // "bank.example/login", or nothing but "bank.example".
  const pieces = read.split(' ').filter(Boolean);
  return pieces.some((piece) => {
    const host = hostIn(piece);
    return (pieces.length === 1 || piece.includes('/')) && looksLikeHost(host) && isElsewhere(host);
  });
}
