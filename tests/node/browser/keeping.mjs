// SPDX-License-Identifier: GPL-3.0-or-later
// Who keeps order in a room mutes people, sends them out and bans them, and lets them off again.
import assert from 'node:assert/strict';
import {withHost} from './hosts.mjs';
import {about, chooseFor, holdBack, makeRoom, openRoom} from './order.mjs';
import {Person} from './people.mjs';

async function order(person, name, entry, {time, reason = ''} = {}) {
  const {page} = person;
  await chooseFor(person, name, entry);
  await page.waitForSelector('dialog.order-dialog[open]');
  if (time) await page.selectOption('#order-time', time);
  await page.fill('#order-reason', reason);
  await page.press('#order-reason', 'Enter');
  await page.waitForSelector('dialog.order-dialog[open]', {state: 'detached'});
}
const notice = (person, text) => person.page.waitForSelector(`.complaint:has-text("${text}")`);

/// Lets the only one off that is muted or banned.
async function lift(person, name, text) {
  const {page} = person;
  await about(person);
  await page.click('.about-room .show-order');
  await page.locator('dialog.door-dialog[open] li', {hasText: name}).locator(`button:text-is("${text}")`).click();
  await page.waitForSelector('dialog.door-dialog[open]:has-text("말할 수 없거나 차단된 사람이 없습니다")');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.waitForSelector('dialog[open]', {state: 'detached'});
}

async function keepingOrder({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const minjun = await Person.enter(browser, host, '민준');
    const hana = await Person.enter(browser, host, 'Hana', {locale: 'en-US'});
    const doyun = await Person.enter(browser, host, '도윤');
    await makeRoom(minjun, '책방');
    for (const person of [hana, doyun]) {
      await openRoom(person, '책방');
      await person.isIn();
      await person.say(`${person.name} 여기`);
      await minjun.sees(`${person.name} 여기`);
    }
    // Who keeps no order is offered nothing of it.
    await hana.page.locator('.people button.person', {hasText: '도윤'}).click();
    assert.equal(await hana.page.locator('dialog.menu[open] :is(.mute, .out)').count(), 0);
    assert.equal(await hana.page.locator('dialog.menu[open] button').count(), 2);
    await hana.page.keyboard.press('Escape');

    await order(minjun, 'Hana', '말하지 못하게', {time: '600', reason: '도배'});
    await notice(hana, 'You cannot write in 책방 now (by 민준). Until');
    await hana.page.waitForSelector('.silence:has-text("You cannot write in this room now (by 민준)"):has-text("Until"):has-text("Reason: 도배")');
    assert.equal(await hana.page.locator('.composer:visible').count(), 0);
    await hana.page.locator('.talk .do').first().evaluate((button) => button.click());
    assert.equal(await hana.page.locator('dialog.menu[open] .reply, dialog.menu[open] .emoji:visible').count(), 0);
    await hana.page.keyboard.press('Escape');
    // What everybody is told of the room says nothing of it, and changes nothing.
    await about(minjun);
    await minjun.page.fill('#about-topic', '읽은 책');
    await minjun.page.click('.about-room button[type="submit"]');
    await minjun.page.keyboard.press('Escape');
    await hana.page.waitForSelector('.topic:has-text("읽은 책")');
    assert.equal(await hana.page.locator('.silence').isVisible(), true);
    await hana.page.reload();
    await hana.page.waitForSelector('.silence:has-text("Reason: 도배")');
    await lift(minjun, 'Hana', '말할 수 있게 하기');
    await notice(hana, 'You can write in 책방 again.');
    await hana.say('sorry');
    await minjun.sees('sorry');

    await order(minjun, 'Hana', '내보내기', {reason: '잠깐 쉬세요'});
    await hana.page.waitForSelector('.empty:has-text("You were sent out of this room")');
    await notice(hana, 'You were sent out of 책방 (by 민준). Reason: 잠깐 쉬세요');
    await notice(doyun, '책방: 민준 님이 Hana 님을 내보냈습니다.');
    assert.equal(await doyun.page.locator('.complaint.news').count(), 1);
    assert.equal(await hana.page.locator('.composer:visible').count(), 0);
    await doyun.say('조용하네요');
    await minjun.sees('조용하네요');
    await hana.page.click('.empty button:text-is("Come in again")');
    await hana.sees('조용하네요');
    await hana.say('I am back');
    await minjun.sees('I am back');

    await order(minjun, 'Hana', '차단하기', {time: '0', reason: '그만'});
    await hana.page.waitForSelector('.empty:has-text("You are banned from this room. Decided by 민준. Reason: 그만")');
    assert.equal(await hana.page.locator('.empty button:visible').count(), 0);
    await hana.page.reload();
    await hana.page.waitForSelector('.empty:has-text("You are banned from this room. Decided by 민준. Reason: 그만")');
    await lift(minjun, 'Hana', '차단 풀기');
    await notice(hana, 'You may enter 책방 again.');
    await hana.sees('조용하네요');
    await hana.say('thank you');
    await minjun.sees('thank you');
    for (const person of [minjun, hana, doyun]) await person.leave();
  });
}

/// The list of who is muted or banned is asked for anew after a loss: what was missed is in it.
async function listAfterLoss({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const minjun = await Person.arrive(browser, host, '민준');
    let isOpen = true;
    const cut = await holdBack(minjun, () => true);
    await minjun.join();
    await makeRoom(minjun, '책방');
    const hana = await Person.enter(browser, host, 'Hana', {locale: 'en-US'});
    await openRoom(hana, '책방');
    await hana.isIn();
    await about(minjun);
    await minjun.page.click('.about-room .show-order');
    const list = (text) => minjun.page.waitForSelector(`dialog.door-dialog[open]:has-text("${text}")`);
    await list('말할 수 없거나 차단된 사람이 없습니다');
    await minjun.reachWhile(() => isOpen);
    isOpen = false;
    await cut();
    await list('마당과 연결이 끊겼습니다');
    const other = new Person(minjun.context, host, '민준', '/');
    await other.openTab();
    await other.join();
    await openRoom(other, '책방');
    await other.until(async () => (await other.page.locator('.people button.person', {hasText: 'Hana'}).count()) === 1, 'she is there');
    await order(other, 'Hana', '말하지 못하게', {time: '600', reason: '도배'});
    await hana.page.waitForSelector('.silence:has-text("Reason: 도배")');
    isOpen = true;
    await list('Hana');
    await list('이유: 도배');
    assert.equal(await minjun.page.locator('dialog.door-dialog[open] .error').innerText(), '');
    assert.deepEqual(other.faults, []);
    for (const person of [minjun, hana]) await person.leave();
  });
}

export const withKeeping = {keepingOrder, listAfterLoss};
