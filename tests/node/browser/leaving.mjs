// SPDX-License-Identifier: GPL-3.0-or-later
// People leave nothing behind: in their browser, or on the host as well.
import assert from 'node:assert/strict';
import {account, withHost} from './hosts.mjs';
import {Person} from './people.mjs';

const kept = (page) => page.evaluate(() => [localStorage, sessionStorage].flatMap((storage) => Object.keys(storage)).filter((key) => key.startsWith('madang.')));
const isOut = (page, said) => page.waitForSelector(`.join .error:has-text("${said}")`);

async function leavingNothing({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const minjun = await Person.enter(browser, host, '민준');
    const hana = await Person.enter(browser, host, 'Hana', {locale: 'en-US'});
    await minjun.say('여기 있었어요');
    await hana.sees('여기 있었어요');
    await hana.say('so was I');
    await minjun.sees('so was I');
    const first = minjun.page;
    await minjun.openTab();
    await minjun.join();
    await minjun.sees('so was I');
    const second = minjun.page;
    minjun.page = first;
    await first.fill('#writing', '쓰던 글');
    assert.ok((await kept(first)).length > 0);

    // It is asked before; then nothing of it is here any more, in no tab, and one is somebody else.
    await first.click('button.me');
    await first.click('.me-dialog .forget');
    assert.match(minjun.faults.pop(), /나를 잊을까요/);
    assert.equal(await first.locator('.join').count(), 0);
    minjun.agrees = true;
    await first.click('.me-dialog .forget');
    for (const page of [first, second]) {
      await isOut(page, '이 브라우저가 나를 잊었습니다');
      assert.equal(await page.inputValue('#name'), '');
      assert.deepEqual(await kept(page), []);
    }
    await first.reload();
    await first.waitForSelector('.join');
    assert.equal(await first.inputValue('#name'), '');
    await minjun.join();
    await minjun.sees('여기 있었어요');
    assert.equal(await first.locator('.talk.own').count(), 0);
    assert.equal(await first.inputValue('#writing'), '');

    await hana.openTab();
    await hana.join();
    const other = hana.page;
    // Everything of hers, on the host as well; whoever types another name has thought better of it.
    await other.bringToFront();
    const page = hana.context.pages()[0];
    await page.click('button.me');
    await page.click('.me-dialog .erase');
    await page.fill('#erase-name', 'hana');
    await page.press('#erase-name', 'Enter');
    await page.waitForSelector('.erase-dialog .error:has-text("not your name")');
    await page.fill('#erase-name', ' Ha\u200bna ');
    await page.press('#erase-name', 'Enter');
    await isOut(page, 'Everything of yours here is being erased');
    await isOut(other, 'Everything of yours here is being erased');
    assert.deepEqual(await kept(page), []);
    await first.waitForSelector('.gone');
    await minjun.until(async () => !(await first.locator('.scroller').innerText()).includes('so was I'), 'her words are gone');
    assert.deepEqual(await minjun.said(), ['여기 있었어요', '삭제된 메시지입니다.']);
    for (const person of [minjun, hana]) await person.leave();
  });
}

/// Who erases what is theirs, in a browser that somebody else uses, too, is alone in that. Their name counts in
/// whatever form a keyboard writes its letters.
async function erasedAlone({browser, binary}) {
  const users = await account(binary, 'seojun', 'correct horse');
  await withHost(binary, {args: ['--users', '{folder}/users'], files: {users}}, async (host) => {
    const minjun = await Person.enter(browser, host, '민준');
    const seojun = new Person(minjun.context, host, 'seojun', '/');
    await seojun.openTab();
    await seojun.page.click('button.quiet');
    await seojun.join({password: 'correct horse'});
    await seojun.say('저도 있어요');
    await minjun.sees('저도 있어요');
    await seojun.page.evaluate(() => addEventListener('storage', ({key}) => (window.heard = [...(window.heard ?? []), key])));
    const {page} = minjun;
    await page.click('button.me');
    await page.click('.me-dialog .erase');
    await page.fill('#erase-name', '민준'.normalize('NFD'));
    await page.press('#erase-name', 'Enter');
    await isOut(page, '여기 있던 내 것을 모두 지우고 있습니다');
    await seojun.until(() => seojun.page.evaluate(() => window.heard?.includes('madang.forgotten')), 'the other tab hears of it');
    await seojun.page.waitForSelector('.gone, .talk:has-text("저도 있어요")');
    assert.equal(await seojun.page.locator('.join').count(), 0, 'somebody else stays in');
    await seojun.say('아직 있어요');
    await seojun.sees('아직 있어요');
    assert.deepEqual(seojun.faults, []);
    await minjun.leave();
  });
}

export const withLeaving = {leavingNothing, erasedAlone};
