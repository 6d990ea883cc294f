// SPDX-License-Identifier: GPL-3.0-or-later
// What guests in a browser may count on.
import assert from 'node:assert/strict';
import {Observer, account, withHost} from './hosts.mjs';
import {Person} from './people.mjs';

const numbered = (from, to) => Array.from({length: to - from + 1}, (_, at) => `글 ${from + at}`);

/// Two guests and a stompjs client talk; who comes later reads what was said.
async function talk({browser, binary}) {
  await withHost(binary, {args: ['--name', '지우의 마당']}, async (host) => {
    const minjun = await Person.arrive(browser, host, '민준');
    await minjun.until(async () => (await minjun.page.textContent('h1')) === '지우의 마당', 'the page says whose Madang it is');
    await minjun.join();
    const seoyeon = await Person.enter(browser, host, 'Seoyeon', {locale: 'en-US'});
    const observer = await Observer.watch(host);
    await minjun.say('보세요: https://example.org/a?b=1 (맞죠?)');
    await seoyeon.sees('보세요: https://example.org/a?b=1 (맞죠?)');
    await seoyeon.page.fill('#writing', 'one');
    await seoyeon.page.press('#writing', 'Shift+Enter');
    await seoyeon.page.keyboard.type('two');
    assert.equal(await seoyeon.page.inputValue('#writing'), 'one\ntwo');
    await seoyeon.page.click('.composer button.main');
    await minjun.sees('one\ntwo');
    await observer.say('밖에서 왔어요');
    for (const person of [minjun, seoyeon]) await person.sees('밖에서 왔어요');
    await minjun.until(() => observer.count('one\ntwo') === 1, 'the stompjs client hears it');

    const link = minjun.page.locator('.text a');
    assert.equal(await link.getAttribute('href'), 'https://example.org/a?b=1');
    assert.equal(await link.getAttribute('rel'), 'noopener noreferrer nofollow');
    assert.equal(await link.getAttribute('target'), '_blank');
    assert.equal(await minjun.page.locator('.talk .badge', {hasText: '손님'}).count(), 3);
    assert.equal(await seoyeon.page.locator('.talk .badge', {hasText: 'Guest'}).count(), 3);

    const late = await Person.enter(browser, host, '하은');
    await late.sees('밖에서 왔어요');
    assert.deepEqual(await late.said(), ['보세요: https://example.org/a?b=1 (맞죠?)', 'one\ntwo', '밖에서 왔어요']);
    await minjun.until(async () => (await minjun.page.locator('.people li.here').count()) === 4, 'four are here');
    await late.leave();
    await minjun.until(async () => (await minjun.page.locator('.people li.away', {hasText: '하은'}).count()) === 1, 'one is away');
    for (const person of [minjun, seoyeon]) await person.leave();
    await observer.close();
  });
}

/// Fifty at first, the others by scrolling up; what one reads stays where it is.
async function paging({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const observer = await Observer.watch(host);
    const all = numbered(1, 230);
    for (const text of all) await observer.say(text);
    const guest = await Person.enter(browser, host, '민준');
    await guest.sees(all.at(-1));
    const first = await guest.said();
    assert.deepEqual(first, all.slice(-first.length));
    assert.ok(first.length <= 50, `${first.length} at once`);

    const scroller = guest.page.locator('.scroller');
    const atTheEnd = () => scroller.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight < 2);
    await guest.until(atTheEnd, 'the newest is in sight');
    const top = (text) => guest.page.locator('.text', {hasText: new RegExp(`^${text}$`)}).evaluate((line) => line.getBoundingClientRect().top);
    const before = (await top(first[5])) - (await scroller.evaluate((box) => {
      const from = box.scrollTop;
      box.scrollTop = 40;
      return 40 - from;
    }));
    await guest.until(async () => (await guest.said()).length > first.length, 'older ones come by scrolling up');
    const after = await top(first[5]);
    assert.ok(Math.abs(after - before) < 2, `what one reads stays: ${before}, ${after}`);
    await scroller.focus();
    await guest.until(async () => {
      await guest.page.keyboard.press('Home');
      return (await guest.said()).length === all.length;
    }, 'all are here');
    assert.deepEqual(await guest.said(), all);


    await scroller.evaluate((box) => (box.scrollTop = 1000));
    await guest.until(async () => !(await atTheEnd()), 'one reads further up');
    await observer.say('새 글입니다');
    await guest.sees('새 글입니다');
    assert.ok(!(await atTheEnd()), 'something new takes nobody away from what he reads');
    await guest.page.waitForSelector('.jump:has-text("새 글 1개")');
    await guest.page.click('.jump');
    await guest.until(atTheEnd, 'the button leads to the newest');
    await guest.leave();
    await observer.close();
  });
}

/// A page that is left open all day in a busy room keeps no more than it shows, and can still go back.
async function flood({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const guest = await Person.enter(browser, host, '민준');
    const observer = await Observer.watch(host);
    const all = numbered(1, 3000);
    const stored = all.map((text) => observer.say(text));
    await guest.sees(all.at(-1));
    await Promise.all(stored);
    const kept = await guest.said();
    assert.ok(kept.length <= 1500, `${kept.length} lines are kept`);
    assert.deepEqual(kept, all.slice(-kept.length));
    await guest.page.locator('.scroller').focus();
    await guest.until(async () => {
      await guest.page.keyboard.press('Home');
      return (await guest.said()).length > kept.length;
    }, 'older ones come back');
    const more = await guest.said();
    assert.deepEqual(more, all.slice(-more.length));
    await observer.close();
    await guest.leave();
  });
}

/// What was written while the host was away survives the page, and is said once and in order.
async function unsent({browser, binary}) {
  await withHost(binary, {ports: ['--port']}, async (host) => {
    const guest = await Person.enter(browser, host, '민준');
    await guest.say('먼저');
    await guest.sees('먼저');
    host.child.kill('SIGKILL');
    await guest.page.waitForSelector('.strip:visible');
    await guest.say('첫째');
    await guest.say('둘째');
    await guest.page.fill('#writing', '아직 쓰는 중');
    await guest.until(async () => (await guest.waiting()).join() === '첫째,둘째', 'both wait');
    await guest.page.reload().catch(() => {}); // there is nobody to load it from
    await host.exited;
    await host.run();
    // Chromium loads the page again by itself, too, and one of the two is then in the other's way.
    await guest.until(() => guest.page.goto(host.page).then(() => true, () => false), 'the page is loaded');
    await guest.isIn();
    await guest.sees('둘째');
    assert.deepEqual(await guest.said(), ['먼저', '첫째', '둘째']);
    assert.equal(await guest.page.inputValue('#writing'), '아직 쓰는 중');
    const observer = await Observer.watch(host);
    await guest.until(() => observer.newest > 0 && observer.count('둘째') > 0, 'the room has it');
    assert.deepEqual(observer.heard.filter(({type}) => type === 'TALK').map(({message}) => message), ['먼저', '첫째', '둘째']);
    await observer.close();
    await guest.leave();
  });
}

/// The host has it, but its receipt got lost: it is sent again, with the same id, and there once.
async function lostReceipt({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const guest = await Person.arrive(browser, host, '민준');
    let deaf = false;
    await guest.page.routeWebSocket(/ws-stomp/, (socket) => {
      const server = socket.connectToServer();
      server.onMessage((message) => deaf || socket.send(message));
    });
    await guest.page.reload();
    await guest.join();
    deaf = true;
    const observer = await Observer.watch(host);
    await guest.say('한 번만');
    await guest.until(() => observer.count('한 번만') === 1, 'the host has it');
    assert.deepEqual(await guest.waiting(), ['한 번만']);
    deaf = false;
    await guest.page.reload();
    await guest.isIn();
    await guest.sees('한 번만');
    await guest.until(async () => (await guest.waiting()).length === 0, 'nothing waits');
    await guest.say('그다음');
    await guest.sees('그다음');
    assert.deepEqual(await guest.said(), ['한 번만', '그다음']);
    await guest.until(() => observer.count('그다음') === 1, 'the room has both');
    assert.equal(observer.count('한 번만'), 1);
    assert.equal(new Set(observer.heard.filter(({type}) => type === 'TALK').map(({senderId}) => senderId)).size, 1);
    await observer.close();
    await guest.leave();
  });
}

/// The host dies and comes back; so do all pages, by themselves, and what was missed comes with them.
async function restart({browser, binary}) {
  await withHost(binary, {ports: ['--port']}, async (host) => {
    const guests = [await Person.enter(browser, host, '민준'), await Person.enter(browser, host, 'Seoyeon')];
    await guests[0].say('하나');
    for (const guest of guests) await guest.sees('하나');
    host.child.kill('SIGKILL');
    await host.exited;
    for (const guest of guests) {
      await guest.page.waitForSelector('.strip:visible');
      await guest.until(async () => /다시 시도|시도하는 중/.test(await guest.page.textContent('.strip')), 'the strip says what happens');
    }
    await guests[1].say('끊긴 동안 썼어요');
    await host.run();
    await guests[0].page.click('.strip button', {timeout: 2000}).catch(() => {}); // unless it is back already
    for (const guest of guests) {
      await guest.isIn();
      await guest.sees('끊긴 동안 썼어요');
      assert.deepEqual(await guest.said(), ['하나', '끊긴 동안 썼어요']);
    }
    await guests[0].say('다시 여기');
    await guests[1].sees('다시 여기');
    for (const guest of guests) await guest.leave();
  });
}

/// While a page was away more was said than it asks for on entry: nothing is missing.
async function gap({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const guest = await Person.arrive(browser, host, '민준');
    let open = true;
    const sockets = [];
    const waiting = [];
    await guest.page.routeWebSocket(/ws-stomp/, (socket) => {
      sockets.push(socket);
      const meet = () => {
        const server = socket.connectToServer();
        return (message) => server.send(message);
      };
      let pass = open ? meet() : undefined;
      const early = [];
      socket.onMessage((message) => (pass ? pass(message) : early.push(message)));
      if (!pass) waiting.push(() => early.forEach((pass = meet())));
    });
    await guest.page.reload();
    await guest.join();
    const observer = await Observer.watch(host);
    await observer.say('글 0');
    await guest.sees('글 0');
    open = false;
    for (const socket of sockets) await socket.close({code: 3001, reason: 'cut'});
    await guest.page.waitForSelector('.strip:visible');
    const missed = numbered(1, 120);
    for (const text of missed) await observer.say(text);
    open = true;
    for (const proceed of waiting) proceed();
    await guest.sees(missed.at(-1));
    await guest.isIn();
    assert.deepEqual(await guest.said(), ['글 0', ...missed]);
    await observer.close();
    await guest.leave();
  });
}

/// Names, rooms, topics and messages are text, whatever stands in them.
async function script({browser, binary}) {
  const evil = (where) => `<img src=x onerror="window.ran='${where}'"><script>window.ran='${where}'</script>`;
  await withHost(binary, {args: ['--name', evil('host')]}, async (host) => {
    const guest = await Person.enter(browser, host, '민준');
    const observer = await Observer.watch(host, {headers: {name: evil('name').slice(0, 64)}});
    const texts = [
      evil('text'), '"><svg onload="window.ran=1">', 'javascript:window.ran=1', 'https://x.example/"onmouseover="window.ran=1',
      '</li></ol><iframe srcdoc="<script>parent.ran=1</script>">', '{{constructor.constructor("window.ran=1")()}}',
      '\u202Egnp.exe\u202C', 'a\u0000b', 'x'.repeat(20000),
    ];
    for (const text of texts) await observer.say(text);
    await observer.client.send('/app/chat/createroom', JSON.stringify({roomId: 'evil', name: evil('room').slice(0, 64), topic: evil('topic')}));
    await guest.page.click('.rooms li:nth-child(2) a');
    await guest.page.waitForSelector('.topic:has-text("onerror")');
    await guest.page.goBack();
    await guest.until(async () => (await guest.page.locator('.talk').count()) === texts.length, 'all is in sight');
    await guest.sees(texts[0]);
    for (const link of await guest.page.locator('.text a').all()) await link.hover();
    await guest.page.click('.text button'); // the rest of the long one
    await guest.until(async () => (await guest.said()).includes(texts.at(-1)), 'the long one is whole');
    await guest.until(async () => (await guest.page.locator('.people .name').allTextContents()).some((name) => name.startsWith('<img')), 'the name is text');
    assert.equal(await guest.page.locator('.chat img, .chat script, .chat iframe, .chat svg:not(.icon)').count(), 0);
    assert.equal(await guest.page.evaluate(() => window.ran), undefined);
    assert.ok((await guest.page.title()).includes('<img'));
    await observer.close();
    // At the door, too: the host's name is there before anybody is in.
    const visitor = await Person.arrive(browser, host, evil('me').slice(0, 60));
    await visitor.until(async () => (await visitor.page.textContent('h1')).startsWith('<img'), 'the host has its name');
    await visitor.join();
    await visitor.say('안녕');
    await guest.sees('안녕');
    assert.equal(await visitor.page.evaluate(() => window.ran), undefined);
    for (const person of [guest, visitor]) await person.leave();
  });
}

/// A host with a password asks for it; an account is no guest, and a guest of its name is marked.
async function password({browser, binary}) {
  const users = await account(binary, 'seojun', 'correct horse');
  const args = ['--password-file', '{folder}/password', '--users', '{folder}/users'];
  await withHost(binary, {args, files: {password: 'open sesame\n', users}}, async (host) => {
    const guest = await Person.arrive(browser, host, 'Seojun');
    const {page} = guest;
    assert.equal(await page.locator('#password:visible').count(), 0);
    await page.press('#name', 'Enter'); // nobody has no name
    await page.waitForSelector('.error:has-text("이름")');
    await page.fill('#name', 'Seojun');
    await page.press('#name', 'Enter');
    await page.waitForSelector('.error:has-text("비밀번호가 필요합니다")');
    await page.fill('#password', 'wrong');
    await page.press('#password', 'Enter');
    await page.waitForSelector('.error:has-text("비밀번호가 아닙니다")');
    await page.fill('#password', 'open sesame');
    await page.press('#password', 'Enter');
    await guest.isIn();
    await page.reload(); // stays in
    await guest.isIn();

    const member = await Person.arrive(browser, host, 'seojun', {locale: 'en-GB'});
    await member.page.click('button.quiet');
    await member.page.fill('#password', 'nope');
    await member.page.fill('#name', 'seojun');
    await member.page.press('#name', 'Enter');
    await member.page.waitForSelector('.error:has-text("do not belong together")');
    await member.join({password: 'correct horse'});
    await member.say('it is me');
    await guest.sees('it is me');
    await guest.say('나도');
    await member.sees('나도');
    assert.equal(await member.page.locator('.talk.own .badge').count(), 0);
    await member.until(async () => (await member.page.locator('.talk .badge.impostor').count()) === 1, 'the guest of an account\'s name is marked');
    const kept = await member.page.evaluate(() => JSON.stringify([{...localStorage}, {...sessionStorage}]));
    assert.ok(!kept.includes('correct horse'), 'the password of an account is kept nowhere');
    for (const person of [guest, member]) await person.leave();
  });
}

/// Usable without a mouse, told to a screen reader, and fitting a phone in both languages.
async function everybody({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    for (const [locale, roomName] of [['ko-KR', '# 로비'], ['en-US', '# Lobby']]) {
      const phone = await Person.arrive(browser, host, '아주긴이름을가진사람'.repeat(5), {locale,
        viewport: {width: 360, height: 640}, hasTouch: true, isMobile: true});
      const {page} = phone;
      const fits = async (where) => {
        const width = await page.evaluate(() => Math.max(
          ...[document.documentElement, document.body, ...document.querySelectorAll('main, .rooms ul, .people, .scroller')].map((box) => box.scrollWidth)));
        assert.ok(width <= 360, `${where} in ${locale} is ${width} wide`);
      };
      assert.equal(await page.getAttribute('html', 'lang'), locale.slice(0, 2));
      await fits('the door');
      await phone.join();
      await fits('the rooms');
      await page.click('.rooms li a');
      await phone.say(`https://example.org/${'long'.repeat(60)} ${'가나다'.repeat(100)}`);
      await phone.until(async () => (await phone.said()).length > 0, 'it is said');
      assert.equal(await page.textContent('main h2'), roomName);
      assert.equal(await page.locator('.rooms:visible, .people:visible').count(), 0, 'one pane at a time');
      await fits('a room');
      await page.click('.to-people');
      await page.waitForSelector('.people:visible');
      assert.equal(await page.locator('main:visible').count(), 0);
      await fits('the people');
      await page.goBack();
      await page.waitForSelector('main:visible');
      await page.goBack();
      await page.waitForSelector('.rooms:visible');
      await phone.leave();
    }
    const keys = await Person.enter(browser, host, 'Ann', {locale: 'en-US'});
    const {page} = keys;
    for (const [role, name] of [['navigation', 'Rooms'], ['main', undefined], ['complementary', 'People in this room'], ['log', 'What was said in Lobby'], ['textbox', 'Write to Lobby']])
      assert.equal(await page.getByRole(role, {name}).count(), 1, `one ${role} "${name}"`);
    const focused = () => page.evaluate(() => {
      const {activeElement: element} = document;
      const {outlineStyle, outlineWidth} = getComputedStyle(element.tagName === 'TEXTAREA' ? element.form : element);
      return {name: element.getAttribute('aria-label') ?? element.textContent.trim(), ring: outlineStyle !== 'none' && outlineWidth !== '0px'};
    });
    const passed = new Set();
    for (let tab = 0; tab < 30; ++tab) {
      await page.keyboard.press('Tab');
      const {name, ring} = await focused();
      const isPage = await page.evaluate(() => document.activeElement === document.body);
      if (!isPage) assert.ok(ring, `the focus on "${name}" is seen`);
      passed.add(name);
    }
    for (const name of ['Skip to writing', 'New room', 'Go out', 'Leave this room', 'Write to Lobby'])
      assert.ok(passed.has(name), `Tab comes to "${name}"; it came to ${[...passed].join(', ')}`);
    await page.getByRole('button', {name: 'New room'}).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('Garden');
    await page.keyboard.press('Enter');
    await page.waitForSelector('h2:has-text("# Garden")');
    await keys.isIn();
    await page.keyboard.type('by keys alone'); // the composer has the focus
    await page.keyboard.press('Enter');
    await keys.sees('by keys alone');
    await keys.leave();
  });
}

export const scenarios = {talk, paging, flood, unsent, lostReceipt, restart, gap, script, password, everybody};
