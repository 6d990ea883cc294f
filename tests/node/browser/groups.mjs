// SPDX-License-Identifier: GPL-3.0-or-later
// A private room is made with several people in one step.
import assert from 'node:assert/strict';
import {StompJs} from '../clients.mjs';
import {withHost} from './hosts.mjs';
import {openRoom} from './order.mjs';
import {Person} from './people.mjs';

async function group({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const minjun = await Person.enter(browser, host, '민준');
    const hana = await Person.enter(browser, host, 'Hana', {locale: 'en-US'});
    const haeun = await Person.enter(browser, host, '하은');
    const seoyeon = new StompJs(host.url);
    await seoyeon.connect({name: '서연'});
    await seoyeon.send('/app/chat/message', JSON.stringify({type: 'ENTER', roomId: 'lobby', sender: '서연', stays: true}));
    const {page} = minjun;
    const known = (person, count) => person.until(async () => (await person.page.locator('.people li').count()) === count, `${count} are known`);
    await known(minjun, 4);
    await page.click('.heading button');
    const chooser = page.locator('.chooser');
    assert.equal(await chooser.isVisible(), false, 'a public room invites nobody');
    await page.fill('#room-name', '잔치 준비');
    await page.check('#room-private');
    const row = (name) => chooser.locator('li', {hasText: name});
    assert.deepEqual(await chooser.locator('li .name').allTextContents(), ['서연', '하은', 'Hana']);
    await row('서연').locator('input').check();
    // By keys: what is searched for, in any form of its letters, and Enter for the only one that is found.
    await page.fill('#room-people', 'hAN');
    assert.deepEqual(await chooser.locator('li .name').allTextContents(), ['서연', 'Hana'], 'who is chosen stays in sight');
    await page.press('#room-people', 'Enter');
    await page.waitForSelector('.chooser .hint:has-text("2명을 골랐습니다.")');
    assert.equal(await page.inputValue('#room-people'), '');
    await page.fill('#room-people', '하은'.normalize('NFD'));
    await row('하은').locator('input').focus();
    await page.keyboard.press('Space');
    await page.waitForSelector('.chooser .hint:has-text("3명을 골랐습니다.")');
    await row('하은').locator('input').uncheck();
    await page.waitForSelector('.chooser .hint:has-text("2명을 골랐습니다.")');
    await page.fill('#room-people', '없는 사람');
    await page.press('#room-people', 'Enter');
    assert.equal(await page.locator('.room-dialog[open]').count(), 1, 'Enter in the search makes no room');
    // One of them is nobody any more.
    await seoyeon.send('/app/chat/me/erase', JSON.stringify({confirm: '서연'})).catch(() => {});
    await known(minjun, 3);
    await page.press('#room-name', 'Enter');
    await page.waitForSelector('main h2:has-text("잔치 준비")');
    await page.waitForSelector('.complaint:not(.news):has-text("잔치 준비 방에 초대했습니다: Hana."):has-text("서연 님을 잔치 준비 방에 초대하지 못했습니다: 그런 사람이 없습니다.")');
    await openRoom(hana, '잔치 준비');
    await hana.isIn();
    await hana.say('what shall I bring?');
    await minjun.sees('what shall I bring?');
    assert.equal((await haeun.page.locator('.rooms').innerText()).includes('잔치'), false, 'who was not chosen is not invited');

    // All of them invited is no complaint; who was chosen is forgotten for the next room.
    await page.click('.heading button');
    await page.fill('#room-name', '둘째');
    await page.check('#room-private');
    await page.waitForSelector('.chooser .hint:has-text("아직 아무도 고르지 않았습니다.")');
    await row('하은').locator('input').check();
    await row('Hana').locator('input').check();
    await page.press('#room-name', 'Enter');
    await page.waitForSelector('.complaint.news:has-text("둘째 방에 초대했습니다: 하은, Hana.")');
    await openRoom(haeun, '둘째');
    await haeun.isIn();
    // A room that is public after all invites nobody.
    await page.click('.heading button');
    await page.fill('#room-name', '마당');
    await page.check('#room-private');
    await row('하은').locator('input').check();
    await page.uncheck('#room-private');
    await page.press('#room-name', 'Enter');
    await page.waitForSelector('main h2:has-text("마당")');
    await haeun.page.waitForSelector('.rooms a:has-text("마당")');
    assert.equal(await haeun.page.locator('.complaint:visible', {hasText: '마당'}).count(), 0);
    for (const person of [minjun, hana, haeun]) await person.leave();
  });
}

export const withGroups = {group};
