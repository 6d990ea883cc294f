// SPDX-License-Identifier: GPL-3.0-or-later
// What a message says on the page: the same as on the desktop, and nothing else than our own nodes.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {readEmoji, searchEmoji, withEmoji} from '../../resources/page/src/emoji.js';
import {isSafeAddress} from '../../resources/page/src/links.js';
import {findMentions, mentionOf, mentionsEverybody, MentionNames} from '../../resources/page/src/mentions.js';
import {parseMessage, plainText} from '../../resources/page/src/messagetree.js';
import {messageWords} from '../../resources/page/src/views/messagewords.js';

const cases = (name) => JSON.parse(readFileSync(new URL(`../markdown/${name}.json`, import.meta.url)));

test('a message is the tree that the desktop program makes of it', () => {
  const {names, cases: all} = cases('cases');
  assert.ok(all.length > 100);
  for (const {text, tree} of all) assert.deepEqual(parseMessage(text, new MentionNames(names)), tree, JSON.stringify(text));
});

test('mentions are those that the host counts', () => {
  const {names, cases: all} = cases('mentions');
  const people = new MentionNames(names);
  for (const {text, found} of all) {
    const told = findMentions(text, people).map(({start, length, name}) => [text.slice(start, start + length), name]);
    assert.deepEqual(told, found, JSON.stringify(text));
  }
  for (const name of ['민수', '김 민수', 'a.b', 'here', '🙂', '"'])
    assert.deepEqual(findMentions(`${mentionOf(name)} 안녕`, new MentionNames([name])).map((found) => found.name), [name]);
  assert.ok(mentionsEverybody('@여기 보세요') && !mentionsEverybody('`@here`'));
});

test('only pages, mailboxes and hosts are led to', () => {
  for (const address of ['https://a.example', 'HTTP://A.example:8/x?y#z', 'mailto:a@b.example', 'madang://host:7610?room=lobby'])
    assert.ok(isSafeAddress(address), address);
  for (const address of ['', 'javascript:alert(1)', 'javascript://a.example/%0aalert(1)', 'data:text/html,x', 'file:///etc/passwd',
    'https://', 'https:///x', 'https://:80/', '//a.example', 'https://bank.example@evil.example/', 'https://a.example/\u202egpj.exe',
    'https://a b.example', 'mailto:', 'mailto:a@b.example?body=x', 'vbscript:x', ' https://a.example', 'https://a.example\\@b.example',
    `https://a.example/${'x'.repeat(2000)}`])
    assert.ok(!isSafeAddress(address), address);
});

test('a text without marks is as it was written, blanks and all', () => {
  for (const text of ['안녕 하세요 '.repeat(1000), 'a  \n  b \t\n\n c ', 'http://x.y/ '.repeat(300), '😀'.repeat(500), 'x'.repeat(30000) + ' \n '])
    assert.equal(plainText(parseMessage(text)), text);
});

test('a text full of marks is read in no time', () => {
  for (const piece of ['*', '[', '>', '`', '_', '~~', '](', '![', '<', '- ', '1. ', '*a ', '> - ', '[a](', '**a* ', '`a`` ', 'https://',
    'a@a.', '\\', '@a ', '#', '\n', '```\n', ')', '~~a ', ']:', '***a ', 'www.'])
    for (const size of [1024 * 1024, 20000, 1500]) {
      const text = piece.repeat(size / piece.length);
      const tree = parseMessage(text, new MentionNames(['a']));
      assert.ok(plainText(tree).length <= text.length + 16, piece);
    }
});

test('shortcodes become emoji, and emoji are found by Korean and English words', () => {
  readEmoji(JSON.parse(readFileSync(new URL('../../resources/emoji/emoji.json', import.meta.url))));
  for (const [typed, sent] of Object.entries({
    'hello :smile:': 'hello 😄', ':smile::heart:': '😄❤️', '안녕:smile:': '안녕😄', ':+1:': '👍', ':빨간색_하트:': '❤️',
    ':nothing_such:': ':nothing_such:', '12:30:45': '12:30:45', 'a:smile:': 'a:smile:', '`:smile:` :smile:': '`:smile:` 😄',
    'std::key::value': 'std::key::value', '::key:': '::key:', ':key::heart:': '🔑❤️',
    'http://a.example/:key: :key:': 'http://a.example/:key: 🔑',
    'http://a.example:80/:smile': 'http://a.example:80/:smile', '::': '::',
  }))
    assert.equal(withEmoji(typed), sent, typed);
  const found = (beginning) => searchEmoji(beginning).map(({text}) => text);
  assert.ok(found('하').includes('🥰') && found('하트').includes('❤️') && found('pizz').includes('🍕'));
  assert.equal(found('SMILE')[0], '😄');
  assert.equal(found('hea')[0], '❤️');
  assert.deepEqual(found(''), []);
});

/// As much of a document as making elements needs; anything that takes markup is not there.
class FakeElement {
  children = [];
  attributes = {};
  constructor(name) {
    this.name = name;
  }
  setAttribute(name, value) {
    this.attributes[name] = value;
  }
  append(...children) {
    this.children.push(...children);
  }
  set textContent(text) {
    this.children = [text];
  }
  set innerHTML(_) {
    throw new Error('markup');
  }
}

test('elements are made one by one, of a few kinds, and lead to safe addresses', () => {
  globalThis.document = {createElement: (name) => new FakeElement(name)};
  try {
    const known = new Set(['p', 'blockquote', 'ul', 'ol', 'li', 'strong', 'em', 's', 'code', 'pre', 'span', 'mark', 'hr', 'a']);
    const look = (element) => {
      if (typeof element === 'string') return;
      assert.ok(known.has(element.name), element.name);
      for (const [name, value] of Object.entries(element.attributes)) {
        assert.ok(['href', 'target', 'rel', 'title', 'class', 'start', 'tabindex'].includes(name), name);
        if (name === 'href') assert.match(value, /^(https?:\/\/|mailto:|madang:\/\/)/);
      }
      element.children.forEach(look);
    };
    const {names, cases: all} = cases('cases');
    for (const {text} of all) messageWords(text, new MentionNames(names), {name: 'kim'}).forEach(look);
    const [paragraph] = messageWords('@kim @민수', new MentionNames(names), {name: 'kim'});
    assert.deepEqual(paragraph.children.map((child) => child.name ?? child), ['mark', ' ', 'span']);
  } finally {
    delete globalThis.document;
  }
});
