// SPDX-License-Identifier: GPL-3.0-or-later
// Emoji by their shortcodes, from the list that the desktop program has, too. It is fetched when it is
// first wanted; until it is there, what is typed is sent as it is.
import {codeParts} from './codeparts.js';
import {findLinks} from './links.js';

const longestShortcode = 64;
let wanted;
let byShortcode = new Map();
let all = [];

/// For emoji.json as it is; see resources/emoji/generate.mjs.
export function readEmoji({emoji}) {
  all = emoji.map(([text, group, shortcodes, english, korean]) => ({
    text, group, shortcodes: shortcodes.split(' '), words: `${english}|${korean}`.toLowerCase().split(/[| ]/).filter(Boolean),
  }));
  byShortcode = new Map();
  const add = (shortcode, text) => byShortcode.has(shortcode) || byShortcode.set(shortcode, text);
  emoji.forEach(([text, , shortcodes, , korean]) =>
    [...shortcodes.split(' '), korean.split('|')[0].replaceAll(' ', '_')].forEach((each) => add(each, text)));
}

/// Once; tried again when the host did not answer.
export function wantEmoji() {
  wanted ??= fetch('/emoji.json').then((answer) => answer.json()).then(readEmoji).catch(() => (wanted = undefined));
  return wanted;
}

/// The first of all.
export const allEmoji = (most) => all.slice(0, most);

/// Those whose shortcode, or any word of whose names in English or Korean, begins so;
/// the shortcodes first, of these the shorter ones, then whole words, then beginnings.
export function searchEmoji(beginning, most = 50) {
  const small = beginning.trim().toLowerCase();
  if (small === '') return [];
  const fits = [[], [], [], []];
  for (const emoji of all) {
    const fit = [
      emoji.shortcodes.includes(small), emoji.shortcodes.some((each) => each.startsWith(small)),
      emoji.words.includes(small), emoji.words.some((each) => each.startsWith(small)),
    ].indexOf(true);
    if (fit >= 0) fits[fit].push(emoji);
  }
  // What little is missing from comes first: ":hea" is a heart rather than a head that shakes.
  const lengthOf = ({shortcodes}) => Math.min(...shortcodes.filter((each) => each.startsWith(small)).map((each) => each.length));
  fits[1].sort((one, other) => lengthOf(one) - lengthOf(other));
  return fits.flat().slice(0, most);
}

/// The text with `:smile:` as 😄; shortcodes in code, and unknown ones, stay.
export function withEmoji(text) {
  if (!text.includes(':')) return text;
  const code = codeParts(text);
  const isCode = (at) => code.some(({start, end}) => start <= at && at < end);
  const links = findLinks(text);
  const isLink = (at) => links.some(({start, length}) => start <= at && at < start + length);
  let out = '';
  let done = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at)) {
    let end = at + 1;
    while (end < text.length && end - at <= longestShortcode && /[\p{L}\p{N}_+-]/u.test(text[end])) ++end;
    const named = end > at + 1 && text[end] === ':';
    // "std::key::value" has none; ":key::heart:" has two.
    const apart = at === done || !/[a-z0-9:]/i.test(text[at - 1]);
    const emoji = named && apart ? byShortcode.get(text.slice(at + 1, end).toLowerCase()) : undefined;
    if (!emoji || isCode(at) || isLink(at)) {
      at = end;
      continue;
    }
    out += text.slice(done, at) + emoji;
    at = end + 1;
    done = at;
  }
  return out + text.slice(done);
}
