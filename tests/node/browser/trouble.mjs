// SPDX-License-Identifier: GPL-3.0-or-later
// What a host refuses, and what goes wrong in its rooms: it is said to whom it concerns, and the rest goes on.
import assert from 'node:assert/strict';
import {rmSync} from 'node:fs';
import {join} from 'node:path';
import {Observer, withHost} from './hosts.mjs';
import {Person} from './people.mjs';

/// One text is longer than this host takes, whether its ERROR says so by receipt, or it just closes.
async function tooLong({browser, binary}) {
  for (const [length, path] of [[6000], [60000], [60000, '/?transport=xhr-streaming']]) {
    await withHost(binary, {args: ['--body-bytes', '10000']}, async (host) => {
      const guest = await Person.enter(browser, host, '민준', {path});
      const observer = await Observer.watch(host);
      await guest.say('가'.repeat(length));
      await guest.say('그다음');
      await guest.sees('그다음');
      await guest.page.waitForSelector('.mark.refused');
      await guest.isIn();
      await guest.say('또 그다음');
      await guest.sees('또 그다음');
      assert.deepEqual(await guest.said(), ['그다음', '또 그다음'], `${length} letters`);
      await guest.until(() => observer.count('또 그다음') === 1, 'the room has it');
      const sockets = guest.sockets.length;
      assert.ok(sockets <= 9, `${sockets} connections`);
      await guest.page.click('.talk:has(.mark.refused) .buttons button:last-child'); // discard
      await guest.until(async () => (await guest.page.locator('.mark').count()) === 0, 'nothing waits');
      await observer.close();
      await guest.leave();
    });
  }
}

/// A room that lets nobody in says so; the other rooms go on.
async function closedRoom({browser, binary}) {
  const rules = ['/topic/chat/room/topicless', '/topic/chat/room/eventless/events', '/app/chat/room/memberless/members']
    .map((place) => `subscribe ${place} nobody\n`).join('');
  await withHost(binary, {args: ['--policy', '{folder}/policy'], files: {policy: rules}}, async (host) => {
    const guest = await Person.enter(browser, host, '민준');
    const observer = await Observer.watch(host);
    for (const roomId of ['topicless', 'eventless', 'memberless']) {
      await observer.client.send('/app/chat/createroom', JSON.stringify({roomId}));
      const sockets = guest.sockets.length;
      await guest.page.click(`.rooms a[href="#/${roomId}"]`);
      await guest.page.waitForSelector(`.empty:has-text("${roomId} 방에 들어가지 못했습니다")`);
      await guest.page.waitForSelector('.strip', {state: 'hidden'});
      assert.equal(await guest.page.locator('.composer:visible').count(), 0);
      await guest.page.click('.empty a'); // the way back
      await guest.isIn();
      await observer.say(`${roomId} 옆방`);
      await guest.sees(`${roomId} 옆방`);
      assert.ok(guest.sockets.length <= sockets + 8, `${guest.sockets.length - sockets} connections more for ${roomId}`);
    }
    await observer.close();
    await guest.leave();
  });
  // Without the rooms there is nothing to show; then why is.
  await withHost(binary, {args: ['--policy', '{folder}/policy'], files: {policy: 'subscribe /app/chat/rooms nobody\n'}}, async (host) => {
    const guest = await Person.arrive(browser, host, '민준');
    await guest.page.fill('#name', '민준');
    await guest.page.press('#name', 'Enter');
    await guest.page.waitForSelector('.complaint:has-text("허락하지 않았습니다"):visible');
    await guest.leave();
  });
}

/// An address of a room that does not exist makes none.
async function nowhere({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const guest = await Person.arrive(browser, host, '민준', {path: '/#/nowhere'});
    await guest.join();
    await guest.page.waitForSelector('.empty:has-text("그런 방이 없습니다")');
    assert.equal(await guest.page.locator('.composer:visible, .top:visible, .people:visible').count(), 0);
    const observer = await Observer.watch(host);
    await observer.client.send('/app/chat/createroom', JSON.stringify({roomId: 'somewhere'}));
    await guest.page.waitForSelector('.rooms a[href="#/somewhere"]');
    assert.equal(await guest.page.locator('.rooms li').count(), 2);
    await guest.page.click('.empty a');
    await guest.isIn();
    await guest.say('여기는 있어요');
    await guest.sees('여기는 있어요');
    await guest.page.goBack();
    await guest.page.waitForSelector('.empty:visible');
    await observer.client.send('/app/chat/createroom', JSON.stringify({roomId: 'nowhere'})); // now it does
    await guest.isIn();
    await guest.say('이제 있어요');
    await guest.sees('이제 있어요');
    await observer.close();
    await guest.leave();
  });
}

/// The host comes back with another log, which is longer or shorter than what the page holds: nothing is mixed.
async function otherLog({browser, binary}) {
  for (const [before, behind] of [[3, 12], [5, 3]]) {
    await withHost(binary, {ports: ['--port']}, async (host) => {
      const guest = await Person.enter(browser, host, '민준');
      let observer = await Observer.watch(host);
      for (let count = 1; count <= before; ++count) await observer.say(`옛 글 ${count}`);
      await guest.sees(`옛 글 ${before}`);
      await observer.close();
      // A page in the background shows together what comes in one go.
      await guest.page.evaluate(() => Object.defineProperty(document, 'hidden', {value: true}));
      let isFilled = false;
      await guest.reachWhile(() => isFilled);
      host.child.kill('SIGKILL');
      await host.exited;
      await guest.page.waitForSelector('.strip:visible');
      rmSync(join(host.folder, 'data'), {recursive: true});
      await host.run();
      observer = await Observer.watch(host);
      const all = Array.from({length: behind}, (_, count) => `새 글 ${count}`);
      for (const text of all) await observer.say(text);
      isFilled = true;
      await guest.isIn();
      await guest.until(() => observer.heard.some(({type}) => type === 'ENTER'), 'the page is in the room');
      await guest.page.waitForSelector('.notice');
      await guest.until(async () => (await guest.said()).length === all.length, 'only the new log is there');
      assert.deepEqual(await guest.said(), all);
      await observer.close();
      await guest.leave();
    });
  }
}

/// Whoever may speak in the host's place may say nonsense; nobody's page is the worse for it.
async function garbage({browser, binary}) {
  const policy = 'publish /topic/chat/room/lobby anyone\n';
  await withHost(binary, {args: ['--policy', '{folder}/policy'], files: {policy}}, async (host) => {
    const guest = await Person.enter(browser, host, '민준');
    const observer = await Observer.watch(host);
    const said = {type: 'TALK', seq: 500, time: 1, sender: 's', senderId: 'z', message: 'm'};
    for (const body of ['{not json', 'null', '7', '[]', ...[{...said, message: {a: 1}}, {...said, sender: null}, {...said, time: 'x'}].map((frame) => JSON.stringify(frame))])
      await observer.client.send('/topic/chat/room/lobby', body);
    await guest.say('그래도');
    await guest.sees('그래도');
    assert.deepEqual(await guest.said(), ['그래도']);
    await observer.close();
    await guest.leave();
  });
}

/// Making rooms and leaving them.
async function rooms({browser, binary}) {
  await withHost(binary, {ports: ['--port']}, async (host) => {
    const guest = await Person.enter(browser, host, '민준');
    const {page} = guest;
    const make = async (name) => {
      await page.click('.heading button');
      await page.fill('#room-name', name);
      await page.press('#room-name', 'Enter');
    };
    const opens = async (title) => {
      await page.waitForSelector(`h2:has-text("# ${title}")`);
      await guest.isIn();
    };
    await make('a   b\u200b'); // the host tidies it
    await opens('a b');
    await page.click('.heading button');
    await page.fill('#room-name', '두 번');
    // A second Enter, before the host has answered, must find nothing to press.
    assert.equal(await page.evaluate(() => {
      document.querySelector('dialog[open] form').requestSubmit();
      return document.activeElement.tagName;
    }), 'BODY');
    await opens('두 번');
    assert.equal(await page.locator('dialog[open]').count(), 0);
    await make('두 번'); // another of that name
    await guest.until(async () => (await page.locator('.rooms li').count()) === 4, 'it is there');
    await guest.until(async () => /%EB%91%90-%EB%B2%88-/.test(page.url()), 'and open');
    await opens('두 번');
    assert.deepEqual((await page.locator('.rooms li .name').allTextContents()).sort(), ['a b', '두 번', '두 번', '로비']);
    await page.click('main > header button:has(.icon-out)');
    await page.waitForSelector('.empty:has-text("방을 고르세요")');
    assert.equal(await page.evaluate(() => document.activeElement.closest('.rooms a') !== null), true, 'the focus is on the rooms');
    // What one was writing is there for whoever comes back.
    await page.click('.rooms a:has-text("a b")');
    await opens('a b');
    await page.fill('#writing', '쓰다 만 글');
    await page.click('main > header button:has(.icon-out)');
    await page.click('.rooms a[href="#/lobby"]');
    await opens('로비');
    assert.equal(await page.inputValue('#writing'), '');
    await page.click('.rooms a:has-text("a b")');
    await opens('a b');
    assert.equal(await page.inputValue('#writing'), '쓰다 만 글');
    // The host goes before the name is there: it is not asked, and what was typed stays.
    await page.click('.heading button');
    await page.fill('#room-name', '나중에');
    host.child.kill('SIGKILL');
    await host.exited;
    await page.waitForSelector('.strip:visible');
    await page.press('#room-name', 'Enter');
    await page.waitForSelector('dialog[open] .error:has-text("끊겼습니다")');
    await host.run();
    await guest.isIn();
    assert.equal(await page.inputValue('#room-name'), '나중에');
    await page.press('#room-name', 'Enter');
    await opens('나중에');
    await guest.leave();
  });
}

/// The host is gone while somebody comes in: he need not wait for it.
async function giveUp({browser, binary}) {
  await withHost(binary, {ports: ['--port']}, async (host) => {
    const guest = await Person.arrive(browser, host, '민준');
    const {page} = guest;
    host.child.kill('SIGKILL');
    await host.exited;
    await page.fill('#name', '민준');
    await page.press('#name', 'Enter');
    await page.waitForSelector('.error:has-text("응답하지 않습니다")');
    await page.click('button:has-text("취소")');
    await page.waitForSelector('button.main:has-text("들어가기"):enabled');
    await host.run();
    guest.name = '서연';
    await guest.join();
    assert.equal(await page.textContent('.rooms footer .name'), '서연');
    await guest.leave();
  });
}

/// A host that is stopped says why, and the page says it on; one that is back is a host as ever.
async function closedWithAWord({browser, binary}) {
  await withHost(binary, {args: ['--stop-reason', '점심 <b>먹고</b> 올게요']}, async (host) => {
    const guest = await Person.enter(browser, host, '민준');
    assert.equal(await guest.page.locator('.end-strip:visible').count(), 0);
    await host.stop();
    await guest.page.waitForSelector('.end-strip:has-text("닫혔습니다"):visible');
    assert.equal(await guest.page.textContent('.end-strip .why'), '점심 <b>먹고</b> 올게요');
    await guest.leave();
  });
}

export const withTrouble = {tooLong, closedRoom, nowhere, otherLog, garbage, rooms, giveUp, closedWithAWord};
