// SPDX-License-Identifier: GPL-3.0-or-later
// A text that a Markdown parser may read: addresses, mentions, and marks that are no markup stand in
// it as single private characters. The desktop program does the same (ui/model/messageshield.h); both
// are tried with the same texts.
import {codeParts} from './codeparts.js';
import {findLinks} from './links.js';
import {findMentions} from './mentions.js';

const mostMarks = 1500; // nobody writes more; parsers take long over them
const longestNumber = 3; // digits of a numbered item: 2026 is a year

const privateHigh = '\udb80'; // U+F0000 and what follows it, in Plane 15
const privateLow = 0xdc00;
const firstPiece = 16;
const anyLetter = '가'; // what a piece is to the marks beside it
const marksShown = ['', '~', '_', '*'];
const [nothing, tilde, underscore, star] = [0, 1, 2, 3];

const isWord = (letter) => /[\p{L}\p{N}\p{M}]/u.test(letter);
const isEastAsian = (letter) => /[\uac00-\ud7a3\u3040-\u318f\u3400-\u4dbf\u4e00-\u9fff]/.test(letter);
const isBlank = (letter) => letter === '' || /\s/.test(letter);
const isDigit = (letter) => letter >= '0' && letter <= '9';
const isSpace = (letter) => letter === ' ' || letter === '\t';
const isNumberMark = (letter) => letter === '.' || letter === ')';
/// Neither blank nor a word nor what Markdown counts itself.
const isSign = (letter) => !isBlank(letter) && !isWord(letter) && !'*_~\\'.includes(letter);

/// What some count as a sign and others as a letter: ★, emoji.
const isSymbol = (letter) => letter >= '\u0080' && /[\p{S}\ud800-\udfff]/u.test(letter);

/// Line ends as one, and nothing that a parser would change or that stands for a piece.
const cleaned = (text) => text.replace(/\r\n?/g, '\n')
  .replace(/\udb80[\udc00-\udfff]|\0|[\ud800-\udbff](?![\udc00-\udfff])|([\ud800-\udbff][\udc00-\udfff])|[\udc00-\udfff]/g, (found, pair) => pair ?? '\ufffd');

/// Goes through one text and writes what may be parsed.
class Shielding {
  out = '';
  marks = 0;
  #atHead = true; // nothing but marks has come in this line
  #afterPiece = false;
  #striking = false;

  constructor(text, keepsBlanks) {
    this.text = text;
    this.keepsBlanks = keepsBlanks;
  }

  copy(from, to) {
    this.out += this.text.slice(from, to);
    ++this.marks;
    this.#atHead = to > 0 && this.text[to - 1] === '\n';
    this.#afterPiece = false;
  }

  putPiece(index) {
    this.#put(firstPiece + index);
    this.#atHead = false;
    this.#afterPiece = true;
  }

  /// The mark or letter at `at`, of a stretch that ends at `end`, where a piece may follow; gives what
  /// comes next.
  step(at, end, beforePiece) {
    this.end = end;
    this.beforePiece = beforePiece;
    const letter = this.text[at];
    const wasHead = this.#atHead;
    this.#atHead = letter === '\n' || (wasHead && (isSpace(letter) || letter === '>'));
    let next;
    if (isSpace(letter)) next = this.#blanks(at);
    else if (wasHead && ('-+=#>'.includes(letter) || isDigit(letter) || (letter === '*' && isSpace(this.#behind(at + 1))))) next = this.#head(at, letter);
    else if (letter === '*') next = this.#stars(at);
    else if (letter === '_') next = this.#underscores(at);
    else if (letter === '~') next = this.#tildes(at);
    else next = this.#other(at, letter);
    this.#afterPiece = false;
    return next;
  }

  #put(sign) {
    this.out += privateHigh + String.fromCharCode(privateLow + sign);
  }

  #before(at) {
    return this.#afterPiece ? anyLetter : (this.text[at - 1] ?? '');
  }

  #behind(at) {
    return at >= this.end && this.beforePiece ? anyLetter : (this.text[at] ?? '');
  }

  #endOfRun(at) {
    let end = at;
    while (end < this.end && this.text[end] === this.text[at]) ++end;
    return end;
  }

  #endOfNumber(at) {
    let end = at;
    while (end < this.end && isDigit(this.text[end])) ++end;
    return end;
  }

  #isNumberEnd(at) {
    return at < this.end && isNumberMark(this.text[at]);
  }

  #head(at, letter) {
    const {text, end} = this;
    if (!isDigit(letter)) {
      ++this.marks;
      const behind = this.#behind(at + 1);
      if (letter === '>' && !isBlank(behind) && behind !== '>') { // ">_<"
        this.#put(nothing);
        this.#atHead = false;
      }
      this.out += letter;
      if (letter === '>') return at + 1;
      this.#atHead = '-+*'.includes(letter) && at + 1 < end && isSpace(text[at + 1]);
      return at + 1;
    }
    const dot = this.#endOfNumber(at);
    this.out += text.slice(at, dot);
    if (!this.#isNumberEnd(dot)) return dot;
    ++this.marks;
    let next = dot + 1;
    while (next < end && isSpace(text[next])) ++next;
    // A date is no list: "2026. 11. 22."
    const second = this.#endOfNumber(next);
    const isEmpty = next >= text.length || text[next] === '\n';
    if (dot - at > longestNumber || isEmpty || (second > next && this.#isNumberEnd(second))) this.#put(nothing);
    this.out += text[dot];
    return dot + 1;
  }

  /// Those at the end of a line are none.
  #blanks(at) {
    let end = at;
    while (end < this.end && isSpace(this.text[end])) ++end;
    if (this.keepsBlanks || (end < this.text.length && this.text[end] !== '\n')) this.out += this.text.slice(at, end);
    return end;
  }

  #stars(at) {
    const end = this.#endOfRun(at);
    this.marks += end - at;
    if (isDigit(this.#before(at)) && isDigit(this.#behind(end))) { // 2*3*4
      for (let place = at; place < end; ++place) this.#put(star);
      return end;
    }
    const face = end - at === 1 ? this.#faceEnd(at) : 0;
    if (face > 0) {
      for (const letter of this.text.slice(at, face)) {
        if (letter === '*') this.#put(star);
        else if (letter === '_') this.#put(underscore);
        else this.out += letter;
      }
      return face;
    }
    this.#run(at, end, isEastAsian);
    return end;
  }

  /// Where "*^^*", "*_*" and their like end; 0 for none.
  #faceEnd(at) {
    let end = at + 1;
    let eyes = false;
    for (; end < this.end && end - at <= 4 && '^_.'.includes(this.text[end]); ++end) eyes ||= this.text[end] !== '.';
    return eyes && end < this.end && this.text[end] === '*' && this.#behind(end + 1) !== '*' ? end + 1 : 0;
  }

  /// Marks between a sign and a letter of `letters`: they shall belong to the words on both sides, as in
  /// "**“인용”**이라고", where there is no blank to tell.
  #run(at, end, letters) {
    const first = this.#before(at);
    const last = this.#behind(end);
    if (isSymbol(first) || (isSign(first) && letters(last))) this.#put(nothing);
    this.out += this.text.slice(at, end);
    if (isSymbol(last) || (letters(first) && isSign(last))) this.#put(nothing);
  }

  #underscores(at) {
    const end = this.#endOfRun(at);
    this.marks += end - at;
    const first = this.#before(at);
    const last = this.#behind(end);
    const face = !isBlank(first) && (first === last || (first === '>' && last === '<'));
    if (!face) this.#run(at, end, () => false);
    for (let place = at; face && place < end; ++place) this.#put(underscore);
    return end;
  }

  #tildes(at) {
    const end = this.#endOfRun(at);
    this.marks += end - at;
    const first = this.#before(at);
    const last = this.#behind(end);
    const opens = !this.#striking && !isBlank(last) && !isWord(first);
    const ends = this.#striking && !isBlank(first);
    if (end - at === 2 && (opens || ends)) {
      this.#striking = opens;
      this.#run(at, end, isWord);
    } else {
      for (let place = at; place < end; ++place) this.#put(tilde);
    }
    return end;
  }

  #other(at, letter) {
    this.out += letter;
    const behind = this.#behind(at + 1);
    if (letter === '\n') {
      this.#striking = false;
    } else if (letter === '\\') {
      ++this.marks;
      if (at + 1 < this.end && behind < '\u0080' && (isSign(behind) || '*_~\\'.includes(behind))) {
        this.out += behind;
        return at + 2;
      }
    } else if (letter === ']') {
      ++this.marks;
      if (behind === ':') this.#put(nothing); // "[note]: …" is said, not defined
    } else if (letter === '<') {
      ++this.marks;
      if (this.#before(at) !== '(' && isWord(behind)) this.#put(nothing); // addresses are pieces already
    } else if ('`[>'.includes(letter)) {
      ++this.marks;
    }
    return at + 1;
  }
}

/// Addresses and mentions of a text, in order and apart; none in code.
function piecesOf(text, names, code) {
  const isCode = (at) => code.some(({start, end}) => start <= at && at < end);
  const links = findLinks(text).filter(({start}) => !isCode(start));
  const pieces = [];
  let end = 0;
  const mentions = findMentions(text, names);
  const addMentions = (before) => {
    for (; mentions.length > 0 && mentions[0].start < before; mentions.shift()) {
      const {start, length, name} = mentions[0];
      if (start < end) continue;
      const written = text.slice(start, start + length);
      const shown = length > 3 && written[1] === '"' ? `@${written.slice(2, -1)}` : written;
      end = start + length;
      pieces.push({start, written, node: ['@', name, shown]});
    }
  };
  for (const {start, length, text: shown, address} of links) {
    addMentions(start);
    if (start < end) continue;
    end = start + length;
    pieces.push({start, written: text.slice(start, end), node: ['a', address, shown]});
  }
  addMentions(text.length);
  return pieces;
}

export class Shield {
  constructor(given, names) {
    const text = cleaned(given);
    const code = codeParts(text);
    this.pieces = piecesOf(text, names, code);
    const work = this.#shielded(text, code, false);
    /// Nothing in the text is markup, or more than a person writes.
    this.isPlain = work.marks === 0 || work.marks > mostMarks;
    this.text = this.isPlain ? this.#shielded(text, code, true).out : work.out;
  }

  #shielded(text, code, keepsBlanks) {
    const {pieces} = this;
    const work = new Shielding(text, keepsBlanks);
    let part = 0;
    let piece = 0;
    for (let at = 0; at < text.length;) {
      if (part < code.length && code[part].start <= at) {
        work.copy(at, code[part].end);
        at = Math.max(at, code[part++].end);
      } else if (piece < pieces.length && pieces[piece].start === at) {
        work.putPiece(piece);
        at += pieces[piece++].written.length;
      } else {
        let end = part < code.length ? code[part].start : text.length;
        const beforePiece = piece < pieces.length && pieces[piece].start <= end;
        if (beforePiece) end = pieces[piece].start;
        while (at < end) at = work.step(at, end, beforePiece);
      }
    }
    return work;
  }

  #replaced(parsed, ofPiece) {
    return parsed.split(/(\udb80[\udc00-\udfff])/).map((text, at) => {
      if (at % 2 === 0) return text;
      const sign = text.charCodeAt(1) - privateLow;
      return sign < firstPiece ? marksShown[sign] : ofPiece(this.pieces[sign - firstPiece]);
    });
  }

  /// A parsed text with the links and mentions that stand in it; without them within a link.
  nodes(parsed, withinLink) {
    return this.#replaced(parsed, ({node}) => (withinLink ? node[2] : node));
  }

  /// The text as it was written.
  restored(parsed) {
    return this.#replaced(parsed, ({written}) => written).join('');
  }
}
