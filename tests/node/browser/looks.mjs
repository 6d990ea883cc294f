// SPDX-License-Identifier: GPL-3.0-or-later
// What people write and call themselves may be long, tall, or made to confuse: the page stays in shape.
import assert from 'node:assert/strict';
import {StompJs} from '../clients.mjs';
import {Observer, withHost} from './hosts.mjs';
import {Person} from './people.mjs';

const marks = '\u0301'.repeat(60);

/// Somebody in the lobby who is no page, under any name.
async function stranger(host, name) {
  const client = new StompJs(host.url);
  await client.connect({name});
  await client.send('/app/chat/message', JSON.stringify({type: 'ENTER', roomId: 'lobby', sender: name, stays: true}));
  return client;
}

/// A message is shown in parts of a bounded size, however many letters, links or lines it has.
async function long({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const observer = await Observer.watch(host);
    const guest = await Person.enter(browser, host, '민준');
    const {page} = guest;
    const texts = [
      ['letters', '안녕 하세요 '.repeat(20000).trim()],
      ['links', 'http://x.y/ '.repeat(70000).trim()],
      ['lines', `처음${'\n'.repeat(4900)}끝`],
      ['no place to cut', '😀'.repeat(20000)],
    ];
    for (const [what, text] of texts) {
      await observer.say(text);
      const line = page.locator('.talk').last().locator('.text');
      const all = line.locator('button', {hasText: '모두 보기'});
      await guest.until(async () => (await all.count()) === 1 && (await line.textContent()).startsWith(text.slice(0, 40)), `there is more: ${what}`);
      const height = await line.evaluate((box) => box.offsetHeight);
      assert.ok(height < 3500, `${what}: ${height} px at first`);
      await all.click();
      await guest.until(() => line.evaluate((box, length) => box.textContent.length === length, text.length), `all of it is shown: ${what}`);
      assert.ok((await line.textContent()) === text, `${what}: letter by letter`);
      const largest = await line.evaluate((box) => Math.max(...[...box.children].map(({textContent}) => textContent.length)));
      assert.ok(largest <= 10000, `${what}: ${largest} letters in one part`);
      // Who has asked for it reads it, and is not taken away.
      assert.equal(await page.locator('.jump:visible').count(), 1, what);
      await observer.say(`그다음 ${what}`);
      await guest.sees(`그다음 ${what}`);
      await page.click('.jump');
    }
    await observer.close();
    await guest.leave();
  });
}

/// Marks over marks, and letters that turn the reading direction: nothing of it leaves its place.
async function confusing({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const guest = await Person.enter(browser, host, '민준');
    const {page} = guest;
    const observer = await Observer.watch(host);
    await guest.say('이 줄은 그대로');
    await guest.sees('이 줄은 그대로');
    const strangers = [];
    for (const name of ['\u202egnp.exe', '\u2800', `a${marks}`]) strangers.push(await stranger(host, name));
    await guest.until(async () => (await page.locator('.people li').count()) === 5, 'all are there');
    await strangers.at(-1).send('/app/chat/message', JSON.stringify({type: 'TALK', roomId: 'lobby', message: 'ㄱ'}));
    const over = (`a${marks}`).repeat(20);
    await observer.say(over);
    await guest.sees(over);

    // The same picture with and without.
    const unchanged = async (above, below) => {
      const before = await above.screenshot({animations: 'disabled'});
      await below.evaluate((element) => (element.style.visibility = 'hidden'));
      const after = await above.screenshot({animations: 'disabled'});
      await below.evaluate((element) => (element.style.visibility = ''));
      assert.ok(before.equals(after), 'marks stay in their own line');
    };
    const named = page.locator('.talk', {hasText: 'ㄱ'});
    await unchanged(page.locator('.talk', {hasText: '이 줄은 그대로'}), named);
    await unchanged(named.locator('.text'), page.locator('.talk').last());
    await unchanged(page.locator('.notice').first(), page.locator('.notice').last());

    const shown = [...await page.locator('.people .name').allTextContents(), ...await page.locator('.notice bdi').allTextContents()];
    assert.ok(shown.includes('gnp.exe'), shown.join());
    for (const name of shown) {
      assert.match(name, /[\p{L}\p{N}]/u, 'there is something to see');
      assert.doesNotMatch(name, /[\u202a-\u202e\u2066-\u2069]/);
    }
    for (const client of strangers) await client.close();
    // Within a notice the name keeps its own direction: its end is on its left, the sentence on its right.
    const hebrew = await stranger(host, 'שלום!');
    const notice = page.locator('.notice', {hasText: 'שלום!'}).last();
    await guest.until(async () => (await notice.count()) === 1, 'somebody came');
    const [end, begin, rest] = await notice.evaluate((line) => {
      const left = (node, from, to) => {
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, to);
        return range.getBoundingClientRect().left;
      };
      const name = line.querySelector('bdi');
      const sentence = name.nextSibling;
      return [left(name.firstChild, 4, 5), left(name.firstChild, 0, 1), left(sentence, sentence.length - 1, sentence.length)];
    });
    assert.ok(end < begin && begin < rest, `${end} < ${begin} < ${rest}`);
    assert.match(await notice.locator('time').getAttribute('datetime'), /^\d{4}-/);
    await hebrew.close();
    await observer.close();
    await guest.leave();
  });
}

/// Each text that is shown, with its colour and what it stands on.
function textsInSight() {
  const parse = (colour) => colour.match(/[\d.]+/g).map(Number);
  const behind = (element) => {
    for (let box = element; box; box = box.parentElement) {
      const colour = getComputedStyle(box).backgroundColor;
      const [, , , alpha = 1] = parse(colour);
      if (alpha > 0) return parse(colour);
    }
    return [255, 255, 255];
  };
  const found = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility({checkVisibilityCSS: true}) || element.closest('.unseen, .skip')) continue;
    const {color} = getComputedStyle(element);
    const on = behind(element);
    found.set(`${color} on ${on}`, {text: node.data.slice(0, 40), ink: parse(color), on});
  }
  return [...found.values()];
}

const luminance = ([red, green, blue]) => {
  const [r, g, b] = [red, green, blue].map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one, other) => {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};

/// Everything can be read, in both schemes and languages, and nothing is wider than a small phone.
async function readable({browser, binary}) {
  await withHost(binary, {args: ['--name', '아주긴이름을가진마당'.repeat(4)]}, async (host) => {
    const observer = await Observer.watch(host);
    const others = [];
    for (const name of ['긴이름'.repeat(21), 'W'.repeat(64), 'שלום']) others.push(await stranger(host, name));
    await observer.say(`보세요 https://example.org/${'long/'.repeat(40)}`);
    await observer.say('W'.repeat(300));
    for (const colorScheme of ['light', 'dark'])
      for (const locale of ['ko-KR', 'en-US']) {
        const where = `${colorScheme} ${locale}`;
        const guest = await Person.arrive(browser, host, 'Ann', {locale, colorScheme, viewport: {width: 320, height: 568}});
        const {page} = guest;
        const look = async (place) => {
          for (const {text, ink, on} of await page.evaluate(textsInSight))
            assert.ok(contrast(ink, on) >= 4.5, `"${text}" in ${place}, ${where}: ${ink} on ${on}`);
          const wide = await page.evaluate(() => [...document.querySelectorAll('html, body, main, .rooms, .rooms ul, .people, .scroller, form')]
            .filter((box) => box.scrollWidth > Math.max(box.clientWidth, 320)).map((box) => box.outerHTML.slice(0, 60)));
          assert.deepEqual(wide, [], `${place}, ${where}`);
          const outside = await page.evaluate(() => [...document.querySelectorAll('button, a, .badge, .aside, .name')]
            .filter((part) => part.checkVisibility() && !part.closest('.skip') && part.getBoundingClientRect().right > innerWidth).map((part) => part.outerHTML.slice(0, 60)));
          assert.deepEqual(outside, [], `${place}, ${where}`);
        };
        await look('the door');
        await guest.join();
        await look('the rooms');
        await page.click('button.me');
        await look('who one is');
        await page.click('.me-dialog .erase');
        await look('what goes for good');
        await page.keyboard.press('Escape');
        await page.keyboard.press('Escape');
        await page.click('.rooms li a');
        await guest.say('한 줄');
        await guest.sees('한 줄');
        await look('a room');
        await page.locator('.talk.own .do').click();
        await page.locator('dialog.menu[open] button.select').click();
        await look('choosing');
        await page.keyboard.press('Escape');
        await page.click('main header .icon-button:has(.icon-search)');
        await look('the search');
        await page.keyboard.press('Escape');
        await page.click('.to-people');
        await page.waitForSelector('.people:visible');
        await guest.until(async () => (await page.locator('.people li').count()) >= 5, 'people are listed');
        await look('the people');
        const rows = await page.locator('.people li').evaluateAll((all) => all.map((row) => row.offsetHeight));
        assert.ok(Math.max(...rows) <= 60, `${rows}: a long name is cut, ${where}`);
        await guest.leave();
      }
    for (const client of others) await client.close();
    await observer.close();
  });
}

export const withLooks = {long, confusing, readable};
