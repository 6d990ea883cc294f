// SPDX-License-Identifier: GPL-3.0-or-later
// How the browser page comes in by an invitation, and waits for somebody to let it in; run by pageunits.mjs.
import assert from 'node:assert/strict';
import test from 'node:test';
import {Connection, isAwaited} from '../../resources/page/src/connection.js';
import {connectHeaders} from '../../resources/page/src/credentials.js';
import {forgetInvitation, invitation, takeInvitation} from '../../resources/page/src/invitation.js';
import {MemoryStorage} from '../../resources/page/src/storage.js';
import {hostWords, texts} from '../../resources/page/src/texts.js';

const secret = 'dGhpcyBpcyBubyBzZWNyZXQgYXQgYWxsLCBqdXN0IHg';

function open(hash) {
  const storage = new MemoryStorage();
  const shown = [];
  takeInvitation(storage, {hash, pathname: '/', search: '?transport=websocket'},
    {replaceState: (state, title, address) => shown.push(address)});
  return {storage, shown};
}

test('the secret of an invitation goes from the address of the page to the host', () => {
  const {storage, shown} = open(`#key=${secret}`);
  assert.equal(invitation(storage), secret);
  assert.deepEqual(shown, ['/?transport=websocket']);
  globalThis.location = {host: 'madang.local'};
  const who = {identity: {headers: () => ({})}, me: {name: '민지'}};
  assert.equal(connectHeaders(who, undefined, invitation(storage)).invitation, secret);
  assert.equal(connectHeaders({...who, login: 'seojun'}, 'x', secret).invitation, undefined);
  forgetInvitation(storage);
  assert.equal('invitation' in connectHeaders(who, undefined, invitation(storage)), false);
  delete globalThis.location;
});

test('a link leads into its room, and what is no secret is left out', () => {
  const {storage, shown} = open(`#fp=abc&key=${secret}&room=%EB%B0%A9-1`);
  assert.equal(invitation(storage), secret);
  assert.deepEqual(shown, [`/?transport=websocket#/${encodeURIComponent('방-1')}`]);
  for (const said of ['', 'a b', 'x'.repeat(65), 'a\nlogin:root', '<script>']) {
    const bad = open(`#key=${encodeURIComponent(said)}`);
    assert.equal(invitation(bad.storage), undefined, said);
    assert.equal(bad.shown.length, 1); // it goes from the address all the same
  }
  const room = open('#/lobby');
  assert.deepEqual(room.shown, []);
  assert.equal(invitation(room.storage), undefined);
});

/// A host that answers each CONNECT with what the test says next.
function visit(context, answers) {
  const kept = {WebSocket: globalThis.WebSocket, location: globalThis.location, setTimeout: globalThis.setTimeout};
  const pauses = [];
  let next;
  class FakeSocket {
    readyState = 0;
    constructor() {
      queueMicrotask(() => {
        this.readyState = 1;
        this.onopen();
      });
    }
    send(frame) {
      if (!frame.startsWith('CONNECT')) return;
      const {command, ...headers} = answers.shift();
      this.onmessage({data: `${[command, ...Object.entries(headers).map(([name, value]) => `${name}:${value}`)].join('\n')}\n\n\0`});
      if (command === 'ERROR') this.close();
    }
    close() {
      this.readyState = 3;
      this.onclose?.({code: 1002});
    }
  }
  Object.assign(globalThis, {WebSocket: FakeSocket, location: {origin: 'http://madang.local'},
    setTimeout: (action, pause) => {
      if (pause === 12000) return; // the patience with one attempt
      pauses.push(pause);
      next = action;
    }});
  const connection = new Connection({headers: () => ({})});
  context.after(() => {
    Object.assign(globalThis, kept);
    connection.stop();
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    connection, pauses,
    begin: () => (connection.start(), settled()),
    again: () => (next(), settled()),
  };
}

const wait = {command: 'ERROR', message: 'waiting to be let in', reason: 'approval-wait', 'retry-after': '5'};

test('who waits to be let in goes on by itself, soon each time', async (context) => {
  const answers = [...Array.from({length: 8}, () => wait), {command: 'CONNECTED', version: '1.2', 'user-id': 'g-1'}];
  const {connection, pauses, begin, again} = visit(context, answers);
  await begin();
  for (let i = 0; i < 7; ++i) {
    assert.equal(connection.state.kind, 'waiting');
    assert.ok(isAwaited(connection.state.why));
    await again();
  }
  assert.ok(pauses.every((pause) => pause > 4000 && pause <= 6000), `${pauses}`);
  await again();
  assert.equal(connection.state.kind, 'online');
});

test('who is not let in is told why, and does not try again by itself', async (context) => {
  for (const message of ['an invitation is needed', 'this invitation is over', 'not let in']) {
    const {connection, pauses, begin} = visit(context, [{command: 'ERROR', message}]);
    await begin();
    assert.deepEqual([connection.state.kind, connection.state.why, pauses], ['refused', message, []]);
    assert.equal(hostWords(message), texts[message]);
  }
});
