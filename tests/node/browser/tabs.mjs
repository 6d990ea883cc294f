// SPDX-License-Identifier: GPL-3.0-or-later
// Several tabs of one browser, and browsers that keep nothing.
import assert from 'node:assert/strict';
import {Observer, withHost} from './hosts.mjs';
import {Person} from './people.mjs';

/// Another tab of the same browser.
async function tabOf(person, name) {
  const tab = new Person(person.context, person.host, name, '/');
  await tab.openTab();
  return tab;
}
const unsent = (person) => person.page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('madang.unsent.')).length);

/// Two tabs come in for the first time, at once, under two names: they are one guest, and stay who they are.
async function twoTabs({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const one = await Person.arrive(browser, host, '가람');
    const other = await tabOf(one, '나래');
    await Promise.all([one.join(), other.join()]);
    const observer = await Observer.watch(host);
    for (const tab of [one, other]) await tab.say(`${tab.name} 여기`);
    for (const tab of [one, other])
      for (const {name} of [one, other]) await tab.sees(`${name} 여기`);
    await one.until(() => observer.count('가람 여기') + observer.count('나래 여기') === 2, 'the room has both');
    const talks = observer.heard.filter(({type}) => type === 'TALK');
    assert.equal(new Set(talks.map(({senderId}) => senderId)).size, 1, 'they are one guest');
    assert.deepEqual(talks.map(({sender}) => sender).sort(), ['가람', '나래']);
    for (const tab of [one, other]) {
      await tab.page.reload();
      await tab.isIn();
      assert.equal(await tab.page.textContent('.rooms footer .name'), tab.name);
    }
    await observer.close();
    assert.deepEqual(other.faults, []);
    await one.leave();
  });
}

/// A tab that cannot reach the host writes, and is closed: another that can sends it, once, as it was written.
async function otherTab({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const here = await Person.enter(browser, host, '가람');
    const observer = await Observer.watch(host);
    const away = await tabOf(here, '나래');
    let isCut = false;
    await away.reachWhile(() => !isCut);
    await away.join();
    isCut = true;
    await away.page.reload();
    await away.page.waitForSelector('.strip:visible');
    await away.say('끊긴 탭에서');
    await away.until(async () => (await away.waiting()).length === 1, 'it waits');
    await here.sees('끊긴 탭에서');
    await here.until(() => observer.count('끊긴 탭에서') === 1, 'the room has it');
    await away.until(async () => (await away.waiting()).length === 0, 'it waits no more');
    assert.equal(observer.heard.find(({message}) => message === '끊긴 탭에서').sender, '나래');
    await here.say('그다음');
    await here.sees('그다음');
    await here.until(() => observer.count('그다음') === 1, 'the room has the next');
    assert.equal(observer.count('끊긴 탭에서'), 1);
    assert.equal(await unsent(here), 0);
    await observer.close();
    assert.deepEqual(away.faults, []);
    await here.leave();
  });
}

/// A browser that is full, or forbids to keep anything: one is told, and all else works.
async function keepsNothing({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const full = () => {
      for (let size = 1 << 20; size >= 1; size >>= 1)
        try {
          for (;;) localStorage.setItem(`filler${localStorage.length}`, 'x'.repeat(size));
        } catch {
          // smaller ones may fit
        }
    };
    const forbidden = () => {
      for (const name of ['localStorage', 'sessionStorage'])
        Object.defineProperty(window, name, {get: () => { throw new DOMException('forbidden', 'SecurityError'); }});
    };
    for (const [name, before] of Object.entries({full, forbidden})) {
      const guest = await Person.enter(browser, host, name, {before});
      const observer = await Observer.watch(host);
      await guest.say(`${name} 하나`);
      await guest.page.waitForSelector('.complaint:has-text("보관할 수 없습니다")');
      await guest.sees(`${name} 하나`);
      await guest.page.click('.complaint button');
      await guest.say(`${name} 둘`); // told once
      await guest.sees(`${name} 둘`);
      assert.equal(await guest.page.locator('.complaint:visible').count(), 0);
      if (name === 'full') {
        await guest.page.reload();
        await guest.isIn();
        await guest.say('full 셋');
        await guest.sees('full 셋');
        assert.equal(await guest.page.locator('.talk:not(.own)').count(), 0, 'the same guest after a reload');
      }
      await observer.close();
      await guest.leave();
    }
  });
}

export const withTabs = {twoTabs, otherTab, keepsNothing};
