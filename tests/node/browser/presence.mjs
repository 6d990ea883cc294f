// SPDX-License-Identifier: GPL-3.0-or-later
// How people can be reached: as they say it, as it is seen, and as it turns out when they are gone.
import assert from 'node:assert/strict';
import {withHost} from './hosts.mjs';
import {Person} from './people.mjs';

const row = (person, name) => person.page.locator('.people li', {hasText: name});
/// Waits until that person's line says so: [state, words, status].
async function seen(person, name, ...wanted) {
  const told = () => row(person, name).evaluate((line) => [line.dataset.state, line.querySelector('.reach')?.textContent ?? '',
    line.querySelector('.status')?.textContent ?? '']);
  await person.until(async () => JSON.stringify(await told()) === JSON.stringify(wanted), `${name} is ${wanted}`);
}

/// Time passes for the page when it is told so.
const ownTime = () => {
  const {setTimeout: later, Date: {now}} = window;
  let passed = 0;
  let looks;
  Date.now = () => now() + passed;
  window.setTimeout = (act, time, ...more) => {
    if (time < 599_000 || time > 600_000) return later(act, time, ...more);
    looks = act;
    return 0;
  };
  window.tenMinutes = () => {
    passed += 600_000;
    looks();
  };
};

async function choose(person, {state, status, end}) {
  const {page} = person;
  await page.click('button.me');
  if (state) await page.selectOption('#me-state', state);
  if (status !== undefined) await page.fill('#me-status', status);
  if (end) await page.selectOption('#me-status-end', end);
  await page.press('#me-status', 'Enter');
  await page.waitForSelector('.presence-form [role="status"]:has-text("저장했습니다")');
  await page.keyboard.press('Escape');
}

/// Away and do not disturb with a line of one's own, away by oneself, and when somebody was there last.
async function reachable({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const minjun = await Person.enter(browser, host, '민준', {before: ownTime});
    const hana = await Person.enter(browser, host, 'Hana', {locale: 'en-US'});
    await seen(hana, '민준', 'online', '', '');
    await choose(minjun, {state: 'away', status: '☕  커피', end: '60'});
    await seen(hana, '민준', 'away', 'away', '☕ 커피');
    assert.match(await row(hana, '민준').locator('.status').getAttribute('title'), /^☕ 커피 \(until .*\d/);
    const own = () => minjun.page.getAttribute('button.me', 'data-state');
    assert.equal(await own(), 'away');
    assert.match(await minjun.page.locator('button.me').innerText(), /민준/);
    assert.match(await minjun.page.locator('button.me').textContent(), /자리 비움/);

    // It is kept for the person, and shown as it is when it is to be changed.
    await minjun.page.reload();
    await minjun.isIn();
    await minjun.until(async () => (await own()) === 'away', 'the state is kept');
    await minjun.page.click('button.me');
    assert.equal(await minjun.page.inputValue('#me-status'), '☕ 커피');
    assert.equal(await minjun.page.inputValue('#me-status-end'), 'kept');
    await minjun.page.keyboard.press('Escape');
    await choose(minjun, {state: 'dnd', status: ''});
    await seen(hana, '민준', 'dnd', 'do not disturb', '');
    await choose(minjun, {state: 'online'});
    await seen(hana, '민준', 'online', '', '');

    // Nobody uses the page for ten minutes; then somebody does.
    await minjun.page.evaluate(() => window.tenMinutes());
    await seen(hana, '민준', 'away', 'away', '');
    await minjun.page.mouse.move(200, 200);
    await minjun.page.mouse.move(220, 220);
    await seen(hana, '민준', 'online', '', '');

    // In another room, and then gone.
    await minjun.page.click('.heading button');
    await minjun.page.fill('#room-name', '부엌');
    await minjun.page.press('#room-name', 'Enter');
    await minjun.page.waitForSelector('main h2:has-text("부엌")');
    assert.deepEqual(minjun.faults, []);
    await minjun.context.close();
    await hana.until(async () => /^last seen \d/.test(await row(hana, '민준').locator('.reach').textContent()), 'it says when they were there');
    assert.equal(await row(hana, '민준').getAttribute('data-state'), 'offline');
    await hana.leave();
  });
}

/// A form that was opened before another device chose something changes only what was changed in it.
async function onlyChanged({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const minjun = await Person.enter(browser, host, '민준');
    const hana = await Person.enter(browser, host, 'Hana', {locale: 'en-US'});
    await choose(minjun, {state: 'online', status: '처음', end: '60'});
    const other = new Person(minjun.context, host, '민준', '/');
    await other.openTab();
    await other.join();
    const {page} = minjun;
    await page.click('button.me');
    await page.fill('#me-status', '회의');
    await choose(other, {state: 'dnd'});
    await seen(hana, '민준', 'dnd', 'do not disturb', '처음');
    await page.press('#me-status', 'Enter');
    await page.waitForSelector('.presence-form [role="status"]:has-text("저장했습니다")');
    await seen(hana, '민준', 'dnd', 'do not disturb', '회의');
    // Nor is a text of another device replaced by who changes the state alone.
    await choose(other, {status: '점심'});
    await page.selectOption('#me-state', 'away');
    await page.press('#me-status', 'Enter');
    await seen(hana, '민준', 'away', 'away', '점심');
    assert.deepEqual(other.faults, []);
    for (const person of [minjun, hana]) await person.leave();
  });
}

export const withPresence = {reachable, onlyChanged};
