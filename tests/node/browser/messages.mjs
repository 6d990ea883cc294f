// SPDX-License-Identifier: GPL-3.0-or-later
// What people do with what was said: answer, react, change, delete, pin, send files, search.
import assert from 'node:assert/strict';
import {randomBytes} from 'node:crypto';
import {deflateSync} from 'node:zlib';
import {Observer, withHost} from './hosts.mjs';
import {Person} from './people.mjs';

const line = (person, text) => person.page.locator('.talk', {has: person.page.locator('.text', {hasText: text})});

/// Opens the menu of that message and chooses.
async function choose(person, text, entry) {
  await line(person, text).locator('.do').click();
  await person.page.locator('dialog.menu button', {hasText: entry}).click();
}

/// Two people answer, react, change, delete and pin; both see the same, and so does who comes later.
async function changes({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const minjun = await Person.enter(browser, host, '민준');
    const hana = await Person.enter(browser, host, 'Hana', {locale: 'en-US'});
    await minjun.say('점심 뭐 먹을까요?');
    await hana.sees('점심 뭐 먹을까요?');

    await choose(hana, '점심', 'Answer');
    assert.match(await hana.page.textContent('.about'), /민준.*점심/);
    await hana.say('kimbap!');
    await minjun.sees('kimbap!');
    assert.match(await line(minjun, 'kimbap!').locator('.answered').textContent(), /민준.*점심/);

    await choose(minjun, 'kimbap!', '❤️');
    await choose(hana, 'kimbap!', '❤️');
    for (const person of [minjun, hana])
      await person.until(async () => (await line(person, 'kimbap!').locator('.reactions').innerText()).replace(/\s+/g, ' ') === '❤️ 2', 'both reactions are counted');
    assert.equal(await line(hana, 'kimbap!').locator('.reactions button').getAttribute('aria-pressed'), 'true');
    await line(hana, 'kimbap!').locator('.reactions button').click();
    await minjun.until(async () => /^❤️\s*1$/.test(await line(minjun, 'kimbap!').locator('.reactions').innerText()), 'one is taken back');

    // Up changes the last of one's own; Escape leaves it as it was.
    await hana.page.press('#writing', 'ArrowUp');
    assert.equal(await hana.page.inputValue('#writing'), 'kimbap!');
    await hana.page.press('#writing', 'Escape');
    assert.equal(await hana.page.inputValue('#writing'), '');
    await hana.page.press('#writing', 'ArrowUp');
    await hana.say('kimbap and ramyeon!');
    await minjun.until(async () => (await line(minjun, 'kimbap and ramyeon!').count()) === 1, 'it is changed');
    assert.equal(await line(minjun, 'ramyeon').locator('.mark', {hasText: '고침'}).count(), 1);
    assert.match(await line(minjun, 'ramyeon').locator('.reactions').innerText(), /❤️/);

    // Nobody changes what others said.
    await line(minjun, 'ramyeon').locator('.do').click();
    assert.equal(await minjun.page.locator('dialog.menu button.edit, dialog.menu button.trash').count(), 0);
    await minjun.page.keyboard.press('Escape');
    assert.ok(await line(minjun, 'ramyeon').locator('.do').evaluate((button) => button === document.activeElement), 'the focus is back');

    minjun.agrees = true;
    await choose(minjun, '점심', '지우기');
    for (const person of [minjun, hana]) await person.until(async () => (await person.page.locator('.gone').count()) >= 1, 'it is gone');
    assert.equal(await hana.page.locator('body').innerText().then((text) => text.includes('점심 뭐')), false);

    const late = await Person.enter(browser, host, '하은');
    await late.until(async () => (await line(late, 'ramyeon').locator('.reactions').count()) === 1, 'who comes later sees the reaction');
    assert.equal(await late.page.locator('body').innerText().then((text) => text.includes('점심 뭐')), false);
    for (const person of [minjun, hana, late]) await person.leave();
  });
}

/// What the host refuses is said, and the session goes on.
async function refused({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const minjun = await Person.enter(browser, host, '민준');
    const hana = await Person.enter(browser, host, '하나');
    await minjun.say('고정해 주세요');
    await hana.sees('고정해 주세요');
    await hana.page.click('.icon-button:has(.icon-out)'); // out of the room: then a guest pins nothing
    await hana.page.click('.rooms li a');
    await hana.sees('고정해 주세요');
    const sockets = hana.sockets.length;
    await hana.page.evaluate(() => document.querySelector('.talk .do').click());
    await hana.page.locator('dialog.menu button', {hasText: '고정'}).click();
    await hana.until(async () => (await hana.page.locator('.talk .icon-pin').count()) === 1, 'it is pinned');
    assert.equal(hana.sockets.length, sockets);
    for (const person of [minjun, hana]) await person.leave();
  });
}

/// A PNG of that size in which no two pixels are alike, so that it is a large file.
function noise(width, height) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length);
    frame.writeInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const rows = randomBytes(height * (1 + width * 3));
  for (let y = 0; y < height; ++y) rows[y * (1 + width * 3)] = 0; // no filter
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function crc32(bytes) {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; ++bit) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return ~crc;
}

/// A picture and a text file go with a message; others see and fetch them.
async function attach({browser, binary}) {
  await withHost(binary, {args: ['--file-bytes', '2000000']}, async (host) => {
    const minjun = await Person.enter(browser, host, '민준');
    const hana = await Person.enter(browser, host, 'Hana', {locale: 'en-US'});
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
    const chosen = minjun.page.locator('input[type="file"]');
    await chosen.setInputFiles([{name: '마당.png', mimeType: 'image/png', buffer: png}, {name: '목록 <b>.txt', mimeType: 'text/plain', buffer: Buffer.from('감자, 양파')}]);
    await minjun.until(async () => (await minjun.page.locator('.attachments li').count()) === 2 && minjun.page.locator('.composer .main').isEnabled(), 'both are on the host');
    await minjun.say('장 보러 가요');
    await hana.sees('장 보러 가요');
    const said = line(hana, '장 보러 가요');
    await hana.until(() => said.locator('img').evaluate((image) => image.complete && image.naturalWidth === 1), 'the picture is shown');
    const link = said.locator('a.file');
    assert.match(await link.innerText(), /목록 .*\.txt/);
    const [fetched] = await Promise.all([hana.page.waitForEvent('download'), link.click()]);
    const parts = [];
    for await (const part of await fetched.createReadStream()) parts.push(part);
    assert.equal(Buffer.concat(parts).toString(), '감자, 양파');
    assert.equal(await minjun.page.locator('.attachments li').count(), 0);

    // A photograph is shown by its small copy; one that the host cannot read as it is.
    const photograph = noise(900, 600);
    await chosen.setInputFiles([{name: '바다.png', mimeType: 'image/png', buffer: photograph}, {name: '반쪽.png', mimeType: 'image/png', buffer: photograph.subarray(0, 500000)}]);
    await minjun.until(async () => (await minjun.page.locator('.attachments li').count()) === 2 && minjun.page.locator('.composer .main').isEnabled(), 'both are there');
    await minjun.say('사진이에요');
    await hana.sees('사진이에요');
    const images = line(hana, '사진이에요').locator('img');
    await hana.until(() => images.nth(0).evaluate((image) => image.complete && image.naturalWidth === 640), 'the small copy is shown');
    assert.match(await images.nth(0).getAttribute('src'), /\?thumbnail$/);
    await hana.until(async () => /png$/.test(await images.nth(1).getAttribute('src')), 'the picture itself is asked for');

    // An empty one goes, too.
    await chosen.setInputFiles([{name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0)}]);
    await minjun.until(() => minjun.page.locator('.composer .main').isEnabled(), 'it is on the host');
    await minjun.say('빈 파일');
    await hana.until(async () => (await line(hana, '빈 파일').locator('a.file').count()) === 1, 'it is there');

    // One that is too large is refused with the reason, and the message goes without it.
    await chosen.setInputFiles([{name: 'large.bin', mimeType: 'application/octet-stream', buffer: Buffer.alloc(2100000)}]);
    await minjun.until(async () => (await minjun.page.locator('.attachments li.failed').count()) === 1, 'it is refused');
    assert.equal(await minjun.page.locator('.composer .main').isDisabled(), true);
    await minjun.page.locator('.attachments li .icon-close').click();
    await minjun.say('이건 다음에');
    await hana.sees('이건 다음에');
    for (const person of [minjun, hana]) await person.leave();
  });
}

/// What was said far back is found and gone to.
async function find({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const observer = await Observer.watch(host);
    await observer.say('수요회의실에서 만나요');
    for (let number = 1; number <= 260; ++number) await observer.say(`글 ${number}`);
    const minjun = await Person.enter(browser, host, '민준');
    await minjun.sees('글 260');
    assert.equal((await minjun.said()).includes('수요회의실에서 만나요'), false);
    await minjun.page.click('button:has(.icon-search)');
    await minjun.page.fill('#search-query', '회의');
    await minjun.page.press('#search-query', 'Enter');
    const hit = minjun.page.locator('.hits button');
    await hit.waitFor();
    assert.equal(await hit.locator('mark').innerText(), '회의');
    await hit.click();
    await minjun.until(() => line(minjun, '수요회의실').evaluate((place) => {
      const {top, bottom} = place.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    }).catch(() => false), 'it is in sight');
    await minjun.page.click('button:has(.icon-search)');
    await minjun.page.fill('#search-query', '없는말');
    await minjun.page.press('#search-query', 'Enter');
    const says = (text) => minjun.until(async () => (await minjun.page.textContent('dialog.search .hint')) === text, `it says "${text}"`);
    await says('찾은 글이 없습니다.');

    // By whom, when, and with what: all of it has to fit.
    const hana = await Person.enter(browser, host, '하나');
    await hana.say('자료: https://example.org/회의');
    await hana.page.locator('input[type="file"]').setInputFiles([{name: '회의록.txt', mimeType: 'text/plain', buffer: Buffer.from('끝')}]);
    await hana.until(() => hana.page.locator('.composer .main').isEnabled(), 'the file is on the host');
    await hana.page.press('#writing', 'Enter');
    await hana.until(async () => (await hana.page.locator('.talk a.file').count()) === 1, 'the file is there');
    await hana.sees('자료: https://example.org/회의');
    await minjun.page.click('dialog.search .buttons button:text-is("닫기")');
    await minjun.sees('자료: https://example.org/회의');
    await minjun.page.click('button:has(.icon-search)');
    const search = async (set, ...wanted) => {
      await set();
      await minjun.page.press('#search-query', 'Enter');
      await minjun.until(async () => JSON.stringify((await hit.locator('.where strong').allTextContents()).sort()) === JSON.stringify(wanted), `found: ${wanted}`);
    };
    const {page} = minjun;
    await search(() => page.fill('#search-query', '회의'), '관찰자', '하나');
    await search(() => page.selectOption('#search-sender', {label: '하나'}), '하나');
    await search(() => page.fill('#search-query', ''), '하나', '하나');
    await search(() => page.check('#search-links'), '하나');
    await search(async () => {
      await page.uncheck('#search-links');
      await page.check('#search-files');
    }, '하나');
    assert.match(await hit.innerText(), /회의록\.txt/);
    await page.uncheck('#search-files');
    const today = await page.evaluate(() => new Date().toLocaleDateString('sv'));
    await search(() => page.fill('#search-last', '2020-01-01'));
    await says('찾은 글이 없습니다.');
    await search(async () => {
      await page.fill('#search-first', '2020-01-01');
      await page.fill('#search-last', today);
    }, '하나', '하나');
    await page.selectOption('#search-sender', '');
    await page.press('#search-query', 'Enter');
    await says('무엇을 찾을지 정하세요. 낱말, 쓴 사람, 파일, 링크, 이 방 가운데 하나는 있어야 합니다.');
    for (const person of [minjun, hana]) await person.leave();
    await observer.close();
  });
}

/// A private room is there for its members alone; one with a password opens by it.
async function doors({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const minjun = await Person.enter(browser, host, '민준');
    const hana = await Person.enter(browser, host, '하나');
    const make = async (name, how) => {
      await minjun.page.click('.heading button');
      await minjun.page.fill('#room-name', name);
      await how();
      await minjun.page.press('#room-name', 'Enter');
      await minjun.page.waitForSelector(`main h2:has-text("# ${name.replace(/ +/g, ' ')}")`);
      await minjun.isIn();
    };
    await make('우리   둘', () => minjun.page.check('#room-private')); // the host tidies the name
    await minjun.say('비밀');
    await minjun.sees('비밀');
    await make('책방', () => minjun.page.fill('#room-password', '열려라'));
    await minjun.say('어서 와요');
    await minjun.sees('어서 와요');
    await hana.until(async () => (await hana.page.locator('.rooms li').count()) === 2, 'one of them is there');
    assert.equal((await hana.page.locator('.rooms').innerText()).includes('우리'), false);
    await hana.page.click('.rooms a:has-text("책방")');
    await hana.page.waitForSelector('.door:visible');
    assert.equal((await hana.page.locator('main').innerText()).includes('어서 와요'), false);
    const sockets = hana.sockets.length;
    for (const password of ['닫혀라', '열려라']) {
      await hana.page.fill('.door input', password);
      await hana.page.press('.door input', 'Enter');
    }
    await hana.sees('어서 와요');
    await hana.say('고마워요');
    await minjun.sees('고마워요');
    assert.equal(hana.sockets.length, sockets, 'no session was lost by it');
    for (const person of [minjun, hana]) await person.leave();
  });
}

/// Rooms tell how much in them is unread and who mentions one; and who writes just now.
async function unread({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const minjun = await Person.enter(browser, host, '민준');
    const hana = await Person.enter(browser, host, '하나');
    await minjun.page.click('.heading button');
    await minjun.page.fill('#room-name', '부엌');
    await minjun.page.press('#room-name', 'Enter');
    await minjun.until(async () => /부엌/.test(await minjun.page.textContent('main h2')), 'the room is open');
    await hana.page.fill('#writing', 'ㅇ');
    await hana.page.keyboard.type('a');
    await hana.say('안녕');
    await hana.say('@민준 어디 있어요?');
    const lobby = minjun.page.locator('.rooms li').first();
    await minjun.until(async () => (await lobby.locator('.unread-count').count()) === 1 && (await lobby.locator('.unread-count').textContent()) === '@1', 'one mention is unread');
    assert.match(await lobby.locator('.unread-count').getAttribute('title'), /2/);
    // What mentioned one is deleted, and what did not is changed; by then the room is not open.
    const shown = (count) => minjun.until(async () => (await lobby.locator('.unread-count').allTextContents()).join() === count, `the room counts ${count}`);
    hana.agrees = true;
    await choose(hana, '어디 있어요', '지우기');
    await shown('1');
    await choose(hana, '안녕', '고치기');
    await hana.say('@민준 안녕');
    await shown('@1');
    await choose(hana, '안녕', '고치기');
    await hana.say('안녕히');
    await shown('1');
    await choose(hana, '안녕히', '지우기');
    await shown('');
    await hana.say('@민준 여기요');
    await shown('@1');
    await lobby.locator('a').click();
    await minjun.sees('@민준 여기요');
    await minjun.page.click('.rooms li:nth-child(2) a');
    await minjun.until(async () => (await lobby.locator('.unread-count').count()) === 0, 'all is read');
    await lobby.locator('a').click();
    // She goes on writing: what is told too soon after the last time, the host passes over.
    await minjun.until(async () => {
      await hana.page.locator('#writing').pressSequentially('ㅇ');
      return /하나.*쓰고 있습니다/.test(await minjun.page.textContent('.writers'));
    }, 'somebody writes');
    await hana.say('지금 가요');
    await minjun.until(async () => (await minjun.page.textContent('.writers')) === '', 'nobody writes any more');
    for (const person of [minjun, hana]) await person.leave();
  });
}

/// What was begun stays with its room: an answer, files, a change; and a change that is refused comes back.
async function begun({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const minjun = await Person.enter(browser, host, '민준');
    const hana = await Person.enter(browser, host, '하나');
    await hana.say('점심 먹을까요?');
    await minjun.sees('점심 먹을까요?');
    await minjun.page.click('.heading button');
    await minjun.page.fill('#room-name', '부엌');
    await minjun.page.press('#room-name', 'Enter');
    await minjun.until(async () => /부엌/.test(await minjun.page.textContent('main h2')), 'the room is open');
    const goTo = async (number) => {
      await minjun.page.click(`.rooms li:nth-child(${number}) a`);
      await minjun.until(async () => (await minjun.page.textContent('main h2')).includes('부엌') === (number === 2), 'it is open');
    };
    const [lobby, kitchen] = [1, 2];
    await goTo(lobby);
    await minjun.sees('점심 먹을까요?');
    await choose(minjun, '점심', '답장');
    await minjun.page.locator('input[type="file"]').setInputFiles([{name: '차림.txt', mimeType: 'text/plain', buffer: Buffer.from('김밥')}]);
    await minjun.page.fill('#writing', '이걸로');
    await goTo(kitchen);
    assert.equal(await minjun.page.locator('.about').isVisible(), false);
    assert.equal(await minjun.page.locator('.attachments li').count(), 0);
    assert.equal(await minjun.page.inputValue('#writing'), '');
    await goTo(lobby);
    assert.match(await minjun.page.textContent('.about'), /하나.*점심/);
    assert.equal(await minjun.page.locator('.attachments li').count(), 1);
    assert.equal(await minjun.page.inputValue('#writing'), '이걸로');
    await minjun.until(() => minjun.page.locator('.composer .main').isEnabled(), 'the file is on the host');
    await minjun.page.press('#writing', 'Enter');
    await hana.sees('이걸로');
    assert.equal(await line(hana, '이걸로').locator('.answered').count(), 1);
    assert.equal(await line(hana, '이걸로').locator('a.file').count(), 1);

    await minjun.page.fill('#writing', '');
    await minjun.page.press('#writing', 'ArrowUp');
    await minjun.page.fill('#writing', '이걸로 할게요');
    await goTo(kitchen);
    assert.equal(await minjun.page.inputValue('#writing'), '');
    await minjun.say('여기는 부엌');
    await goTo(lobby);
    assert.equal(await minjun.page.inputValue('#writing'), '이걸로 할게요');
    await minjun.page.press('#writing', 'Enter');
    await hana.until(async () => (await line(hana, '이걸로 할게요').count()) === 1, 'it is changed');

    // Of what is gone there is nothing to change; what was written instead is not lost.
    await hana.say('양파가 없어요');
    await hana.sees('양파가 없어요');
    await hana.page.press('#writing', 'ArrowUp');
    await hana.page.fill('#writing', '양파와 감자가 없어요');
    const first = hana.page;
    await hana.openTab();
    await hana.join();
    hana.agrees = true;
    await hana.sees('양파가 없어요');
    await choose(hana, '양파', '지우기');
    hana.page = first;
    await hana.until(async () => (await hana.page.locator('.gone').count()) === 1, 'it is gone');
    await hana.page.press('#writing', 'Enter');
    await hana.until(() => hana.page.locator('.complaint').isVisible(), 'it is refused');
    assert.equal(await hana.page.inputValue('#writing'), '양파와 감자가 없어요');
    for (const person of [minjun, hana]) await person.leave();
  });
}

/// The next page of a search is that of what was asked, whatever stands in its fields by then.
async function moreFound({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const observer = await Observer.watch(host);
    for (let at = 1; at <= 30; ++at) {
      await observer.say(`감자 ${at}`);
      await observer.say(`양파 ${at}`);
    }
    const minjun = await Person.enter(browser, host, '민준');
    const {page} = minjun;
    await page.click('button:has(.icon-search)');
    const hits = page.locator('.hits .excerpt');
    await minjun.until(async () => {
      await page.fill('#search-query', '감자');
      await page.press('#search-query', 'Enter');
      await minjun.until(async () => (await page.textContent('dialog.search .hint')) !== '찾는 중…', 'it is answered');
      return (await hits.count()) === 20 && (await page.textContent('dialog.search .hint')) === '';
    }, 'all can be searched');
    await page.fill('#search-query', '양파');
    await page.click('dialog.search button:text-is("더 보기")');
    await minjun.until(async () => (await hits.count()) === 30, 'the rest is there');
    const found = await hits.allTextContents();
    assert.deepEqual(found, Array.from({length: 30}, (_, at) => `감자 ${30 - at}`));
    assert.equal(await page.locator('dialog.search button:text-is("더 보기")').isVisible(), false);
    await observer.close();
    await minjun.leave();
  });
}

/// A menu is about the room that one sees: it goes with it.
async function menusClose({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const minjun = await Person.enter(browser, host, '민준');
    const hana = await Person.enter(browser, host, '하나');
    const {page} = minjun;
    await hana.say('여기 있어요');
    await minjun.sees('여기 있어요');
    const opened = page.locator('dialog[open]');
    const another = async () => {
      assert.equal(await opened.count(), 1);
      const here = await page.evaluate(() => location.hash);
      await page.evaluate(() => { location.hash = '#/nowhere'; });
      await opened.waitFor({state: 'detached'});
      await page.evaluate((hash) => { location.hash = hash; }, here);
      await minjun.sees('여기 있어요');
      assert.equal(await opened.count(), 0);
    };
    await line(minjun, '여기 있어요').locator('.do').click();
    await another();
    await page.locator('.people button.person', {hasText: '하나'}).click();
    await another();
    await line(minjun, '여기 있어요').locator('.do').click();
    await page.locator('dialog.menu[open] .emoji .icon-button').click();
    await page.locator('dialog.emojis[open]').waitFor();
    await another();
    for (const person of [minjun, hana]) await person.leave();
  });
}

export const withMessages = {moreFound, menusClose, changes, pinned: refused, attach, find, unread, doors, begun};
