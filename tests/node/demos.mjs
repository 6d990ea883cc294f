// SPDX-License-Identifier: GPL-3.0-or-later
// demos.mjs MADANG-HOST: the pages below /demo/ in Chromium, each doing what the program does that it
// shows. With MADANG_SCREENSHOTS set to a folder, what was seen last is kept there.
import assert from 'node:assert/strict';
import {join} from 'node:path';
import {Observer, withHost} from './browser/hosts.mjs';
import {launch, Person} from './browser/people.mjs';

const [binary] = process.argv.slice(2);
const HOSTILE = '<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>';

class Visitor {
  static async arrive(browser, host, path, options = {}) {
    const visitor = new Visitor();
    visitor.person = await Person.arrive(browser, host, '', {path: `/demo/${path}`, ...options});
    visitor.page = visitor.person.page;
    visitor.name = path.replace(/\W+/g, '-');
    return visitor;
  }
  log() {
    return this.page.locator('#log li').allTextContents();
  }
  async sees(text) {
    await this.page.locator('#log li').filter({hasText: text}).first().waitFor();
  }
  async isTold(text) {
    await this.page.locator('#state').filter({hasText: text}).waitFor();
  }
  async fill(fields) {
    for (const [id, value] of Object.entries(fields)) await this.page.fill(`#${id}`, value);
  }
  async press(id) {
    await this.page.click(`#${id}:not([disabled])`);
  }
  /// Nothing was run, nothing refused by the page's own policy.
  async leave() {
    if (process.env.MADANG_SCREENSHOTS)
      await this.page.screenshot({path: join(process.env.MADANG_SCREENSHOTS, `demo-${this.name}.png`)});
    assert.equal(await this.page.evaluate(() => window.harmed), undefined);
    assert.deepEqual(this.person.faults, []);
    await this.person.context.close();
  }
}

async function index(browser) {
  await withHost(binary, {}, async (host) => {
    const visitor = await Visitor.arrive(browser, host, '');
    const links = await visitor.page.locator('a').evaluateAll((all) => all.map((each) => each.href));
    assert.equal(links.filter((each) => each.endsWith('.html')).length, 4);
    for (const link of links) assert.equal((await fetch(link)).status, 200, link);
    assert.equal(await visitor.page.locator('h1').textContent(), '다른 프로그램의 말');
    await visitor.leave();
  });
}

async function greeting(browser) {
  await withHost(binary, {}, async (host) => {
    const both = [];
    for (let i = 0; i < 2; ++i) {
      both.push(await Visitor.arrive(browser, host, 'greeting.html'));
      await both[i].press('connect');
      await both[i].isTold('연결되었습니다');
    }
    await both[0].fill({name: `민지 ${HOSTILE}`});
    await both[0].press('send');
    for (const each of both) await each.sees(`Hello, 민지 ${HOSTILE}!`); // what it reads, not what it runs
    await both[0].press('disconnect');
    await both[0].isTold('연결되지 않았습니다');
    for (const each of both) await each.leave();
  });
}

async function timeStampedChat(browser) {
  await withHost(binary, {}, async (host) => {
    const observer = await Observer.watch(host);
    const korean = await Visitor.arrive(browser, host, 'chat.html?name=민지');
    const english = await Visitor.arrive(browser, host, 'chat.html?transport=xhr-streaming', {locale: 'en-GB'});
    await korean.isTold('연결되었습니다');
    await english.isTold('Connected');
    await korean.fill({text: '안녕?'});
    await korean.press('send');
    await english.sees(/^\[\d\d:\d\d\] 민지: 안녕\?$/);
    await english.fill({from: 'hi', text: HOSTILE});
    await english.press('send');
    await korean.sees(`hi: ${HOSTILE}`);
    await observer.say('책상에서');
    for (const each of [korean, english]) await each.sees(/\[\d\d:\d\d\] .+: 책상에서$/);
    assert.equal(observer.count('안녕?'), 1);
    for (const each of [korean, english]) await each.leave();
    await observer.close();
  });
}

async function room(browser) {
  await withHost(binary, {ports: ['--port']}, async (host) => {
    const patient = await Visitor.arrive(browser, host, 'room.html?room=마당&name=서준&wait=3000');
    await patient.sees('[알림] : 서준님이 입장했습니다.');
    const hasty = await Visitor.arrive(browser, host, 'room.html?wait=50');
    await hasty.fill({name: '하은', room: '마당'});
    await hasty.page.press('#room', 'Enter');
    for (const each of [patient, hasty]) await each.sees('[알림] : 하은님이 입장했습니다.');
    await hasty.fill({message: HOSTILE});
    await hasty.page.press('#message', 'Enter');
    await patient.sees(`하은 : ${HOSTILE}`);
    // The host comes back, and so does the page.
    await host.restart();
    await patient.isTold('재연결');
    await patient.isTold('마당에 연결되었습니다');
    await patient.fill({message: '돌아왔어요'});
    await patient.press('send');
    await patient.sees('서준 : 돌아왔어요');
    await patient.leave();
    await hasty.leave();
  });
}

/// Six attempts, then none.
async function roomWithoutAHost(browser) {
  await withHost(binary, {ports: ['--port']}, async (host) => {
    const visitor = await Visitor.arrive(browser, host, 'room.html?room=lobby&name=서준&wait=50');
    await visitor.isTold('lobby에 연결되었습니다');
    const before = visitor.person.requests.length;
    host.child.kill('SIGKILL');
    await host.exited;
    await visitor.isTold('다시 시도하려면');
    const tries = () => visitor.person.requests.slice(before).filter((path) => path === '/websc/info').length;
    assert.equal(tries(), 6);
    await new Promise((resolve) => setTimeout(resolve, 500)); // ten times as long as it waited
    assert.equal(tries(), 6);
    await visitor.leave();
    await host.run();
  });
}

async function signalling(browser) {
  await withHost(binary, {}, async (host) => {
    const first = await Visitor.arrive(browser, host, 'signalling.html');
    await first.isTold('연결되었습니다');
    const second = await Visitor.arrive(browser, host, 'signalling.html', {locale: 'en-GB'});
    await first.sees('님이 들어왔습니다');
    await second.fill({data: HOSTILE});
    await second.press('send');
    await first.sees(`→ 모두: ${HOSTILE}`);
    await first.page.selectOption('#receiver', {index: 1});
    await first.fill({data: '당신에게'});
    await first.press('send');
    await second.sees('→ you: 당신에게');
    await second.leave();
    await first.sees('님이 나갔습니다');
    assert.equal(await first.page.locator('#receiver option').count(), 1);
    await first.leave();
  });
}

const browser = await launch();
if (!browser) {
  console.log('not run: it needs chromium, which ./dev test installs');
  process.exit(77);
}
try {
  for (const scenario of [index, greeting, timeStampedChat, room, roomWithoutAHost, signalling]) {
    await scenario(browser);
    console.log(scenario.name);
  }
} finally {
  await browser.close();
}
