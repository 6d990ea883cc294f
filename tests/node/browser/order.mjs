// SPDX-License-Identifier: GPL-3.0-or-later
// Rooms as who keeps order in them changes them, who waits at their door, and people with each other.
import assert from 'node:assert/strict';
import {StompJs} from '../clients.mjs';
import {account, withHost} from './hosts.mjs';
import {Person} from './people.mjs';

/// Makes a room and is in it.
export async function makeRoom(person, name, how = () => {}) {
  await person.page.click('.heading button');
  await person.page.fill('#room-name', name);
  await how(person.page);
  await person.page.press('#room-name', 'Enter');
  await person.page.waitForSelector(`main h2:has-text("${name}")`);
  await person.isIn();
}

export const openRoom = async (person, name) => {
  await person.page.click(`.rooms a:has-text("${name}")`);
  await person.page.waitForSelector(`main h2:has-text("${name}")`);
};

export const about = (person) => person.page.click('main header .icon-button:has(.icon-info)');
const close = (person) => person.page.click('.about-room button:text-is("닫기"), .about-room button:text-is("Close")');
const save = async (person, said = /저장했습니다|Saved/) => {
  await person.page.click('.about-room button[type="submit"]');
  await person.until(async () => said.test(await person.page.locator('.about-room').innerText()), `the form says ${said}`);
};
const told = (person, label) => person.page.locator('.fact', {has: person.page.locator('label', {hasText: label})}).locator('.told').innerText();

/// On a person's line in the list; of their menu the entry with that text.
export async function chooseFor(person, name, entry) {
  await person.page.locator('.people button.person', {hasText: name}).click();
  await person.page.locator('dialog.menu[open] button', {hasText: entry}).click();
}

/// Everybody sees what a room is; who owns it changes that, and the others see it at once.
async function roomSettings({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const minjun = await Person.enter(browser, host, '민준');
    const hana = await Person.enter(browser, host, 'Hana', {locale: 'en-US'});
    await makeRoom(minjun, '책방');
    await openRoom(hana, '책방');
    await hana.isIn();

    await about(hana);
    assert.equal(await hana.page.locator('.about-room :is(input, select):visible').count(), 0, 'a member reads');
    assert.equal(await told(hana, 'What is kept'), 'Everything, for ever');
    assert.equal(await told(hana, 'Who may come in'), 'Everybody on this host');
    assert.equal(await hana.page.locator('.about-room button[type="submit"]').isVisible(), false);

    // What did not change is not sent.
    await about(minjun);
    const nameless = await minjun.page.locator('.about-room').evaluate((dialog) => [...dialog.querySelectorAll('input, select, button')].filter((one) =>
      one.offsetParent && !(one.getAttribute('aria-label') || one.labels?.[0]?.textContent || one.textContent.trim())).map(({id}) => id));
    assert.deepEqual(nameless, [], 'a screen reader names every field');
    for (const width of [360, 1280]) {
      await minjun.page.setViewportSize({width, height: 800});
      assert.ok(await minjun.page.locator('.about-room').evaluate((dialog) => dialog.scrollWidth <= dialog.clientWidth), `the form fits ${width} px`);
    }
    await save(minjun, /바뀐 것이 없습니다/);
    await minjun.page.fill('#about-topic', '읽은 책, 읽을 책');
    await minjun.page.fill('#about-icon', '📚');
    await minjun.page.selectOption('#about-keep', 'days');
    assert.equal(await minjun.page.inputValue('#about-keep-count'), '30');
    await minjun.page.fill('#about-keep-count', '7');
    assert.match(await minjun.page.locator('.warning:visible').first().innerText(), /오래된 글이 영영/);
    // It is asked before; whoever thinks better of it changes nothing.
    await minjun.page.click('.about-room button[type="submit"]');
    assert.match(minjun.faults.pop(), /오래된 글이 영영/);
    assert.equal(await minjun.page.inputValue('#about-keep-count'), '7');
    assert.equal(await told(hana, 'What is kept'), 'Everything, for ever');
    minjun.agrees = true;
    await save(minjun);
    assert.equal(await minjun.page.locator('.facts .warning:visible').count(), 0);
    await hana.until(async () => (await told(hana, 'What is kept')).startsWith('Messages of the last 7 days'), 'the other sees what is kept');
    assert.equal(await told(hana, 'Topic'), '읽은 책, 읽을 책');
    await hana.until(async () => (await hana.page.textContent('main h2')) === '📚 책방', 'the icon is there');

    // Others' changes come in, but not over what one writes.
    const again = await minjun.context.newPage();
    const other = Object.assign(Object.create(Object.getPrototypeOf(minjun)), minjun, {page: again});
    await again.goto(host.page);
    await other.join();
    await openRoom(other, '책방');
    await about(other);
    await minjun.page.fill('#about-topic', '쓰는 중인 주제');
    await other.page.fill('#about-name', '새 책방');
    await other.page.fill('#about-topic', '다른 주제');
    await other.page.selectOption('#about-slow', '30');
    await save(other);
    await minjun.until(async () => (await minjun.page.inputValue('#about-name')) === '새 책방', 'the name follows');
    assert.equal(await minjun.page.inputValue('#about-slow'), '30');
    assert.equal(await minjun.page.inputValue('#about-topic'), '쓰는 중인 주제');
    assert.match(await minjun.page.locator('.about-room').innerText(), /다른 사람이 설정을 바꾸었습니다/);
    await save(minjun);
    await hana.until(async () => (await told(hana, 'Topic')) === '쓰는 중인 주제', 'the topic is the later one');
    await hana.until(async () => (await told(hana, 'Pause')) === '30 seconds', 'and the pause is there');
    await again.close();

    // What is refused is said with its reason, and stays written.
    await minjun.page.fill('#about-icon', '글자 셋');
    await save(minjun, /아이콘은 이모지 하나여야 합니다/);
    assert.equal(await minjun.page.inputValue('#about-icon'), '글자 셋');
    await minjun.page.fill('#about-icon', '');
    await minjun.page.fill('#about-name', ' ');
    await save(minjun, /방 이름을 쓰세요/);
    await minjun.page.fill('#about-name', '책방');

    // Read-only: the others have nothing to write with, and are told why.
    await minjun.page.selectOption('#about-speakers', 'order');
    await save(minjun);
    await hana.page.keyboard.press('Escape');
    await hana.page.waitForSelector('.silence:has-text("keeps order")');
    assert.equal(await hana.page.locator('.composer:visible').count(), 0);
    assert.equal(await minjun.page.locator('.composer').isVisible(), true);

    await minjun.page.click('.about-room button.archive');
    await hana.page.waitForSelector('.silence:has-text("archived")');
    await minjun.page.click('.about-room button.archive:text-is("다시 열기")');
    await hana.page.waitForSelector('.silence:has-text("keeps order")');
    await minjun.page.click('.about-room button.delete');
    await hana.page.waitForSelector('.silence:has-text("gone for good")');
    await minjun.page.click('.about-room button.restore');
    await hana.page.waitForSelector('.silence:has-text("keeps order")');
    await minjun.page.selectOption('#about-speakers', 'all');
    await save(minjun);
    await hana.page.waitForSelector('.composer:visible');

    // Private: who is in it stays, and writes on.
    await minjun.page.selectOption('#about-kind', 'private');
    await save(minjun);
    await close(minjun);
    await hana.page.waitForSelector('.rooms a:has-text("책방") .icon-lock');
    await hana.say('still here');
    await minjun.sees('still here');
    const late = await Person.enter(browser, host, '하은');
    assert.equal((await late.page.locator('.rooms').innerText()).includes('책방'), false);
    for (const person of [minjun, hana, late]) await person.leave();
  });
}

/// From then on what the page says is heard only while `isHeard()`; `cut()` ends its connection.
export async function holdBack(person, isHeard) {
  const sockets = [];
  await person.page.routeWebSocket(/ws-stomp/, (socket) => {
    const server = socket.connectToServer();
    sockets.push(socket);
    socket.onMessage((said) => isHeard() && server.send(said));
    server.onMessage((said) => socket.send(said));
  });
  await person.page.reload();
  return () => sockets.at(-1).close();
}

/// Who knocks is let in or refused by who keeps order, whether these have the room open or not.
async function door({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const minjun = await Person.enter(browser, host, '민준');
    await makeRoom(minjun, '정원');
    await about(minjun);
    await minjun.page.selectOption('#about-entry', 'letIn');
    await save(minjun);
    await close(minjun);
    await minjun.say('어서 와요');

    const hana = await Person.enter(browser, host, '하나');
    await openRoom(hana, '정원');
    await hana.page.waitForSelector('.empty:has-text("허락하면")');
    await minjun.page.waitForSelector('.knocks:has-text("1명이 들어오려고")');
    await minjun.page.reload();
    await minjun.page.waitForSelector('.knocks:has-text("1명이 들어오려고")');
    await minjun.page.click('.knocks button');
    await minjun.page.waitForSelector('.waiting-people li:has-text("하나")');

    // Another comes while one looks.
    const haeun = await Person.enter(browser, host, '하은');
    await openRoom(haeun, '정원');
    await minjun.page.waitForSelector('.waiting-people li:has-text("하은")');
    await minjun.page.waitForSelector('.knocks:has-text("2명이")');
    await minjun.page.click('.waiting-people li:has-text("하나") .let-in');
    await hana.sees('어서 와요');
    await hana.say('고마워요');
    await minjun.sees('고마워요');
    await minjun.page.click('.waiting-people li:has-text("하은") button.quiet');
    await haeun.page.waitForSelector('.complaint:has-text("들어가지 못했습니다")');
    await minjun.page.waitForSelector('.door-dialog:has-text("들어오려고 기다리는 사람이 없습니다")');
    assert.equal(await minjun.page.locator('.knocks').isVisible(), false);
    assert.equal((await haeun.page.locator('main').innerText()).includes('어서 와요'), false);
    await minjun.page.keyboard.press('Escape');

    // From another room one hears of it.
    await openRoom(minjun, '로비');
    await openRoom(haeun, '로비');
    await openRoom(haeun, '정원');
    await minjun.page.waitForSelector('.complaint:has-text("하은"):has-text("정원")');
    for (const person of [minjun, hana, haeun]) await person.leave();
  });
}

/// By keys no stranger is let in by chance; and what the list of who waits says is so, after a loss, too.
async function doorByKeys({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const minjun = await Person.arrive(browser, host, '민준');
    let isHeard = true;
    const cut = await holdBack(minjun, () => isHeard);
    await minjun.join();
    await makeRoom(minjun, '정원');
    await about(minjun);
    await minjun.page.selectOption('#about-entry', 'letIn');
    await save(minjun);
    await close(minjun);
    const guests = {};
    const knock = async (name) => {
      guests[name] = await Person.enter(browser, host, name);
      await openRoom(guests[name], '정원');
    };
    const waits = (name) => minjun.page.locator('.waiting-people li', {hasText: name});
    const focused = () => minjun.page.evaluate(() => document.activeElement.id || document.activeElement.className);
    for (const name of ['하나', '도윤']) await knock(name);
    await minjun.page.waitForSelector('.knocks:has-text("2명이")');
    await minjun.page.click('.knocks button');
    await waits('도윤').waitFor();
    await waits('하나').locator('.let-in').focus();
    await minjun.page.keyboard.press('Enter');
    await minjun.page.keyboard.press('Enter');
    await waits('하나').waitFor({state: 'detached'});
    assert.equal(await focused(), 'door-title');
    await minjun.page.keyboard.press('Enter');
    await minjun.page.keyboard.press('Tab');
    assert.equal(await focused(), 'let-in', 'the next one is a step away');
    // An answer that the host never heard is none; what was missed is there afterwards.
    isHeard = false;
    await waits('도윤').locator('.let-in').click();
    assert.ok(await waits('도윤').locator('.let-in').isDisabled());
    await minjun.reachWhile(() => isHeard);
    await cut();
    await minjun.page.waitForSelector('.door-dialog .error:has-text("끊겼습니다")');
    assert.equal(await waits('도윤').locator('.let-in').isDisabled(), false);
    await knock('서연');
    isHeard = true;
    await waits('서연').waitFor();
    await waits('도윤').locator('.let-in').click();
    await waits('도윤').waitFor({state: 'detached'});
    await guests['도윤'].isIn();
    for (const person of [minjun, ...Object.values(guests)]) await person.leave();
  });
}

/// Two people write to each other alone, each room called like the other; roles, invitations.
async function alone({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const minjun = await Person.enter(browser, host, '민준');
    const hana = await Person.enter(browser, host, 'Hana', {locale: 'en-US'});
    const haeun = await Person.enter(browser, host, '하은');
    await minjun.until(async () => (await minjun.page.locator('.people li.here').count()) === 3, 'all are here');
    await chooseFor(minjun, 'Hana', '둘이서 이야기하기');
    await minjun.page.waitForSelector('main h2:text-is("Hana")');
    await minjun.isIn();
    assert.match(await minjun.page.title(), /^Hana – /);
    assert.equal(await minjun.page.getAttribute('#writing', 'placeholder'), 'Hana 님에게 글 쓰기');
    await minjun.say('우리끼리 얘기예요');
    const theirs = hana.page.locator('.rooms li', {hasText: '민준'});
    await hana.until(async () => (await theirs.locator('.unread-count').count()) === 1, 'it is unread');
    await theirs.locator('a').click();
    await hana.page.waitForSelector('main h2:text-is("민준")');
    await hana.sees('우리끼리 얘기예요');
    await hana.say('just us');
    await minjun.sees('just us');
    assert.equal(await hana.page.locator('main > header .leave').isVisible(), false);
    await about(hana);
    assert.equal(await told(hana, 'Who may come in'), 'The two of you, and nobody else');
    await hana.page.keyboard.press('Escape');
    assert.equal((await haeun.page.locator('.rooms').innerText()).includes('Hana'), false);
    // The same conversation again, from the other side, and after a reload.
    await openRoom(hana, 'Lobby');
    await chooseFor(hana, '민준', 'Talk alone');
    await hana.sees('우리끼리 얘기예요');
    await minjun.page.reload();
    await minjun.isIn();
    await minjun.page.waitForSelector('main h2:text-is("Hana")');
    assert.equal(await minjun.page.locator('.rooms li', {hasText: 'Hana'}).count(), 1);

    await makeRoom(minjun, '비밀방', (page) => page.check('#room-private'));
    await openRoom(minjun, '로비');
    await chooseFor(minjun, 'Hana', '비밀방 방에 초대하기');
    await minjun.page.waitForSelector('.complaint.news:has-text("Hana"):has-text("초대했습니다")');
    await hana.page.waitForSelector('.complaint.news:has-text("비밀방")');
    assert.equal((await hana.page.locator('.complaint').innerText()).includes('said'), false);
    await openRoom(hana, '비밀방');
    await hana.isIn();
    await openRoom(minjun, '비밀방');
    assert.equal((await haeun.page.locator('.rooms').innerText()).includes('비밀방'), false);

    // Roles are seen, and say what one may change.
    await minjun.page.waitForSelector('.people li:has-text("민준") .role:text-is("방장")');
    await chooseFor(minjun, 'Hana', '관리자로');
    await hana.page.waitForSelector('.people li:has-text("Hana") .role:text-is("Moderator")');
    await about(hana);
    await hana.page.waitForSelector('#about-topic:visible');
    assert.equal(await hana.page.locator('#about-name:visible, #about-keep:visible, #about-kind:visible').count(), 0);
    await hana.page.selectOption('#about-entry', 'nobody');
    await save(hana);
    await hana.page.keyboard.press('Escape');
    assert.equal(await hana.page.locator('.people button.person', {hasText: '민준'}).count(), 1);
    await chooseFor(minjun, 'Hana', '내리기');
    await hana.until(async () => (await hana.page.locator('.people .role').count()) === 1, 'the role is gone');
    await hana.page.locator('.people button.person', {hasText: '민준'}).click();
    assert.equal(await hana.page.locator('dialog.menu[open] button', {hasText: 'Make'}).count(), 0, 'a member gives no roles');
    await hana.page.keyboard.press('Escape');
    for (const person of [minjun, hana, haeun]) await person.leave();
  });
}

/// What an ignored person says is one folded line, here alone, until one wants to read them again.
async function ignoring({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const minjun = await Person.enter(browser, host, '민준');
    const noisy = await Person.enter(browser, host, '시끄러운 사람');
    const hana = await Person.enter(browser, host, '하나');
    await noisy.say('와글');
    await noisy.sees('와글');
    await minjun.say('조용히 해 주세요');
    await noisy.sees('조용히 해 주세요');
    // By keys; the focus stays with the person, whose line is another one then.
    const theirs = minjun.page.locator('.people button.person', {hasText: '시끄러운'});
    await theirs.focus();
    for (const key of ['Enter', 'ArrowUp', 'Enter']) await minjun.page.keyboard.press(key);
    await minjun.page.waitForSelector('.folded:has-text("글 1개")');
    await minjun.until(() => theirs.evaluate((button) => button === document.activeElement && button.textContent.includes('무시함')), 'the focus is there');
    assert.equal((await minjun.page.locator('main').innerText()).includes('와글'), false);
    await noisy.say('바글');
    await noisy.say('시끌');
    await hana.sees('시끌');
    await minjun.page.waitForSelector('.folded:has-text("글 2개")');
    assert.deepEqual(await minjun.said(), ['조용히 해 주세요']);
    // To look once; by keys.
    const fold = minjun.page.locator('.folded').last().locator('button');
    await fold.focus();
    await minjun.page.keyboard.press('Enter');
    await minjun.sees('시끌');
    assert.equal(await fold.getAttribute('aria-expanded'), 'true');
    assert.ok(await fold.evaluate((button) => button === document.activeElement), 'the focus stays');
    await minjun.page.keyboard.press('Enter');
    await minjun.until(async () => (await minjun.said()).length === 1, 'it is folded again');
    // It lasts in this browser, in all its tabs.
    await minjun.page.reload();
    await minjun.isIn();
    await minjun.page.waitForSelector('.folded:has-text("글 2개")');
    const tab = await minjun.context.newPage();
    await tab.goto(host.page);
    await Object.assign(Object.create(Object.getPrototypeOf(minjun)), minjun, {page: tab}).join();
    await tab.waitForSelector('.folded:has-text("글 2개")');
    await chooseFor(minjun, '시끄러운', '무시하지 않기');
    await minjun.sees('와글');
    await tab.waitForSelector('.text:has-text("와글")');
    assert.equal(await minjun.page.locator('.folded').count(), 0);
    await tab.close();
    // Nor do they call one from elsewhere, whatever the host has counted meanwhile.
    await chooseFor(minjun, '시끄러운', '무시하기');
    await minjun.page.waitForSelector('.folded:has-text("글 2개")');
    await makeRoom(minjun, '조용한 방');
    const lobby = minjun.page.locator('.rooms li', {hasText: '로비'});
    const counts = (count) => minjun.until(async () => (await lobby.locator('.unread-count').allTextContents()).join() === count, `the room counts ${count}`);
    await noisy.say('@민준 와글와글');
    await hana.say('조용하네요');
    await counts('1');
    await minjun.page.reload();
    await minjun.isIn();
    await counts('1');
    await noisy.say('@민준 바글바글');
    await hana.say('@민준 어디 있어요?');
    await counts('@1');
    assert.match(await lobby.locator('.unread-count').getAttribute('title'), /2/);
    await openRoom(noisy, '조용한 방');
    await noisy.isIn();
    await chooseFor(minjun, '시끄러운', '무시하지 않기');
    await counts('@3');
    for (const person of [minjun, noisy, hana]) await person.leave();
  });
}

/// Who has an account sees who they are, and chooses a picture that all see: those of the page, too.
async function pictures({browser, binary}) {
  const users = await account(binary, 'seojun', 'correct horse');
  await withHost(binary, {args: ['--users', '{folder}/users'], files: {users}}, async (host) => {
    const minjun = await Person.enter(browser, host, '민준');
    await minjun.page.click('button.me');
    await minjun.page.waitForSelector('.me-dialog:has-text("손님으로 들어와")');
    assert.equal(await minjun.page.locator('.picture-form button[type="submit"]').isVisible(), false);
    await minjun.page.keyboard.press('Escape');

    const seojun = await Person.arrive(browser, host, 'seojun', {locale: 'en-GB'});
    let isHeard = true;
    const cut = await holdBack(seojun, () => isHeard);
    await seojun.page.click('button.quiet');
    await seojun.join({password: 'correct horse'});
    await seojun.say('it is me');
    await minjun.sees('it is me');
    await seojun.page.click('button.me');
    await seojun.page.waitForSelector('.me-dialog:has-text("account seojun"):has-text("Whoever runs this host")');
    await seojun.page.click('.pick-emoji');
    await seojun.page.fill('dialog.emojis input', 'seedling');
    await seojun.page.click('dialog.emojis .grid button');
    await seojun.page.fill('#me-colour', '#228833');
    await seojun.page.click('.picture-form button[type="submit"]');
    await seojun.page.waitForSelector('.picture-form [role="status"]:has-text("Saved")');
    const seen = (person) => person.page.locator('.talk .avatar').first();
    for (const person of [minjun, seojun])
      await person.until(async () => (await seen(person).textContent()) === '🌱', 'the message has the picture');
    assert.equal(await seen(minjun).evaluate((place) => getComputedStyle(place).backgroundColor), 'rgb(34, 136, 51)');
    await minjun.until(async () => (await minjun.page.locator('.people .avatar', {hasText: '🌱'}).count()) === 1, 'so has the person');
    await seojun.page.keyboard.press('Escape');

    // A connection that breaks meanwhile is told of, and it can be tried again.
    await seojun.page.click('button.me');
    await seojun.page.waitForSelector('#me-colour:visible');
    isHeard = false;
    await seojun.page.click('.picture-form button[type="submit"]');
    await seojun.page.waitForSelector('.picture-form [role="status"]:has-text("Saving")');
    await cut();
    await seojun.page.waitForSelector('.picture-form .error:has-text("cannot be reached")');
    assert.equal(await seojun.page.textContent('.picture-form [role="status"]'), '');
    isHeard = true;
    await seojun.isIn();
    await seojun.page.click('.picture-form button[type="submit"]');
    await seojun.page.waitForSelector('.picture-form [role="status"]:has-text("Saved")');
    await seojun.page.keyboard.press('Escape');

    // It goes, by another program of theirs.
    const other = new StompJs(host.url);
    await other.connect({login: 'seojun', passcode: 'correct horse'});
    await other.send('/app/chat/me/avatar', '{}');
    await minjun.until(async () => (await seen(minjun).textContent()) === 'Se', 'the letters are back');
    await other.close();
    for (const person of [minjun, seojun]) await person.leave();
  });
}

export const withOrder = {roomSettings, door, doorByKeys, alone, ignoring, pictures};
