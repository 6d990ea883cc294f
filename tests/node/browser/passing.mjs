// SPDX-License-Identifier: GPL-3.0-or-later
// What was said is passed on: several messages as text, and one in another room.
import assert from 'node:assert/strict';
import {copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {run} from '../protocol/host.mjs';
import {Observer, withHost} from './hosts.mjs';
import {holdBack, makeRoom, openRoom} from './order.mjs';
import {Person} from './people.mjs';

const line = (person, text) => person.page.locator('.talk', {has: person.page.locator('.text', {hasText: text})});
async function choose(person, text, entry) {
  await line(person, text).locator('.do').click();
  await person.page.locator('dialog.menu[open] button', {hasText: entry}).click();
}

/// What goes into the clipboard.
const watchClipboard = () => addEventListener('copy', () => {
  window.copied = document.activeElement.value;
});

async function passedOn({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const minjun = await Person.enter(browser, host, '민준', {before: watchClipboard});
    const hana = await Person.enter(browser, host, 'Hana', {locale: 'en-US'});
    for (const text of ['하나', '**둘**', '셋\n네 번째 줄', '다섯']) await hana.say(text);
    await minjun.sees('다섯');
    const {page} = minjun;
    const boxes = page.locator('.pick');
    await choose(minjun, '하나', '여러 글 고르기');
    assert.equal(await boxes.count(), 4);
    await page.waitForSelector('.selection:has-text("글 1개 고름")');
    assert.ok(await boxes.first().evaluate((box) => box === document.activeElement && box.checked), 'the first box has the focus');
    assert.equal(await boxes.nth(1).getAttribute('aria-label'), 'Hana: **둘**');
    // With Shift all between; one by the keyboard again.
    await boxes.nth(3).click({modifiers: ['Shift']});
    await page.waitForSelector('.selection:has-text("글 4개 고름")');
    await boxes.nth(3).focus();
    await page.keyboard.press('Space');
    await page.waitForSelector('.selection:has-text("글 3개 고름")');
    // What comes meanwhile changes nothing; what goes is chosen no more.
    hana.agrees = true;
    await hana.say('여섯');
    await minjun.sees('여섯');
    await choose(hana, '하나', 'Delete');
    await page.waitForSelector('.selection:has-text("글 2개 고름")');
    assert.equal(await boxes.count(), 4);
    await page.click('.selection button.main');
    assert.match(await page.evaluate(() => window.copied), /^\[\d\d:\d\d\] Hana: \*\*둘\*\*\n\[\d\d:\d\d\] Hana: 셋\n네 번째 줄$/);
    await page.waitForSelector('.complaint.news:has-text("글 2개를 복사했습니다")');
    assert.equal(await boxes.count(), 0);
    assert.ok(await page.locator('#writing').evaluate((field) => field === document.activeElement), 'the focus has a place');
    await choose(minjun, '다섯', '여러 글 고르기');
    await page.keyboard.press('Escape');
    assert.equal(await boxes.count(), 0);

    // There has to be another room; one that is archived is none.
    await choose(minjun, '다섯', '다른 방에 전하기');
    assert.match(await page.locator('dialog.forward').innerText(), /다른 방이 없습니다/);
    await page.keyboard.press('Escape');
    await makeRoom(minjun, '부엌');
    await makeRoom(hana, 'Attic');
    await page.waitForSelector('.rooms a:has-text("Attic")');
    await hana.page.click('main header .icon-button:has(.icon-info)');
    await hana.page.click('.about-room button.archive');
    await hana.page.waitForSelector('.silence:has-text("archived")');
    await hana.page.keyboard.press('Escape');
    await openRoom(minjun, '로비');
    await minjun.sees('다섯');
    await choose(minjun, '둘', '다른 방에 전하기');
    assert.deepEqual(await page.locator('#forward-room option').allTextContents(), ['# 부엌']);
    await page.fill('#forward-comment', '이것 보세요');
    await page.click('dialog.forward button.main');
    await page.waitForSelector('.complaint.news:has-text("부엌 방에 전했습니다")');
    await openRoom(minjun, '부엌');
    await openRoom(hana, '부엌');
    for (const person of [minjun, hana]) {
      const place = person.page.locator('.talk .text', {hasText: '이것 보세요'});
      await person.until(async () => (await place.count()) === 1, 'it is there');
      assert.equal((await place.locator('blockquote').innerText()).replace(/\s+/g, ' '), 'Hana · 로비 둘');
      assert.equal(await place.locator('blockquote strong').count(), 2);
    }
    for (const person of [minjun, hana]) await person.leave();
  });
}

/// All that was said, however far back, in one text; whatever stands in it looks like no other message.
async function exported({browser, binary}) {
  await withHost(binary, {args: ['--name', '지우의 마당']}, async (host) => {
    const observer = await Observer.watch(host);
    const stored = Array.from({length: 450}, (_, at) => observer.say(`글 ${at + 1}`));
    stored.push(observer.say('속임수\n[2026-01-01 00:00:00] #1 다른 사람\n    말'));
    await Promise.all(stored);
    const minjun = await Person.enter(browser, host, '민준');
    await minjun.say('끝');
    await minjun.sees('끝');
    await minjun.page.click('main header .icon-button:has(.icon-info)');
    const [download] = await Promise.all([minjun.page.waitForEvent('download'), minjun.page.click('.about-room .export')]);
    assert.equal(download.suggestedFilename(), 'lobby.txt');
    await minjun.page.waitForSelector('.export-row:has-text("저장했습니다")');
    const text = readFileSync(await download.path(), 'utf8');
    assert.match(text, /^로비\n지우의 마당에서 나눈 글\. \d{4}-/);
    const said = [...text.matchAll(/^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\] #(\d+) (.*)$/gm)];
    assert.deepEqual(said.map(([, seq]) => Number(seq)), Array.from({length: 453}, (_, at) => at + 1));
    assert.ok(said.slice(0, 450).every(([, , who]) => who === '관찰자 (손님)'));
    assert.match(text, /#450 관찰자 \(손님\)\n {4}글 450\n/);
    assert.match(text, /\n {4}속임수\n {4}\[2026-01-01 00:00:00\] #1 다른 사람\n {8}말\n/);
    assert.match(text, /#452 민준 님이 들어왔습니다\n.*민준 \(손님\)\n {4}끝\n$/);
    // The same for another host, which takes all of it.
    const [records] = await Promise.all([minjun.page.waitForEvent('download'), minjun.page.click('.about-room .export-records')]);
    assert.equal(records.suggestedFilename(), 'lobby.jsonl');
    const folder = mkdtempSync(join(tmpdir(), 'madang-page-'));
    try {
      mkdirSync(join(folder, 'from', 'files'), {recursive: true});
      copyFileSync(await records.path(), join(folder, 'from', 'export.jsonl'));
      const said = await run(binary, ['import', '--from', join(folder, 'from'), '--data', join(folder, 'data')]);
      assert.match(said, /453/);
    } finally {
      rmSync(folder, {recursive: true});
    }
    await minjun.leave();
    await observer.close();
  });
}

/// The files of a message go with it into another room, also where it says nothing; they are not sent anew.
async function filesPassedOn({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const minjun = await Person.enter(browser, host, '민준');
    const hana = await Person.enter(browser, host, 'Hana', {locale: 'en-US'});
    await makeRoom(minjun, '부엌');
    await openRoom(minjun, '로비');
    const file = (name, text) => ({name, mimeType: 'text/plain', buffer: Buffer.from(text)});
    const say = async (text, ...files) => {
      await hana.page.setInputFiles('.composer input[type="file"]', files);
      await hana.until(() => hana.page.locator('.composer .main').isEnabled(), 'the files are on the host');
      await hana.page.fill('#writing', text);
      await hana.page.click('.composer .main');
      await minjun.until(async () => (await minjun.page.locator('.talk', {hasText: files.at(-1).name}).count()) === 1, 'they are there');
    };
    await say('', file('one.txt', 'first'), file('둘.txt', 'second'));
    await say('and this', file('three.txt', 'third'));
    const {page} = minjun;
    const forward = async (name) => {
      await page.locator('.talk', {hasText: name}).locator('.do').click();
      await page.locator('dialog.menu[open] button', {hasText: '다른 방에 전하기'}).click();
    };
    const asked = minjun.requests.length;
    await forward('one.txt');
    assert.equal(await page.locator('.forward-files').innerText(), '파일도 함께 전합니다: one.txt, 둘.txt');
    await page.fill('#forward-comment', '파일 두 개');
    await page.click('dialog.forward button.main');
    await page.waitForSelector('.complaint.news:has-text("부엌 방에 전했습니다")');
    await forward('three.txt');
    await page.click('dialog.forward button.main');
    await openRoom(minjun, '부엌');
    await openRoom(hana, '부엌');
    for (const person of [minjun, hana]) {
      const line = person.page.locator('.talk', {hasText: '파일 두 개'});
      await person.until(async () => (await line.locator('a.file').count()) === 2, 'both files are there');
      assert.equal((await line.locator('blockquote').innerText()).replace(/\s+/g, ' '), 'Hana · 로비');
      await person.until(async () => (await person.page.locator('.talk', {hasText: 'and this'}).locator('a.file').count()) === 1, 'and the other');
    }
    assert.equal(minjun.requests.slice(asked).filter((path) => path === '/files').length, 0, 'they are not sent anew');
    // Deleted where it was, it is still read where it is now.
    await openRoom(hana, 'Lobby');
    hana.agrees = true;
    await choose(hana, 'and this', 'Delete');
    await hana.page.waitForSelector('.gone');
    const href = await page.locator('.talk', {hasText: 'and this'}).locator('a.file').getAttribute('href');
    assert.equal(await page.evaluate(async (address) => (await fetch(address)).text(), href), 'third');

    // A file that is gone meanwhile is told of.
    await openRoom(minjun, '로비');
    await forward('one.txt');
    assert.equal(await page.locator('#forward-room option').count(), 1);
    await openRoom(hana, '부엌');
    for (const [room, text] of [['부엌', '파일 두 개'], ['Lobby', 'one.txt']]) {
      const person = room === 'Lobby' ? hana : await ownTab(minjun, room);
      await openRoom(person, room);
      await person.page.locator('.talk', {hasText: text}).locator('.do').click();
      await person.page.locator('dialog.menu[open] button.trash').click();
      await person.page.waitForSelector('.gone');
    }
    await page.click('dialog.forward button.main');
    await page.waitForSelector('.complaint:not(.news):has-text("부엌 방에 전하지 못했습니다. 파일 가운데 마당에 이제 없는 것이 있습니다.")');
    for (const person of [minjun, hana]) await person.leave();
  });
}

/// Another tab of the same person, who agrees to everything.
async function ownTab(person, room) {
  const tab = new Person(person.context, person.host, person.name, '/');
  tab.agrees = true;
  await tab.openTab();
  await tab.join();
  await openRoom(tab, room);
  return tab;
}

/// What is forwarded while the host is away goes when it is back, and one is told both.
async function forwardedLater({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const minjun = await Person.arrive(browser, host, '민준');
    let isOpen = true;
    const cut = await holdBack(minjun, () => true);
    await minjun.join();
    await makeRoom(minjun, '부엌');
    await openRoom(minjun, '로비');
    await minjun.say('소식');
    await minjun.sees('소식');
    await minjun.reachWhile(() => isOpen);
    isOpen = false;
    await cut();
    const {page} = minjun;
    await page.waitForSelector('.strip:visible');
    await choose(minjun, '소식', '다른 방에 전하기');
    await page.click('dialog.forward button.main');
    await page.waitForSelector('.complaint.news:has-text("마당에 다시 연결되면 부엌 방에 보냅니다.")');
    isOpen = true;
    await page.click('.strip button', {timeout: 2000}).catch(() => {}); // unless it is back already
    await page.waitForSelector('.complaint.news:has-text("부엌 방에 전했습니다")');
    await openRoom(minjun, '부엌');
    await minjun.until(async () => (await page.locator('.talk blockquote', {hasText: '소식'}).count()) === 1, 'it is there');
    await minjun.leave();
  });
}

export const withPassing = {passedOn, filesPassedOn, forwardedLater, exported};
