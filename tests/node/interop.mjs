// SPDX-License-Identifier: GPL-3.0-or-later
// interop.mjs CASE URL: one case of tests/integration/tst_interop.cpp, with the clients of others.
// Exit code 0 when everything was as it should be.
import assert from 'node:assert/strict';
import {inTime, pending, StompJs, WebStomp} from './clients.mjs';

const [name, url] = process.argv.slice(2);
const kinds = {stompjs: StompJs, webstomp: WebStomp};
const json = {'content-type': 'application/json'};

/// What the three of the chat say; tst_interop.cpp says the same.
function chatText(i) {
  if (i % 100 === 1) return `${i} 안녕하세요, 마당입니다`;
  if (i % 100 === 2) return `${i} 👨‍👩‍👧‍👦 🇰🇷 e\u0301 𝄞`;
  if (i % 100 === 3) return `${i} a\u0000b\\n"\r\n\t:`;
  return String(i);
}

/// Bodies for a plain topic, and their names; tst_interop.cpp makes the same.
const mebibyte = 1024 * 1024;
const bodies = {
  empty: '',
  korean: '다람쥐 헌 쳇바퀴에 타고파',
  emoji: '👨‍👩‍👧‍👦🇰🇷e\u0301𝄞',
  escapes: 'a\\nb\\c:\r\n\n^',
  'mebibyte of ASCII': 'x'.repeat(mebibyte),
  'mebibyte of Korean': '마'.repeat((mebibyte - 1) / 3) + 'x',
  'mebibyte of emoji': '🙂'.repeat(mebibyte / 4),
};

async function room(kind) {
  const room = 'interop';
  const count = 1000;
  const peer = new kinds[kind](url);
  await peer.connect({host: 'a', name: kind});
  const said = new Map();
  const everybodyReady = pending();
  const heardAll = pending();
  const hear = (frame) => {
    const message = JSON.parse(frame.body);
    if (!said.has(message.sender)) said.set(message.sender, []);
    said.get(message.sender).push(message.message);
    const lists = [...said.values()];
    if (lists.length === 3) everybodyReady.resolve();
    if (lists.length === 3 && lists.every((list) => list.length === count + 1)) heardAll.resolve();
  };
  await peer.subscribe(`/topic/chat/room/${room}`, hear, {since: '0'});
  const say = (message, id) =>
    peer.send('/app/chat/message',
      JSON.stringify({type: 'TALK', roomId: room, sender: kind, message, id}), json);
  await say('ready', 'ready');
  await inTime(everybodyReady.promise, 'the others');
  const receipts = [];
  for (let i = 0; i < count; ++i) receipts.push(say(chatText(i), `m-${i}`));
  await Promise.all(receipts);
  await inTime(heardAll.promise, 'what the others say');
  const expected = ['ready', ...Array.from({length: count}, (_, i) => chatText(i).replace('\r\n', '\n'))]; // lines end with LF in rooms
  assert.deepEqual([...said.keys()].sort(), ['StompClient', 'stompjs', 'webstomp']);
  for (const [sender, texts] of said) assert.deepEqual(texts, expected, `order of ${sender}`);
  await peer.close();
}

async function plain(kind) {
  // webstomp cuts text into messages without a look at surrogate pairs; bytes it may cut.
  const peer = new kinds[kind](url, kind === 'webstomp' ? {binary: true} : {});
  await peer.connect({host: 'a'});
  const wanted = 3 * Object.keys(bodies).length;
  const heard = new Map();
  const all = pending();
  await peer.subscribe('/topic/interop/bodies', (frame) => {
    if (frame.headers.ready) return ready.resolve(frame.headers.ready);
    const {from, case: of} = frame.headers;
    assert.ok(frame.body === bodies[of], `${of} of ${from}: ${frame.body.length} characters`);
    heard.set(`${of} of ${from}`, true);
    if (heard.size === wanted) all.resolve();
  });
  const ready = pending();
  console.log('ready');
  await inTime(ready.promise, 'the word to begin');
  for (const [of, body] of Object.entries(bodies))
    await peer.send('/topic/interop/bodies', body, {'content-type': 'text/plain', case: of, from: kind});
  await inTime(all.promise, 'the bodies of all');
  await peer.close();
}

/// NUL needs its content-length, which webstomp does not look for: it only sends.
async function nul() {
  const text = 'a\u0000b\u0000\u0000c';
  const bytes = Uint8Array.from({length: 70000}, (_, i) => (i * 7) % 256);
  const stompjs = new StompJs(url);
  const binary = new StompJs(url, {forceBinaryWSFrames: true});
  const web = new WebStomp(url);
  for (const peer of [stompjs, binary, web]) await peer.connect({host: 'a'});
  for (const listener of [stompjs, binary]) {
    const heard = [];
    const all = pending();
    await listener.subscribe('/topic/interop/nul', (frame) => {
      heard.push(frame);
      if (heard.length === 4) all.resolve();
    });
    const topic = '/topic/interop/nul';
    await stompjs.send(topic, text);
    await binary.send(topic, text);
    await web.send(topic, text);
    await stompjs.send(topic, bytes, {'content-type': 'application/octet-stream'});
    await inTime(all.promise, 'all bodies with NUL');
    for (const frame of heard.slice(0, 3)) assert.equal(frame.body, text);
    assert.deepEqual(Buffer.from(heard[3].binaryBody), Buffer.from(bytes));
    listener.client.unsubscribe?.('sub-0');
  }
  for (const peer of [stompjs, binary, web]) await peer.close();
}

async function disconnect() {
  const peer = new StompJs(url);
  await peer.connect({host: 'a'});
  await peer.close();
  assert.deepEqual(peer.events, ['receipt of DISCONNECT', 'close 1000']);
  const web = new WebStomp(url);
  await web.connect({host: 'a'});
  await web.close();
}

async function acks() {
  for (const kind of Object.keys(kinds)) {
    for (const ack of ['client', 'client-individual']) {
      const peer = new kinds[kind](url);
      await peer.connect({host: 'a'});
      const heard = [];
      const three = pending();
      const topic = `/topic/interop/${kind}/${ack}`;
      await peer.subscribe(topic, (frame) => {
        heard.push(frame);
        if (heard.length === 3) three.resolve();
      }, {ack});
      for (const body of ['1', '2', '3']) await peer.send(topic, body);
      await inTime(three.promise, 'three messages');
      assert.deepEqual(heard.map((frame) => frame.body), ['1', '2', '3']);
      if (ack === 'client') {
        heard[2].ack();
      } else {
        heard[1].nack();
        heard[0].ack();
        heard[2].ack();
      }
      // An answer behind them says that none of them was an error.
      await peer.send(`${topic}/end`, '');
      await peer.close();
    }
  }
}

async function transactions() {
  for (const kind of Object.keys(kinds)) {
    const peer = new kinds[kind](url);
    await peer.connect({host: 'a'});
    const heard = [];
    const end = pending();
    const topic = `/topic/interop/${kind}/transactions`;
    await peer.subscribe(topic, (frame) => {
      heard.push(frame.body);
      if (frame.body === 'end') end.resolve();
    });
    const raw = (body, headers) => kind === 'stompjs'
      ? peer.client.publish({destination: topic, body, headers})
      : peer.client.send(topic, body, headers);
    const one = peer.client.begin('one');
    raw('in one, first', {transaction: one.id});
    const two = peer.client.begin('two');
    raw('in two', {transaction: two.id});
    raw('in one, second', {transaction: one.id});
    await peer.send(topic, 'outside');
    assert.deepEqual(heard, ['outside']);
    two.abort();
    one.commit();
    await peer.send(topic, 'end');
    await inTime(end.promise, 'the end');
    assert.deepEqual(heard, ['outside', 'in one, first', 'in one, second', 'end']);
    await peer.close();
  }
}

/// Two beats of the host, and silence but for beats on our side, leave the connection as it is.
async function heartBeats() {
  const beats = pending();
  let count = 0;
  const peer = new StompJs(url, {
    heartbeatIncoming: 1000,
    heartbeatOutgoing: 1000,
    debug: (line) => {
      if (line === '<<< PONG' && ++count === 2) beats.resolve();
    },
  });
  const web = new WebStomp(url, {heartbeat: {incoming: 1000, outgoing: 1000}});
  await peer.connect({host: 'a'});
  await web.connect({host: 'a'});
  await inTime(beats.promise, 'two beats of the host');
  await peer.send('/topic/interop/beats', 'alive');
  await web.send('/topic/interop/beats', 'alive');
  await peer.close();
  await web.close();
}

async function subprotocols() {
  const rows = [
    [['v12.stomp', 'v11.stomp', 'v10.stomp'], 'v12.stomp'],
    [['v10.stomp', 'v11.stomp', 'v12.stomp'], 'v12.stomp'],
    [['v11.stomp'], 'v11.stomp'],
    [['v10.stomp'], 'v10.stomp'],
  ];
  for (const [protocols, chosen] of rows) {
    for (const kind of Object.keys(kinds)) {
      const peer = new kinds[kind](url, {protocols});
      await peer.connect({host: 'a'});
      assert.equal(peer.protocol, chosen, `${kind} offers ${protocols}`);
      const heard = pending();
      const topic = `/topic/interop/${kind}`;
      await peer.subscribe(topic, (frame) => heard.resolve(frame.body));
      await peer.send(topic, '안녕');
      assert.equal(await inTime(heard.promise, 'the message'), '안녕');
      await peer.close();
    }
  }
}

const cases = {
  'room stompjs': () => room('stompjs'),
  'room webstomp': () => room('webstomp'),
  'bodies stompjs': () => plain('stompjs'),
  'bodies webstomp': () => plain('webstomp'),
  nul, disconnect, acks, transactions, heartBeats, subprotocols,
};

try {
  await cases[name]();
  process.exit(0);
} catch (error) {
  console.error(error);
  process.exit(1);
}
