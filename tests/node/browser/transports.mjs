// SPDX-License-Identifier: GPL-3.0-or-later
// The ways in: a WebSocket of the page's own, each transport of SockJS, and the change between them.
import assert from 'node:assert/strict';
import {Observer, withHost} from './hosts.mjs';
import {Person} from './people.mjs';

/// What a transport of sockjs-client asks for, behind /ws-stomp/SERVER/SESSION.
const marks = {'xhr-streaming': '/xhr_streaming', eventsource: '/eventsource', 'xhr-polling': '/xhr', websocket: '/websocket'};

async function transports({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const observer = await Observer.watch(host);
    for (const [transport, mark] of Object.entries(marks)) {
      const guest = await Person.enter(browser, host, `손님 ${transport}`, {path: `/?transport=${transport}`});
      const used = [...guest.requests, ...guest.sockets].filter((path) => /^\/ws-stomp\/\d+\/\w+\//.test(path));
      assert.ok(used.some((path) => path.endsWith(mark)), `${transport}: ${used}`);
      const others = Object.values(marks).filter((other) => other !== mark);
      assert.ok(!used.some((path) => others.some((other) => path.endsWith(other))), `${transport} alone: ${used}`);
      assert.ok(!guest.sockets.includes('/ws-stomp'), `${transport}: no WebSocket of its own`);
      const said = `${transport} 통해서 😀 ${'긴 글 '.repeat(1000)}`.trim();
      await guest.say(said);
      await guest.sees(said);
      await guest.until(() => observer.count(said) === 1, 'the room has it');
      for (let count = 0; count < 30; ++count) await observer.say(`${transport} ${count}`);
      await guest.sees(`${transport} 29`);
      const heard = (await guest.said()).filter((text) => text.startsWith(`${transport} `) && text !== said);
      assert.deepEqual(heard, Array.from({length: 30}, (_, count) => `${transport} ${count}`));
      await guest.leave();
    }
    const guest = await Person.enter(browser, host, '보통 손님');
    assert.ok(guest.sockets.includes('/ws-stomp'), 'a WebSocket comes first');
    assert.ok(!guest.requests.some((path) => path.startsWith('/ws-stomp/')), 'and SockJS is not asked');
    await guest.leave();
    await observer.close();
  });
}

/// Something between lets no WebSocket through: the page comes in all the same, by itself.
async function blocked({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const guest = await Person.enter(browser, host, '민준', {before: () => {
      globalThis.WebSocket = class extends EventTarget {
        constructor() {
          super();
          setTimeout(() => this.onclose?.({code: 1006, reason: '', wasClean: false}));
        }
        close() {}
        send() {}
      };
    }});
    assert.ok(guest.requests.some((path) => path.endsWith('/xhr_streaming')), guest.requests.join());
    await guest.say('그래도 들어왔어요');
    await guest.sees('그래도 들어왔어요');
    await guest.leave();
  });
}

export const withTransports = {transports, blocked};
