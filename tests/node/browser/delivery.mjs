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

export const withDelivery = {receipts};
