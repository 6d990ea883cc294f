// SPDX-License-Identifier: GPL-3.0-or-later
// One room: two guests in browsers, somebody in the desktop program, and a stompjs client.
import assert from 'node:assert/strict';
import {join} from 'node:path';
import {Desktop} from './desktop.mjs';
import {Observer, withHost} from './hosts.mjs';
import {Person} from './people.mjs';

async function oneRoom({browser, binary, desktopBinary}) {
  await withHost(binary, {}, async (host) => {
    const observer = await Observer.watch(host);
    const desktop = await Desktop.join(desktopBinary, host, '하은');
    try {
      await meet(browser, host, observer, desktop);
    } finally {
      await desktop.close();
    }
    await observer.close();
  });
}

async function meet(browser, host, observer, desktop) {
  const minjun = await Person.enter(browser, host, '민준');
  const seoyeon = await Person.enter(browser, host, 'Seoyeon', {locale: 'en-US'});
  const guests = [minjun, seoyeon];
  for (const guest of guests)
    await guest.until(async () => (await guest.page.locator('.people li.here').count()) === 4, 'all four are here');

  await desktop.say('dinner at six?');
  await minjun.sees('dinner at six?');
  await minjun.say('여섯 시 좋아요 🍲');
  await seoyeon.sees('여섯 시 좋아요 🍲');
  await seoyeon.say('me too');
  await minjun.sees('me too');
  await observer.say('저도 갈게요');
  const said = ['dinner at six?', '여섯 시 좋아요 🍲', 'me too', '저도 갈게요'];
  for (const guest of guests) {
    await guest.sees(said.at(-1));
    assert.deepEqual(await guest.said(), said);
  }
  const isHeard = () => observer.count(said.at(-1)) === 1;
  await minjun.until(isHeard, 'the stompjs client hears all');
  assert.deepEqual(observer.heard.filter(({type}) => type === 'TALK').map(({message}) => message), said);
  // The window in front of which somebody sits marks what it shows as read.
  await minjun.until(async () => (await desktop.lastRead()) === observer.newest, 'the desktop window shows all');
  if (process.env.MADANG_SCREENSHOTS) {
    await desktop.keepScreen(join(process.env.MADANG_SCREENSHOTS, 'room-desktop.png'));
    for (const guest of guests) await guest.page.screenshot({path: join(process.env.MADANG_SCREENSHOTS, `room-${guest.name}.png`)});
    minjun.faults.length = seoyeon.faults.length = 0; // taking a picture needs a style of its own
  }
  for (const guest of guests) await guest.leave();
}

export const withDesktop = {oneRoom};
