// SPDX-License-Identifier: GPL-3.0-or-later
// What who keeps order does about messages: to those who said them, in a room and in all of the host, what was
// done so far, and what messages said before.
import assert from 'node:assert/strict';
import {StompJs} from '../clients.mjs';
import {account, withHost} from './hosts.mjs';
import {about, chooseFor, makeRoom, openRoom} from './order.mjs';
import {Person} from './people.mjs';

const line = (person, text) => person.page.locator('.talk', {has: person.page.locator('.text', {hasText: text})}).last();
const openMenu = async (person, text) => {
  await line(person, text).locator('.do').click();
  await person.page.waitForSelector('dialog.menu[open]');
};
const inMenu = (person, entry) => person.page.locator('dialog.menu[open] button', {hasText: entry});
const roomIdOf = (person) => decodeURIComponent(new URL(person.page.url()).hash.slice('#/'.length));

/// Who speaks without entering is in no list of people, and is banned by what they said.
async function fromTheMessage({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const minjun = await Person.enter(browser, host, '민준');
    const hana = await Person.enter(browser, host, 'Hana', {locale: 'en-US'});
    await makeRoom(minjun, '책방');
    await openRoom(hana, '책방');
    await hana.isIn();
    const seller = new StompJs(host.url);
    await seller.connect({name: `장사꾼 ${'W'.repeat(55)}`});
    const refusals = [];
    await seller.subscribe('/user/queue/errors', ({body}) => refusals.push(JSON.parse(body).message));
    const roomId = roomIdOf(minjun);
    const sell = (message) => seller.client.publish({destination: '/app/chat/message', body: JSON.stringify({type: 'TALK', roomId, message})});
    sell('싸게 팝니다');
    for (const person of [minjun, hana]) await person.sees('싸게 팝니다');
    assert.equal(await minjun.page.locator('.people li', {hasText: '장사꾼'}).count(), 0);
    await minjun.say('안 사요');
    await hana.sees('안 사요');

    // Not for who keeps no order, nor of oneself.
    await openMenu(hana, '싸게');
    assert.equal(await hana.page.locator('dialog.menu[open] :is(.mute, .ignore)').count(), 0);
    await hana.page.keyboard.press('Escape');
    await openMenu(minjun, '안 사요');
    assert.equal(await minjun.page.locator('dialog.menu[open] :is(.mute, .ignore)').count(), 0);
    await minjun.page.keyboard.press('Escape');

    for (const width of [360, 1280]) {
      await minjun.page.setViewportSize({width, height: 800});
      await openMenu(minjun, '싸게');
      assert.ok(await minjun.page.locator('dialog.menu[open]').evaluate((menu) => [menu, menu.firstElementChild].every((box) => box.scrollWidth <= box.clientWidth) && menu.getBoundingClientRect().right <= innerWidth), `the menu fits ${width} px`);
      await minjun.page.keyboard.press('Escape');
    }
    await openMenu(minjun, '싸게');
    await inMenu(minjun, '말하지 못하게 하기: 장사꾼').click();
    await minjun.page.waitForSelector('dialog.order-dialog[open]');
    await minjun.page.press('#order-reason', 'Enter');
    await minjun.page.waitForSelector('dialog.order-dialog[open]', {state: 'detached'});
    sell('더 싸게 팝니다');
    await minjun.until(() => refusals.includes('muted in this room'), 'the seller is muted');
    await openMenu(minjun, '싸게');
    await inMenu(minjun, '차단하기: 장사꾼').click();
    await minjun.page.waitForSelector('dialog.order-dialog[open]');
    assert.equal(await minjun.page.locator('#order-where').isVisible(), false, 'only of one room');
    await minjun.page.fill('#order-reason', '광고');
    await minjun.page.press('#order-reason', 'Enter');
    await minjun.page.waitForSelector('dialog.order-dialog[open]', {state: 'detached'});
    sell('아주 싸게 팝니다');
    await minjun.until(() => refusals.includes('banned from this room'), 'the seller is banned');

    // It is in the list, and in what was done.
    await about(minjun);
    await minjun.page.click('.about-room .show-order');
    await minjun.page.waitForSelector('dialog.door-dialog[open] .waiting-people li:has-text("장사꾼"):has-text("차단됨")');
    const done = minjun.page.locator('.order-log li');
    await minjun.until(async () => (await done.count()) === 2, 'both are in the log');
    assert.match(await done.first().innerText(), /민준 님이 장사꾼 W+ 님을 차단했습니다\..*이유: 광고/s);
    assert.match(await done.last().innerText(), /말하지 못하게/);
    await minjun.page.locator('.waiting-people button', {hasText: '차단 풀기'}).click();
    await minjun.until(async () => (await done.count()) === 3, 'so is what is lifted');
    assert.match(await done.first().innerText(), /차단을 풀었습니다/);
    await seller.close();
    for (const person of [minjun, hana]) await person.leave();
  });
}

/// Who owns the host bans from all of it, sees whom, and lets them off; what was done is read page by page.
async function everywhere({browser, binary}) {
  const users = await account(binary, 'boss', 'correct horse', 'owner');
  await withHost(binary, {args: ['--users', '{folder}/users'], files: {users}}, async (host) => {
    const boss = await Person.arrive(browser, host, 'boss', {locale: 'en-US'});
    await boss.page.click('button.quiet');
    await boss.join({password: 'correct horse'});
    const hana = await Person.enter(browser, host, '하나');
    await hana.say('안녕');
    await boss.sees('안녕');

    await chooseFor(boss, '하나', 'Ban');
    await boss.page.waitForSelector('dialog.order-dialog[open] #order-where:visible');
    assert.match(await boss.page.locator('.order-dialog').innerText(), /They leave this room/);
    await boss.page.selectOption('#order-where', 'all');
    assert.match(await boss.page.locator('.order-dialog').innerText(), /They leave this Madang/);
    await boss.page.press('#order-reason', 'Enter');
    await boss.page.waitForSelector('dialog.order-dialog[open]', {state: 'detached'});
    await hana.page.waitForSelector('body:has-text("이 마당에서 차단되어 있습니다")');

    const list = boss.page.locator('dialog.door-dialog[open] .waiting-people li');
    const openList = async () => {
      await about(boss);
      await boss.page.click('.about-room .show-order');
    };
    await openList();
    await boss.until(async () => (await list.count()) === 1, 'the ban is listed');
    assert.match(await list.innerText(), /하나[^]*banned from this Madang/);
    await list.locator('button', {hasText: 'Lift the ban'}).click();
    await boss.page.waitForSelector('dialog.door-dialog[open]:has-text("Nobody is muted or banned here")');
    await boss.page.waitForSelector('.order-log:has-text("Nothing was done to keep order yet")');
    for (const _ of [1, 2]) await boss.page.keyboard.press('Escape');
    await hana.page.reload();
    await hana.page.waitForSelector('.composer:visible, #name:visible');
    if (await hana.page.locator('#name').isVisible()) await hana.join();
    await hana.say('다시 왔어요');
    await boss.sees('다시 왔어요');

    // In a room alone as before; and the kind of dialog that asks nothing of where.
    await chooseFor(boss, '하나', 'Mute');
    await boss.page.waitForSelector('dialog.order-dialog[open]');
    assert.equal(await boss.page.locator('#order-where').isVisible(), false);
    await boss.page.press('#order-reason', 'Enter');
    await boss.page.waitForSelector('dialog.order-dialog[open]', {state: 'detached'});
    const other = new StompJs(host.url);
    await other.connect({login: 'boss', passcode: 'correct horse'});
    const person = await hana.page.evaluate(() => Object.entries(localStorage).concat(Object.entries(sessionStorage)).map(([, value]) => /g-[0-9a-f]+/.exec(value)?.[0]).find(Boolean));
    for (let turn = 0; turn < 60; ++turn)
      await other.send('/app/chat/room/lobby/mute', JSON.stringify({user: person, on: turn % 2 === 1}));
    await other.close();
    await openList();
    const done = boss.page.locator('.order-log li');
    await boss.until(async () => (await done.count()) === 50, 'a page of what was done is there');
    await boss.page.click('.order-log button');
    await boss.until(async () => (await done.count()) === 61, 'and all of it');
    assert.equal(await boss.page.locator('.order-log button').isVisible(), false);
    assert.ok(await boss.page.locator('.order-log ol').evaluate((log) => log === document.activeElement), 'the focus is kept');
    for (const one of [boss, hana]) await one.leave();
  });
}

/// What a message said before it was changed or deleted is shown where the room keeps it, and to whom it is for.
async function earlierVersions({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const minjun = await Person.enter(browser, host, '민준');
    const hana = await Person.enter(browser, host, 'Hana', {locale: 'en-US'});
    await makeRoom(minjun, '책방');
    await openRoom(hana, '책방');
    await hana.isIn();
    const change = async (person, before, after) => {
      await openMenu(person, before);
      await person.page.locator('dialog.menu[open] button.edit').click();
      await person.say(after);
      for (const one of [minjun, hana]) await line(one, after).waitFor(); // it is marked as changed
    };
    await minjun.say('모임은 수요일');
    await change(minjun, '수요일', '모임은 목요일');
    await openMenu(minjun, '목요일');
    assert.equal(await inMenu(minjun, '고치기 전의 글').count(), 0, 'this room keeps none');
    await minjun.page.keyboard.press('Escape');
    await about(minjun);
    await minjun.page.selectOption('#about-earlier', 'kept');
    await minjun.page.click('.about-room button[type="submit"]');
    await minjun.page.waitForSelector('.about-room:has-text("저장했습니다")');
    await minjun.page.keyboard.press('Escape');
    await change(minjun, '목요일', '모임은 금요일');
    await hana.say('on Friday <b>then</b>');
    await minjun.sees('on Friday <b>then</b>');
    await change(hana, 'on Friday', 'on Friday, fine');

    await openMenu(minjun, '금요일');
    await inMenu(minjun, '고치기 전의 글…').click();
    const shown = (person) => person.page.locator('dialog.search[open] .earlier .words');
    await minjun.until(async () => (await shown(minjun).count()) === 1, 'what was kept is there');
    assert.equal(await shown(minjun).textContent(), '모임은 목요일');
    assert.match(await minjun.page.locator('dialog.search[open] .earlier .aside').innerText(), /까지$/);
    await minjun.page.keyboard.press('Escape');
    // Of others for who keeps order; not for the others.
    await openMenu(minjun, 'Friday');
    await inMenu(minjun, '고치기 전의 글…').click();
    await minjun.until(async () => (await shown(minjun).allTextContents()).join() === 'on Friday <b>then</b>', 'as it was written');
    await minjun.page.keyboard.press('Escape');
    await openMenu(hana, '금요일');
    assert.equal(await inMenu(hana, 'Earlier versions').count(), 0);
    await hana.page.keyboard.press('Escape');

    // Also of what is deleted, with which nothing else is done.
    hana.agrees = true;
    await openMenu(hana, 'Friday');
    await hana.page.locator('dialog.menu[open] button.trash').click();
    const gone = (person) => person.page.locator('.talk', {has: person.page.locator('.text.gone')});
    for (const person of [minjun, hana]) await gone(person).waitFor();
    await gone(hana).locator('.do').click();
    assert.equal(await hana.page.locator('dialog.menu[open] button:visible').count(), 1);
    await inMenu(hana, 'Earlier versions…').click();
    await hana.until(async () => (await shown(hana).allTextContents()).join() === 'on Friday <b>then</b>,on Friday, fine', 'both are there, oldest first');
    await hana.page.keyboard.press('Escape');
    // When the room keeps them no more, nobody is offered them.
    minjun.agrees = true;
    await about(minjun);
    await minjun.page.selectOption('#about-earlier', 'gone');
    await minjun.page.click('.about-room button[type="submit"]');
    for (const person of [minjun, hana]) await person.until(async () => (await gone(person).locator('.do').count()) === 0, 'there is nothing to choose');
    for (const person of [minjun, hana]) await person.leave();
  });
}

export const withRecords = {fromTheMessage, everywhere, earlierVersions};
