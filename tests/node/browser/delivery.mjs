// SPDX-License-Identifier: GPL-3.0-or-later
// One's own messages on their way: how far they got, what waits or failed, what is taken back.
import assert from 'node:assert/strict';
import {Observer, withHost} from './hosts.mjs';
import {Person} from './people.mjs';

export const line = (person, text) => person.page.locator('.talk', {has: person.page.locator('.text', {hasText: text})});
const receipt = (person, text) => line(person, text).locator('.receipt');
/// Waits until the message says so: [what is shown, what the title says].
async function got(person, text, ...wanted) {
  const told = async () => [await receipt(person, text).locator('.short').textContent(), await receipt(person, text).getAttribute('title')];
  await person.until(async () => JSON.stringify(await told()) === JSON.stringify(wanted), `"${text}" says ${wanted}`);
}

/// The time in which a message is taken back does not end, however slow the machine is.
const noTenSeconds = () => {
  const later = window.setTimeout;
  window.setTimeout = (act, time, ...more) => (time === 10000 ? 0 : later(act, time, ...more));
};

/// To how many a message came, and by how many it was read: in words, one sign for "all of them".
async function receipts({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const minjun = await Person.enter(browser, host, '민준');
    const hana = await Person.enter(browser, host, 'Hana', {locale: 'en-US'});
    const observer = await Observer.watch(host); // says nothing of what it holds
    // Only the page in front is read; the other one holds what is said.
    await hana.page.evaluate(() => { document.hasFocus = () => false; });
    await minjun.say('하나');
    await got(minjun, '하나', '전달 1/2', '2명 중 1명에게 전달, 0명이 읽음, 1명은 확인할 수 없음');
    assert.equal(await receipt(minjun, '하나').getAttribute('data-state'), 'some');
    assert.equal(await hana.page.locator('.receipt').count(), 0, 'of others nobody is told');
    const before = await line(minjun, '하나').elementHandle();
    await hana.page.evaluate(() => {
      delete document.hasFocus;
      dispatchEvent(new Event('focus'));
    });
    await got(minjun, '하나', '읽음 1/2', '2명 중 1명에게 전달, 1명이 읽음, 1명은 확인할 수 없음');
    // A line that is made anew would be read out again.
    assert.ok(await before.evaluate((element) => element.isConnected), 'the line stays');

    // Of several that got equally far the last one says so.
    await minjun.say('둘');
    await got(minjun, '둘', '읽음 1/2', '2명 중 1명에게 전달, 1명이 읽음, 1명은 확인할 수 없음');
    await got(minjun, '하나', '', '2명 중 1명에게 전달, 1명이 읽음, 1명은 확인할 수 없음');

    // After a reload it is asked for.
    await minjun.page.reload();
    await minjun.isIn();
    await got(minjun, '둘', '읽음 1/2', '2명 중 1명에게 전달, 1명이 읽음, 1명은 확인할 수 없음');
    await hana.say('three');
    await got(hana, 'three', 'Read 1/2', 'Delivered to 1 of 2, read by 1 of 2; 1 cannot confirm');
    await observer.client.send('/app/chat/room/lobby/seen', JSON.stringify({delivered: observer.newest}));
    await got(hana, 'three', 'Read 1/2', 'Delivered to 2 of 2, read by 1 of 2');
    assert.equal(await receipt(hana, 'three').getAttribute('data-state'), 'all');
    for (const person of [minjun, hana]) await person.leave();
    await observer.close();
  });
}

/// The entries of the outbox that say that, as another session or clock would have left them.
const rewrite = (person, text, change) => person.page.evaluate(([wanted, changed]) => {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith('madang.unsent.'))) {
    const entry = JSON.parse(localStorage.getItem(key));
    if (entry.text === wanted) localStorage.setItem(key, JSON.stringify({...entry, ...changed, written: entry.written + (changed.written ?? 0)}));
  }
}, [text, change]);
const all = (person, what) => person.page.locator('.unsent button', {hasText: what});

/// What waits can be kept from being sent, one or all; what came late says so; what failed is sent again.
async function held({browser, binary}) {
  await withHost(binary, {ports: ['--port']}, async (host) => {
    const guest = await Person.enter(browser, host, '민준', {before: noTenSeconds});
    await guest.say('먼저');
    await guest.sees('먼저');
    host.child.kill('SIGKILL');
    await host.exited;
    await guest.page.waitForSelector('.strip:visible');
    assert.equal(await guest.page.locator('.unsent').isVisible(), false);
    for (const text of ['첫째', '둘째', '셋째', '잘못 쓴 글']) await guest.say(text);
    await guest.page.waitForSelector('.unsent:has-text("보내기를 기다리는 글 4개")');
    assert.equal(await all(guest, '다시 보내기').isVisible(), false);
    await guest.page.click('.composer .undo');
    await guest.until(async () => (await guest.waiting()).join() === '첫째,둘째,셋째', 'it waits no more');
    assert.equal(await guest.page.inputValue('#writing'), '잘못 쓴 글');
    await guest.page.fill('#writing', '');
    await line(guest, '둘째').locator('button', {hasText: '보내지 않기'}).click();
    await guest.until(async () => (await guest.waiting()).join() === '첫째,셋째', 'the one is not sent');
    assert.ok(await guest.page.locator('#writing').evaluate((field) => field === document.activeElement), 'the focus has a place');
    // It is asked before; whoever thinks better of it loses nothing.
    await all(guest, '모두 지우기').click();
    assert.match(guest.faults.pop(), /글 2개를 지울까요/);
    assert.deepEqual(await guest.waiting(), ['첫째', '셋째']);
    await rewrite(guest, '셋째', {written: -3_600_000});
    await host.run();
    await guest.isIn();
    await guest.sees('셋째');
    const late = line(guest, '셋째').locator('.late');
    assert.match(await late.textContent(), /에 씀$/);
    assert.match(await late.getAttribute('title'), /쓴 글입니다. 마당에는 .*도착했습니다/);
    const observer = await Observer.watch(host);
    await guest.until(() => observer.count('셋째') === 1, 'the room has it');
    const {time, written} = observer.heard.find(({message}) => message === '셋째');
    assert.ok(time - written >= 3_600_000 && time - written < 7_200_000, `${time - written} ms`);
    assert.equal(observer.count('둘째') + observer.count('잘못 쓴 글'), 0);

    host.child.kill('SIGKILL');
    await host.exited;
    await guest.page.waitForSelector('.strip:visible');
    for (const text of ['넷째', '다섯째', '여섯째']) await guest.say(text);
    await guest.page.waitForSelector('.unsent:has-text("3개")');
    for (const text of ['넷째', '다섯째']) await rewrite(guest, text, {why: 'muted in this room'});
    await guest.say('일곱째');
    await guest.page.waitForSelector('.unsent:has-text("보내지 못한 글 2개, 보내기를 기다리는 글 2개")');
    await host.run();
    await guest.isIn();
    await guest.sees('일곱째');
    await guest.page.waitForSelector('.unsent:has-text("보내지 못한 글 2개")');
    await all(guest, '모두 다시 보내기').click();
    await guest.sees('다섯째');
    assert.deepEqual((await guest.said()).slice(-4), ['여섯째', '일곱째', '넷째', '다섯째']);
    assert.equal(await guest.page.locator('.unsent').isVisible(), false);

    host.child.kill('SIGKILL');
    await host.exited;
    await guest.page.waitForSelector('.strip:visible');
    guest.agrees = true;
    for (const text of ['하나', '둘']) await guest.say(text);
    await all(guest, '모두 지우기').click();
    await guest.until(async () => (await guest.page.locator('.talk .mark').count()) === 0, 'nothing waits');
    await host.run();
    await guest.isIn();
    await guest.say('마지막');
    await guest.sees('마지막');
    assert.deepEqual((await guest.said()).filter((text) => ['하나', '둘'].includes(text)), []);
    await observer.close();
    await guest.leave();
  });
}

/// What was just sent is taken back, and is there to be written anew; the others see that it is gone.
async function takenBack({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const minjun = await Person.enter(browser, host, '민준', {before: noTenSeconds});
    const hana = await Person.enter(browser, host, 'Hana', {locale: 'en-US', before: noTenSeconds});
    await hana.say('where shall we eat?');
    await minjun.sees('where shall we eat?');
    assert.equal(await minjun.page.locator('.composer .undo').isVisible(), false);
    await line(minjun, 'where').locator('.do').click();
    await minjun.page.locator('dialog.menu button', {hasText: '답장'}).click();
    await minjun.say('여기서 머거요');
    await hana.sees('여기서 머거요');
    await minjun.page.locator('#writing').pressSequentially('그리고');
    await minjun.page.press('#writing', 'Control+z'); // that is the field's own
    await minjun.page.fill('#writing', '');
    await minjun.page.press('#writing', 'Control+z'); // and so it is when it was emptied
    assert.notEqual(await minjun.page.inputValue('#writing'), '여기서 머거요');
    await minjun.page.fill('#writing', '');
    assert.equal(await minjun.page.locator('.composer .undo').isVisible(), true);
    await minjun.page.click('.composer .undo');
    await hana.page.waitForSelector('.gone');
    assert.equal(await minjun.page.inputValue('#writing'), '여기서 머거요');
    assert.match(await minjun.page.textContent('.about'), /Hana.*where/);
    assert.equal(await minjun.page.locator('.composer .undo').isVisible(), false);
    await minjun.say('여기서 먹어요');
    await hana.sees('여기서 먹어요');
    assert.equal(await line(hana, '여기서 먹어요').locator('.answered').count(), 1);
    // Where nothing was typed since, the keys do it, whatever letter the layout has there.
    await minjun.page.dispatchEvent('#writing', 'keydown', {key: 'ㅋ', code: 'KeyZ', ctrlKey: true, bubbles: true, cancelable: true});
    await hana.until(async () => (await hana.page.locator('.gone').count()) === 2, 'the second one is gone');
    assert.equal(await minjun.page.inputValue('#writing'), '여기서 먹어요');
    await minjun.page.fill('#writing', '');
    // In another room nothing is taken back.
    await hana.page.click('.heading button');
    await hana.page.fill('#room-name', 'Kitchen');
    await hana.page.press('#room-name', 'Enter');
    await hana.page.waitForSelector('main h2:has-text("Kitchen")');
    await hana.say('soup');
    await hana.sees('soup');
    assert.equal(await hana.page.locator('.composer .undo').isVisible(), true);
    await hana.page.click('.rooms li:nth-child(1) a');
    await hana.page.waitForSelector('main h2:has-text("Lobby")');
    assert.equal(await hana.page.locator('.composer .undo').isVisible(), false);
    for (const person of [minjun, hana]) await person.leave();
  });
}

/// Who sends too much at a time is told so, and for how long; not of a session that is over.
async function tooQuick({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const guest = await Person.arrive(browser, host, '민준');
    let tell;
    let cut;
    await guest.page.routeWebSocket(/ws-stomp/, (socket) => {
      const server = socket.connectToServer();
      socket.onMessage((frame) => {
        const id = /^SUBSCRIBE\n/.test(frame) && frame.includes('destination:/user/queue/chat/pace\n') && /\nid:(.*)/.exec(frame)?.[1];
        if (id) tell = (body) => socket.send(`MESSAGE\nsubscription:${id}\nmessage-id:p\ndestination:/user/queue/chat/pace\n\n${body}\0`);
        server.send(frame);
      });
      cut = () => socket.close({code: 3001, reason: 'cut'});
    });
    await guest.page.reload();
    await guest.join();
    await guest.until(() => tell !== undefined, 'it listens');
    const pace = guest.page.locator('.pace');
    assert.equal(await pace.isVisible(), false);
    for (const body of ['{"wait": "x"}', '{"wait": -1}', '{"wait": 1e12}']) tell(body);
    await guest.say('하나');
    await guest.sees('하나');
    assert.equal(await pace.isVisible(), false);
    tell('{"wait": 3540000}');
    await guest.page.waitForSelector('.pace:has-text("너무 빨리 보내고 있습니다. 5"):has-text("분 뒤에 마당이 이어서 받습니다.")');
    tell('{"wait": 1500}');
    await pace.waitFor({state: 'hidden'});
    tell('{"wait": 3540000}');
    await pace.waitFor();
    await cut();
    await pace.waitFor({state: 'hidden'});
    await guest.isIn();
    assert.equal(await pace.isVisible(), false);
    await guest.leave();
  });
}

/// Who really writes faster than the host takes it is told, and loses nothing: all of it is said once and in order,
/// also when the page is loaded anew meanwhile.
async function reallyTooQuick({browser, binary}) {
  await withHost(binary, {args: ['--loopback', 'limited', '--bytes-per-second', '1500', '--byte-burst', '8000']}, async (host) => {
    const guest = await Person.enter(browser, host, '민준');
    const observer = await Observer.watch(host);
    const {page} = guest;
    const said = () => observer.heard.filter(({type}) => type === 'TALK').map(({message}) => message);
    const all = [];
    const write = async (count) => {
      for (let at = 0; at < count; ++at) {
        all.push(`글 ${all.length + 1} ${'x'.repeat(3000)}`);
        await guest.say(all.at(-1));
      }
    };
    await write(6);
    await page.waitForSelector('.pace:has-text("너무 빨리 보내고 있습니다."):has-text("초 뒤에 마당이 이어서 받습니다.")');
    assert.ok(said().length < all.length, 'the rest waits');
    await guest.sees(all.at(-1));
    assert.deepEqual(await guest.said(), all);
    assert.deepEqual(said(), all);
    await page.locator('.pace').waitFor({state: 'hidden'});
    assert.equal(await page.locator('.talk .mark:visible').count(), 0, 'nothing waits or failed');

    await write(6);
    await page.locator('.pace').waitFor();
    await page.reload();
    await guest.isIn();
    await guest.sees(all.at(-1));
    await guest.until(async () => (await guest.waiting()).length === 0, 'nothing waits');
    assert.deepEqual(await guest.said(), all);
    assert.deepEqual(said(), all);
    await observer.close();
    await guest.leave();
  });
}

/// While a message is changed, Ctrl+Z is not about another one, also where the one that is changed has no words.
async function changedOrTakenBack({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const guest = await Person.enter(browser, host, '민준', {before: noTenSeconds});
    const {page} = guest;
    await page.setInputFiles('.composer input[type="file"]', {name: '목록.txt', mimeType: 'text/plain', buffer: Buffer.from('감자')});
    await guest.until(() => page.locator('.composer .main').isEnabled(), 'the file is on the host');
    await page.click('.composer .main');
    const file = page.locator('.talk', {hasText: '목록.txt'});
    await file.locator('.do').waitFor();
    await guest.say('이건 남아요');
    await guest.sees('이건 남아요');
    assert.equal(await page.locator('.composer .undo').isVisible(), true);
    await file.locator('.do').click();
    await page.locator('dialog.menu[open] button', {hasText: '고치기'}).click();
    await page.waitForSelector('.composer:has(.undo), .about:visible');
    assert.equal(await page.inputValue('#writing'), '');
    await page.press('#writing', 'Control+z');
    assert.equal(await page.locator('.about:visible').count(), 1, 'it is still changed');
    assert.equal(await page.inputValue('#writing'), '');
    await page.press('#writing', 'Escape');
    await page.click('.composer .undo');
    await guest.until(async () => (await page.inputValue('#writing')) === '이건 남아요', 'now it is that one');
    await guest.leave();
  });
}

export const withDelivery = {receipts, held, takenBack, tooQuick, reallyTooQuick, changedOrTakenBack};
