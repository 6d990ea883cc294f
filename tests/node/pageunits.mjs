// SPDX-License-Identifier: GPL-3.0-or-later
// pageunits.mjs WEB-FOLDER: the parts of the browser page that need no browser, the colours it shares
// with the desktop program, and what the bundler made of it all in WEB-FOLDER.
import assert from 'node:assert/strict';
import {webcrypto} from 'node:crypto';
import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {gunzipSync} from 'node:zlib';
import {avatarClass, initials} from '../../resources/page/src/avatar.js';
import {showLines} from '../../resources/page/src/dom.js';
import {Doors} from '../../resources/page/src/doors.js';
import {linesOf} from '../../resources/page/src/lines.js';
import {endOfFirst, partsOf} from '../../resources/page/src/longtext.js';
import {fold, visibleName} from '../../resources/page/src/names.js';
import {pauseBefore} from '../../resources/page/src/pauses.js';
import {randomId, randomToken} from '../../resources/page/src/randomid.js';
import {chooseLanguage, words} from '../../resources/page/src/words.js';
import {readAddress, roomAddress} from '../../resources/page/src/views/address.js';
import {tokensStyle} from '../../resources/page/tokens.mjs';
import './pagechat.mjs';
import './pagedelivery.mjs';
import './pageentrance.mjs';
import './pagegroups.mjs';
import './pagehostend.mjs';
import './pageorder.mjs';
import './pagepassing.mjs';
import './pagepeople.mjs';
import './pagerooms.mjs';
import './pagesessions.mjs';
import './pagetext.mjs';
import './pagewaits.mjs';

// Node 18 has it under another name only.
globalThis.crypto ??= webcrypto;

const web = process.argv[2];

test('of a long text the beginning is shown, and the rest in parts', () => {
  assert.equal(endOfFirst('short\n'.repeat(50)), 300);
  assert.equal(endOfFirst('x'.repeat(6000)), 5000);
  assert.equal(endOfFirst('x' + '😀'.repeat(3000)), 4999);
  assert.equal(endOfFirst('\n'.repeat(4900)), 59);
  assert.equal(endOfFirst('x'.repeat(4990) + ' https://a.example/'), 4991);
  const texts = ['', '안녕 하세요 '.repeat(20000), 'W'.repeat(25000), '😀'.repeat(20000), 'x' + '😀'.repeat(20000),
    'https://a.example/ '.repeat(5000), `${'line '.repeat(30)}\n`.repeat(1000)];
  for (const text of texts) {
    const parts = [...partsOf(text)];
    assert.equal(parts.join(''), text);
    for (const part of parts) {
      assert.ok(part.length > 0 && part.length <= 10000);
      assert.ok(!/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(part), 'no letter is cut in two');
    }
    for (const part of parts.slice(0, -1)) if (text.includes(' ')) assert.match(part, text.includes('\n') ? /\n$/ : / $/);
  }
});

test('both languages say everything', () => {
  const shape = (texts) => Object.entries(texts).map(([key, text]) => `${key} ${typeof text} ${text.length && typeof text === 'function' ? text.length : ''}`);
  assert.deepEqual(shape(words.en).sort(), shape(words.ko).sort());
  for (const texts of Object.values(words))
    for (const [key, text] of Object.entries(texts)) assert.ok(typeof text === 'function' || text.trim(), key);
});

test('the language is the first preferred one that we have', () => {
  assert.equal(chooseLanguage(['ko-KR', 'en']), 'ko');
  assert.equal(chooseLanguage(['fr', 'KO']), 'ko');
  assert.equal(chooseLanguage(['en-GB', 'ko']), 'en');
  assert.equal(chooseLanguage(['fr']), 'en');
  assert.equal(chooseLanguage(undefined), 'en');
});

test('lines are grouped by author, day and pause', () => {
  const me = {id: 'g-me', name: '나', guest: true};
  const noon = new Date(2026, 10, 20, 12).getTime();
  const minute = 60000;
  const say = (seq, senderId, time, more) => ({type: 'TALK', seq, senderId, sender: senderId, time, message: `${seq}`, ...more});
  const lines = linesOf([
    say(1, 'a', noon), say(2, 'a', noon + minute), // together
    say(3, 'a', noon + 7 * minute), // after a pause
    say(4, 'b', noon + 8 * minute),
    say(5, 'b', noon + 9 * minute, {sender: 'another name'}),
    {type: 'ENTER', seq: 6, senderId: 'c', sender: 'c', time: noon + 9 * minute},
    {type: 'ENTER', seq: 7, senderId: 'd', sender: 'd', time: noon + 9 * minute},
    {type: 'LEAVE', seq: 8, senderId: 'c', sender: 'c', time: noon + 9 * minute},
    say(9, 'g-me', noon + 24 * 60 * minute),
  ], [{id: 'w1', text: 'waits', written: noon + 24 * 60 * minute + minute, state: 'waiting'}], me);
  const told = lines.map(({kind, key, first, senders}) => [kind, key, first ?? senders?.join()].filter((x) => x !== undefined).join(' '));
  assert.ok(lines.every(({time}) => time > 0), 'every line has its time');
  assert.deepEqual(told, [
    'day d1', 'talk m1 true', 'talk m2 false', 'talk m3 true', 'talk m4 true', 'talk m5 true',
    'notice m6 c,d', 'notice m8 c', 'day d9', 'talk m9 true', 'talk ww1 true',
  ]);
  assert.equal(lines.at(-1).own, true);
  assert.equal(lines.at(-2).own, true);
  assert.equal(lines[1].own, false);
  assert.equal(new Set(lines.map(({key}) => key)).size, lines.length);
});

test('a clock that is set back over midnight makes a day of its own each time', () => {
  const midnight = new Date(2026, 10, 21).getTime();
  const say = (seq, time) => ({type: 'TALK', seq, senderId: 'a', sender: 'a', time, message: `${seq}`});
  const lines = linesOf([say(1, midnight + 1), say(2, midnight - 1), say(3, midnight + 2)],
    [{id: 'w', text: 'waits', written: midnight + 36 * 3600 * 1000, state: 'waiting'}], {id: 'me', name: '나', guest: true});
  assert.deepEqual(lines.map(({key}) => key), ['d1', 'm1', 'd2', 'm2', 'd3', 'm3', 'dww', 'ww']);
});

test('an answer shows what it answers to as it is now', () => {
  const say = (seq, more) => ({type: 'TALK', seq, senderId: 'a', sender: 'a', time: seq, message: `${seq}`, ...more});
  const answer = (seq) => ({replyTo: {seq, sender: 'a', senderId: 'a', excerpt: 'as it was'}});
  const lines = linesOf([
    say(1, {message: '', deleted: 9}), say(2, {message: 'as\nit is', edited: 9}), say(3),
    say(4, answer(1)), say(5, answer(2)), say(6, answer(3)), say(7, answer(99)),
  ], [], {id: 'me'}).filter(({replyTo}) => replyTo);
  assert.deepEqual(lines.map(({replyTo}) => replyTo.excerpt), ['', 'as it is', 'as it was', 'as it was']);
});

/// As much of an element with children as showLines() needs.
class FakeElement {
  children = [];
  dataset = {};
  get firstElementChild() {
    return this.children[0] ?? null;
  }
  get nextElementSibling() {
    return this.parent.children[this.parent.children.indexOf(this) + 1] ?? null;
  }
  insertBefore(child, place) {
    if (child.parent) child.remove();
    child.parent = this;
    this.children.splice(place ? this.children.indexOf(place) : this.children.length, 0, child);
  }
  replaceWith(other) {
    this.parent.insertBefore(other, this);
    this.remove();
  }
  remove() {
    this.parent.children.splice(this.parent.children.indexOf(this), 1);
    delete this.parent;
  }
}

test('a list shows its lines and nothing else, and leaves alone what stays', () => {
  const list = new FakeElement();
  const line = (text) => ({key: text[0], look: text});
  const show = (...texts) => {
    const made = [];
    showLines(list, texts.map(line), ({look}) => {
      made.push(look);
      return Object.assign(new FakeElement(), {look});
    });
    assert.deepEqual(list.children.map(({look}) => look), texts);
    return made;
  };
  show('a1', 'b1', 'c1', 'd1');
  const [, , third] = list.children;
  let moved = false;
  list.insertBefore = function (child, place) {
    moved ||= child === third;
    FakeElement.prototype.insertBefore.call(this, child, place);
  };
  assert.deepEqual(show('c1', 'd2', 'e1'), ['d2', 'e1']);
  assert.equal(list.children[0], third);
  assert.ok(!moved, 'what stays is not taken out, it may have the focus');
  show('e1', 'c1', 'x1');
  // A child that has another's key, however it came there, is gone with the next showing.
  list.insertBefore(Object.assign(new FakeElement(), {look: 'c1', dataset: {key: 'c', look: 'c1'}}), null);
  show('e1', 'c1', 'x1');
  show();
});

test('another transport only when WebSockets fail though the host answers', () => {
  const doors = new Doors();
  assert.equal(doors.next(), undefined);
  doors.failed(true);
  assert.equal(doors.next(), undefined); // may be a host that was just coming back
  doors.failed(false);
  doors.failed(true);
  assert.equal(doors.next(), undefined);
  doors.failed(true);
  assert.deepEqual(doors.next(), ['xhr-streaming', 'eventsource', 'xhr-polling']);
  assert.deepEqual(new Doors('xhr-polling').next(), ['xhr-polling']);
});

test('pauses grow to half a minute', () => {
  assert.equal(pauseBefore(1, 0.5), 1000);
  assert.equal(pauseBefore(3, 0.5), 4000);
  assert.equal(pauseBefore(1000, 0.5), 30000);
  assert.ok(pauseBefore(2, 0) >= 1600 && pauseBefore(2, 1) <= 2400);
});

test('ids are what the host takes, and differ', () => {
  const ids = new Set(Array.from({length: 1000}, () => randomId()));
  assert.equal(ids.size, 1000);
  for (const id of ids) assert.match(id, /^[A-Za-z0-9_-]{22}$/);
  const token = randomToken();
  assert.match(token, /^[A-Za-z0-9_-]{43}$/);
  assert.equal(Buffer.from(token, 'base64url').toString('base64url'), token); // the one way to write it
});

test('avatars are those of the desktop program', () => {
  assert.deepEqual(['민준', 'Seoyeon', 'x', '🙂', '  "하은"', '3개', 'ann lee'].map(initials), ['민', 'Se', 'X', '?', '하', '3', 'An']);
  assert.deepEqual(['\u3164', '\u3164민준'].map(initials), ['?', '민']);
  // The same rows as in tests/gui/tst_avatar.cpp.
  assert.deepEqual(['', 'owner', 'g-3a142461031723ce', '민준'].map(avatarClass),
    ['avatar avatar-4 avatar-square', 'avatar avatar-4 avatar-rising', 'avatar avatar-5 avatar-circle', 'avatar avatar-6 avatar-circle']);
});

test('names that look alike are one, and are not looked at anew each time', () => {
  for (const name of ['Seojun', ' seojun ', 'ＳＥＯＪＵＮ', 'seo\u200bjun', 'seojun\u3164', 'seo\u00adjun', '\u202eseojun'])
    assert.equal(fold(name), 'seojun', JSON.stringify(name));
  assert.notEqual(fold('seojun2'), 'seojun');
  const normalize = String.prototype.normalize;
  let folded = 0;
  String.prototype.normalize = function (...how) {
    ++folded;
    return normalize.apply(this, how);
  };
  try {
    for (let turn = 0; turn < 10000; ++turn) fold(`손님 ${turn % 100}`);
    assert.ok(folded <= 100, `${folded} times`);
  } finally {
    String.prototype.normalize = normalize;
  }
});

test('a name is seen, and turns nothing around it', () => {
  for (const name of ['', '  ', '\u200b\u200b', '\u3164', '\u115f', '\u2800', '\u202e', '\ufeff', '\u2066\u2069', '\ufe0f'])
    assert.equal(visibleName(name, '이름 없음'), '이름 없음', JSON.stringify(name));
  assert.equal(visibleName('\u202egnp.exe', '-'), 'gnp.exe');
  for (const name of ['민준', 'Ann Lee', 'עברית', 'می‌خواهم', '👩‍👩‍👧', '❤️', '__proto__']) assert.equal(visibleName(name, '-'), name);
});

test('addresses lead to rooms and back', () => {
  for (const id of ['lobby', '우리-집-마당', 'a.b_c'])
    assert.deepEqual(readAddress(roomAddress(id)), {id, people: false});
  assert.deepEqual(readAddress('#/lobby/people'), {id: 'lobby', people: true});
  for (const hash of ['', '#', '#/', '#/%E0%A4%A', '#/a/b/c']) assert.equal(readAddress(hash).id, undefined, hash);
});

// --- colours
const tokens = JSON.parse(readFileSync(new URL('../../resources/theme/tokens.json', import.meta.url)));
const luminance = (colour) => {
  const [red, green, blue] = [1, 3, 5].map((from) => {
    const part = parseInt(colour.slice(from, from + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (one, other) => {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};
/// Each text of the page, and what it stands on.
const pairs = {
  ink: ['window', 'surface', 'sidebar', 'own', 'select'],
  ink2: ['window', 'surface', 'sidebar', 'select'],
  onMention: ['mention'],
  accent: ['surface', 'own', 'select'],
  link: ['window', 'surface', 'own', 'sidebar'],
  error: ['surface'],
  warn: ['behindWarn'],
  onAccent: ['accent'],
};
for (const scheme of ['light', 'dark']) {
  test(`every text can be read in ${scheme}`, () => {
    for (const [text, places] of Object.entries(pairs))
      for (const place of places) {
        const found = contrast(tokens[scheme][text], tokens[scheme][place]);
        assert.ok(found >= 4.5, `${text} on ${place}: ${found.toFixed(2)}`);
      }
    for (const colour of tokens.avatars) assert.ok(contrast('#FFFFFF', colour) >= 4.5, colour);
  });
}

test('the style sheet has all colours, in both schemes', () => {
  const style = tokensStyle(tokens);
  assert.ok(style.includes(`--on-accent:${tokens.light.onAccent};`));
  assert.ok(style.split('prefers-color-scheme: dark')[1].includes(`--ink:${tokens.dark.ink};`));
  assert.ok(style.includes(`.avatar-9{background:${tokens.avatars[9]}`));
  assert.deepEqual(Object.keys(tokens.light), Object.keys(tokens.dark));
});

// --- the bundle
test('all sources of the pages are named to the build, which bundles anew when one changes', () => {
  const resources = new URL('../../resources/', import.meta.url);
  const [, page, demo] = readFileSync(new URL('pages.cmake', resources), 'utf8').split(/^madang_web_page/m);
  for (const [folder, named] of Object.entries({page, demo})) {
    const files = ['src', 'src/views', 'style'].flatMap((inner) => {
      const place = new URL(`${folder}/${inner}/`, resources);
      return existsSync(place) ? readdirSync(place).map((name) => `${inner}/${name}`) : [];
    }).filter((name) => /\.(js|css)$/.test(name));
    assert.ok(files.length > 0, folder);
    const given = new Set(named.split(/[\s()]+/));
    assert.deepEqual(files.filter((name) => !given.has(name)), [], folder);
  }
});

test('the bundle brings no inline script or style, and asks nobody but its host', {skip: !web}, () => {
  const html = readFileSync(join(web, 'index.html'), 'utf8');
  assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=/i);
  for (const [, address] of html.matchAll(/(?:src|href)="([^"]*)"/g)) assert.match(address, /^\/[^/]/);
  const script = readFileSync(join(web, 'page.js'), 'utf8');
  assert.doesNotMatch(script, /crypto\.subtle|randomUUID|serviceWorker|navigator\.clipboard/);
  assert.doesNotMatch(script, /\beval\(|new Function\(/);
});

test('packed and plain are the same, and the same each time', {skip: !web}, () => {
  for (const name of ['index.html', 'page.js', 'page.css', 'icon.svg', 'licenses.txt']) {
    const packed = readFileSync(join(web, `${name}.gz`));
    assert.deepEqual(gunzipSync(packed), readFileSync(join(web, name)), name);
    assert.equal(packed.readUInt32LE(4), 0, `${name}.gz tells when it was made`);
  }
});

test('licences of all that is bundled are listed', {skip: !web}, () => {
  const licences = readFileSync(join(web, 'licenses.txt'), 'utf8');
  for (const name of ['@stomp/stompjs 7.5.0 (Apache-2.0)', 'sockjs-client 1.6.1 (MIT)', 'micromark 4.0.3 (MIT)', 'url-parse', 'inherits', 'Lucide icons (ISC)'])
    assert.ok(licences.includes(name), name);
});
