// SPDX-License-Identifier: GPL-3.0-or-later
// Whom a text mentions, as the host and the desktop program find it (stomp/wire/mentions.h).
import {codeParts} from './codeparts.js';

const mostMentions = 100;
const mostSigns = 1000; // more "@" than this are not looked at
const everybodyWords = ['here', '여기'];

const titles = ['', '님', '씨', '군', '양', '이', '들', '님들', '언니', '오빠', '형', '누나', '쌤', '네', '선생님'];
const particles = new Set(['', '아', '야', '여', '이', '가', '은', '는', '을', '를', '의', '에', '에게', '에게서', '한테',
  '한테서', '께', '께서', '와', '과', '랑', '이랑', '하고', '도', '만', '부터', '까지', '보다', '처럼', '같이', '로', '으로',
  '라고', '이라고', '이나', '라도', '이라도', '이야', '요', '이요', '예요', '에요', '이에요', '입니다', '인데', '께는', '에게는',
  '한테는', '만은', '까지도']);

const isHangul = (letter) => letter >= '가' && letter <= '힣';
const isWord = (letter) => /[\p{L}\p{N}\p{M}_]/u.test(letter);
const isEnding = (word) => titles.some((title) => word.startsWith(title) && particles.has(word.slice(title.length)));

/// Unit by unit, so that places stay what they are.
function small(text) {
  const folded = text.toLowerCase();
  if (folded.length === text.length) return folded;
  return Array.from({length: text.length}, (_, at) => {
    const letter = text[at].toLowerCase();
    return letter.length === 1 ? letter : text[at];
  }).join('');
}

/// Whether a name may end at `at`, by what follows it.
function endsWord(text, at) {
  if (at >= text.length) return true;
  const next = text[at];
  if (!isWord(next)) {
    // "@kim" is not meant by "@kim-lee" or "@kim.example".
    return !'-.@'.includes(next) || at + 1 >= text.length || !isWord(text[at + 1]) || isHangul(text[at + 1]);
  }
  let end = at;
  while (end < text.length && isHangul(text[end])) ++end;
  if (end === at || (end < text.length && isWord(text[end]))) return false;
  return !isHangul(text[at - 1]) || isEnding(text.slice(at, end));
}

/// Who may be spoken to. Make it once for many texts.
export class MentionNames {
  constructor(names = []) {
    this.names = new Map();
    for (const name of names) if (name !== '' && !this.names.has(small(name))) this.names.set(small(name), name);
    this.lengths = [...new Set([...this.names.keys()].map((name) => name.length))].sort((one, other) => other - one);
  }
}

function readName(text, at, quoted, people) {
  const start = at + (quoted ? 2 : 1);
  for (const length of people.lengths) {
    const end = start + length;
    if (end + (quoted ? 1 : 0) > text.length) continue;
    const name = people.names.get(text.slice(start, end));
    if (name === undefined || !(quoted ? text[end] === '"' : endsWord(text, end))) continue;
    return {start: at, length: end + (quoted ? 1 : 0) - at, name};
  }
  return undefined;
}

function read(text, at, people) {
  const quoted = text[at + 1] === '"' ? readName(text, at, true, people) : undefined;
  if (quoted) return quoted;
  const person = readName(text, at, false, people);
  const word = everybodyWords.find((each) => text.startsWith(each, at + 1) && endsWord(text, at + 1 + each.length));
  // The word for everybody is nobody's name, but a longer name may begin with it.
  if (word && !(person && person.length > word.length + 1)) return {start: at, length: word.length + 1, name: ''};
  return person;
}

/// Whether a line is what somebody else said.
const isQuote = (line) => /^\s*>(?:[\s>]|$)/.test(line);

/// @returns {{start: number, length: number, name: string}[]} an empty name is everybody who is here
export function findMentions(text, people) {
  const found = [];
  if (!text.includes('@')) return found;
  const code = codeParts(text);
  const letters = small(text);
  let part = 0;
  let signs = 0;
  let lineEnd = -1;
  let quoted = false;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at)) {
    while (part < code.length && code[part].end <= at) ++part;
    if (part < code.length && code[part].start <= at) {
      at = code[part].end;
      continue;
    }
    while (lineEnd < at) { // on to the line that it stands in
      const lineStart = lineEnd + 1;
      lineEnd = text.indexOf('\n', lineStart);
      if (lineEnd < 0) lineEnd = text.length;
      quoted = isQuote(text.slice(lineStart, lineEnd));
    }
    if (quoted) {
      at = lineEnd;
      continue;
    }
    if (++signs > mostSigns || found.length >= mostMentions) break;
    const before = at > 0 ? text[at - 1] : ' ';
    // Mail addresses have no Hangul, and people who write it leave the blank out.
    const mayStart = at + 1 < text.length && before !== '@' && (!isWord(before) || isHangul(before));
    let mention = mayStart ? read(letters, at, people) : undefined;
    // Code that begins within a name takes its rest.
    if (mention && part < code.length && code[part].start < at + mention.length) mention = undefined;
    if (mention) found.push(mention);
    at += mention ? mention.length : 1;
  }
  return found;
}

const nobody = new MentionNames();

/// Whether a text calls everybody who is here.
export const mentionsEverybody = (text) => findMentions(text, nobody).length > 0;

/// How one mentions somebody: `@민수` or `@"김 민수"`.
export function mentionOf(name) {
  const plain = /^[\p{L}\p{N}\p{M}_]+$/u.test(name) && !everybodyWords.includes(small(name));
  return plain ? `@${name}` : `@"${name}"`;
}
