// SPDX-License-Identifier: GPL-3.0-or-later
// What is not possible for a time: the page says until when, and goes on by itself then.
import assert from 'node:assert/strict';
import {StompJs} from '../clients.mjs';
import {Observer, account, withHost} from './hosts.mjs';
import {makeRoom, openRoom} from './order.mjs';
import {Person} from './people.mjs';

const empty = (person, ...texts) => person.page.waitForSelector(`.empty${texts.map((text) => `:has-text("${text}")`).join('')}`);
const pageOf = (person) => person.page.evaluate(() => (window.sameOne ??= Math.random()));

/// A ban with a time: the page says when it ends, and lets one write again then, without a reload.
async function banEnds({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const owner = new StompJs(host.url);
    await owner.connect({name: '가람'});
    await owner.send('/app/chat/createroom', JSON.stringify({roomId: 'books', name: '책방'}));
    const hana = await Person.enter(browser, host, 'Hana', {locale: 'en-US'});
    await openRoom(hana, '책방');
    await hana.isIn();
    await hana.say('here');
    await hana.sees('here');
    const observer = await Observer.watch(host, {roomId: 'books'});
    await hana.until(() => observer.count('here') === 1, 'the room has it');
    const user = observer.heard.find(({message}) => message === 'here').senderId;
    const before = await pageOf(hana);
    await owner.send('/app/chat/room/books/ban', JSON.stringify({user, seconds: 15, reason: 'enough'}));
    await empty(hana, 'You are banned from this room. Decided by 가람. Until', 'Reason: enough');
    assert.equal(await hana.page.locator('.composer:visible, .people:visible').count(), 0);
    // After a reload it says the same; the end comes to this page, too.
    await hana.page.reload();
    await empty(hana, 'You are banned from this room. Decided by 가람. Until', 'Reason: enough');
    const after = await pageOf(hana);
    assert.notEqual(after, before);
    await hana.page.waitForSelector('.composer:visible');
    await hana.page.waitForSelector('.people:visible li.here:has-text("Hana")');
    await hana.page.waitForSelector('.rooms a[aria-current]:has-text("책방")');
    await hana.say('back');
    await hana.until(() => observer.count('back') === 1, 'it is said');
    assert.equal(await pageOf(hana), after, 'without another reload');
    await owner.close();
    await observer.close();
    await hana.leave();
  });
}

/// Too many wrong passwords: of a room, whose field comes back by itself, and of an account.
async function wrongOften({browser, binary}) {
  const users = await account(binary, 'seojun', 'correct horse');
  await withHost(binary, {args: ['--users', '{folder}/users'], files: {users}}, async (host) => {
    const minjun = await Person.enter(browser, host, '민준');
    await makeRoom(minjun, '서재', (page) => page.fill('#room-password', '열려라'));
    const hana = await Person.arrive(browser, host, '하나');
    let wrong = 0;
    let last = '';
    hana.page.on('websocket', (socket) => socket.on('framereceived', ({payload}) => {
      [, last] = /"message":"([^"]* wrong [^"]*|wrong [^"]*)"/.exec(`${payload}`) ?? ['', last];
      wrong += Number(/"message":"(too many )?wrong password/.test(`${payload}`));
    }));
    await hana.page.reload();
    await hana.join();
    await openRoom(hana, '서재');
    const field = hana.page.locator('.door input:visible');
    await field.waitFor();
    for (let answers = wrong; !last.startsWith('too many'); answers = wrong) {
      assert.ok(answers < 8, 'it ends');
      await field.fill('닫혀라');
      await field.press('Enter');
      await hana.until(() => wrong > answers, 'it is answered');
    }
    await empty(hana, '비밀번호가 너무 많이 틀렸습니다.', '부터 다시 시도할 수 있습니다');
    assert.equal(await field.count(), 0);
    await field.fill('열려라'); // as soon as it is there
    await field.press('Enter');
    await hana.isIn();
    await hana.say('여기');
    await minjun.sees('여기');

    // The host says in how many seconds.
    const seojun = await Person.arrive(browser, host, 'seojun');
    const refusal = 'ERROR\nmessage:too many wrong tries, try again in 15 s\nretry-after:15\n\n\0';
    let isClosed = true;
    const open = [];
    await seojun.page.routeWebSocket(/ws-stomp/, (socket) => {
      if (!isClosed) {
        socket.connectToServer();
        open.push(() => socket.close({code: 3001, reason: 'cut'}));
        return;
      }
      socket.onMessage((said) => {
        if (!said.toString().startsWith('CONNECT') && !said.toString().startsWith('STOMP')) return;
        socket.send(refusal);
        socket.close();
      });
    });
    await seojun.page.reload();
    await seojun.page.click('button.quiet');
    await seojun.page.fill('#name', 'seojun');
    await seojun.page.fill('#password', 'correct horse');
    await seojun.page.press('#password', 'Enter');
    await seojun.page.waitForSelector('.join .error:has-text("너무 많이 틀렸습니다"):has-text("부터 다시 시도할 수 있습니다")');
    assert.match(await seojun.page.locator('.join .error').innerText(), /\d+:\d\d:\d\d/);
    isClosed = false;
    await seojun.join({password: 'correct horse'});
    // Who was in is right: the page says why it waits, and comes back by itself.
    isClosed = true;
    for (const cut of open.splice(0)) await cut();
    await seojun.page.waitForSelector('.strip:has-text("너무 많이 틀렸습니다")');
    assert.equal(await seojun.page.locator('.join').count(), 0);
    isClosed = false;
    await seojun.page.click('.strip button');
    await seojun.isIn();
    for (const person of [minjun, hana, seojun]) await person.leave();
  });
}

/// Too many requests at once: the files say when they go on, and do.
async function uploadsWait({browser, binary}) {
  await withHost(binary, {args: ['--loopback', 'limited', '--messages-per-second', '2', '--message-burst', '3']}, async (host) => {
    // A long time passes when the page is told so.
    const ownTime = () => {
      const later = window.setTimeout;
      window.setTimeout = (act, time, ...more) => {
        if (time < 3_000_000 || time > 3_600_000) return later(act, time, ...more);
        window.anHour = act;
        return 0;
      };
    };
    const hana = await Person.enter(browser, host, 'Hana', {locale: 'en-US', before: ownTime});
    const {page} = hana;
    let asked = 0;
    await page.route('**/files', (route) => {
      ++asked;
      return asked === 1 ? route.fulfill({status: 429, headers: {'Retry-After': '3540'}, body: '{"status": 429, "error": "too many requests"}'}) : route.continue();
    });
    const file = (at) => ({name: `file-${at}.txt`, mimeType: 'text/plain', buffer: Buffer.from(`file ${at}`)});
    await page.setInputFiles('.composer input[type="file"]', file(0));
    await page.waitForSelector('.attachments li:has-text("waits, goes on at")');
    assert.equal(await page.locator('.attachments .failed').count(), 0);
    assert.equal(await page.locator('.composer button.main').isDisabled(), true);
    assert.equal(asked, 1);
    await page.evaluate(() => window.anHour());
    await hana.until(() => page.locator('.composer button.main').isEnabled(), 'it has gone on');

    // The host itself: ten requests, and it takes three at once.
    await page.setInputFiles('.composer input[type="file"]', [1, 2, 3, 4, 5].map(file));
    await hana.until(async () => (await page.locator('.attachments li').count()) === 6 && page.locator('.composer button.main').isEnabled(), 'all are there');
    assert.equal(await page.locator('.attachments .failed').count(), 0);
    await page.fill('#writing', 'six files');
    await page.press('#writing', 'Enter');
    await hana.sees('six files');
    assert.equal(await page.locator('.talk .files a, .talk a.file').count(), 6);
    await hana.leave();
  });
}

export const withWaiting = {banEnds, wrongOften, uploadsWait};
