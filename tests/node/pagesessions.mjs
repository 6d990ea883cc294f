// SPDX-License-Identifier: GPL-3.0-or-later
// The side of the browser page that talks with the host and keeps what is not sent; run by pageunits.mjs.
import assert from 'node:assert/strict';
import test from 'node:test';
import {Connection} from '../../resources/page/src/connection.js';
import {Delivery} from '../../resources/page/src/delivery.js';
import {Identity} from '../../resources/page/src/identity.js';
import {Ignored} from '../../resources/page/src/ignored.js';
import {Outbox} from '../../resources/page/src/outbox.js';
import {hasLasted} from '../../resources/page/src/pauses.js';
import {Requests} from '../../resources/page/src/requests.js';
import {leavingOut, Unread} from '../../resources/page/src/unread.js';
import {roomIdLike} from '../../resources/page/src/roomid.js';
import {RoomLog} from '../../resources/page/src/roomlog.js';
import {MemoryStorage, forgetAll, forgetIdentity} from '../../resources/page/src/storage.js';
import {FakeConnection} from './pageconnection.mjs';

/// As a browser's, which keeps what is put there while there is room.
class FakeStorage extends MemoryStorage {
  isLasting = undefined;
  isFull = false;
  setItem(key, value) {
    if (this.isFull) throw new Error('full');
    super.setItem(key, value);
  }
}

test('an outbox keeps what was written, by identity and in order', () => {
  const storage = new FakeStorage();
  const entry = (id, user, written, turn = 0) => ({id, user, roomId: 'lobby', text: id, written, turn});
  const outbox = new Outbox(storage);
  assert.ok(outbox.put(entry('b', 'g-1', 2)));
  assert.ok(outbox.put(entry('a', 'g-1', 1)));
  assert.ok(outbox.put(entry('d', 'g-1', 2, 1)));
  assert.ok(outbox.put(entry('c', 'g-2', 1)));
  const reloaded = new Outbox(storage);
  assert.deepEqual(reloaded.entries('g-1').map(({id}) => id), ['a', 'b', 'd']);
  assert.deepEqual(reloaded.entries('g-2').map(({id}) => id), ['c']);
  reloaded.remove('b');
  assert.deepEqual(outbox.entries('g-1').map(({id}) => id), ['a', 'd']);
  storage.setItem('madang.unsent.x', 'no JSON');
  storage.setItem('madang.unsent.y', '{"user": "g-1"}');
  storage.setItem('madang.unsent.z', 'null');
  assert.deepEqual(outbox.entries('g-1').map(({id}) => id), ['a', 'd']);
});

test('an outbox says when the browser keeps nothing', () => {
  const entry = {id: 'a', user: 'u', roomId: 'r', text: 't', written: 1, turn: 1};
  const full = new FakeStorage();
  full.isFull = true;
  for (const storage of [full, new MemoryStorage()]) {
    const outbox = new Outbox(storage);
    assert.equal(outbox.put(entry), false);
    assert.deepEqual(outbox.entries('u').map(({id}) => id), ['a']);
    outbox.remove('a');
    assert.deepEqual(outbox.entries('u'), []);
  }
});

test('an outbox has one of each, when the browser is full between', () => {
  const storage = new FakeStorage();
  const outbox = new Outbox(storage);
  const entry = {id: 'a', user: 'u', roomId: 'r', text: 't', written: 1, turn: 1};
  outbox.put(entry);
  storage.isFull = true;
  assert.equal(outbox.put({...entry, why: 'refused'}), false);
  assert.deepEqual(outbox.entries('u').map(({why}) => why), ['refused']);
  storage.isFull = false;
  outbox.put(entry);
  assert.deepEqual(outbox.entries('u').map(({why}) => why), [undefined]);
  storage.isFull = true;
  outbox.put({...entry, why: 'refused'});
  outbox.remove('a');
  assert.deepEqual(outbox.entries('u'), []);
});

test('what is erased of one identity is not what others in the same browser have', () => {
  const storage = new FakeStorage();
  const outbox = new Outbox(storage);
  const entry = (id, user) => ({id, user, roomId: 'lobby', text: id, written: 1, turn: 1});
  outbox.put(entry('a', 'g-1'));
  outbox.put(entry('b', 'a-1'));
  outbox.put(entry('c', 'a-2'));
  assert.equal(outbox.count, 3, 'of all');
  const others = {'madang.guest-token': 'secret', 'madang.user': 'g-1', 'madang.user.minjun': 'a-1', 'madang.user.hana': 'a-2', 'madang.name': '나',
    'madang.removal.x': '{"user": "a-1"}', 'madang.removal.y': '{"user": "g-1"}', 'madang.ignored': '["a-1"]', other: 'a-1'};
  for (const [key, value] of Object.entries(others)) storage.setItem(key, value);
  const keys = () => Array.from({length: storage.length}, (_, at) => storage.key(at)).sort();
  const before = keys();
  forgetIdentity(storage, {id: '', guest: false});
  assert.deepEqual(keys(), before);
  forgetIdentity(storage, {id: 'a-1', guest: false});
  assert.deepEqual(keys(), before.filter((key) => !['madang.unsent.b', 'madang.user.minjun', 'madang.removal.x'].includes(key)));
  forgetIdentity(storage, {id: 'g-1', guest: true});
  assert.deepEqual(keys(), ['madang.ignored', 'madang.unsent.c', 'madang.user.hana', 'other']);
});

/// A host that ends the session when `minds` says so, and is asked the same in each.
function sessions({minds, says = () => undefined, wanted, most = 20}) {
  const requests = new Requests();
  const [stored, refused, taken] = [[], [], []];
  for (let count = 1; count <= most; ++count) {
    const due = [];
    for (const key of wanted.filter((key) => !stored.includes(key) && !refused.includes(key)))
      requests.ask({key, write: (receipt) => due.push({key, receipt}), stored: () => stored.push(key), refused: () => refused.push(key)});
    let isOver = false;
    while (due.length > 0 && !isOver) {
      // What is wrong is seen at once; what is right is answered when it is stored.
      const wrong = due.find(({key}) => minds(key));
      const next = wrong ?? due.shift();
      if (wrong) requests.refused(says(next.receipt), 'no');
      else requests.stored(next.receipt);
      taken.push(next.key);
      isOver = Boolean(wrong);
    }
    if (!isOver) return {stored, refused, count, taken};
    requests.over(false);
  }
  return {stored, refused, count: Infinity, taken};
}

test('what the host minds is refused, and the rest goes on', () => {
  const wanted = ['a', 'bad', 'b', 'worse', 'c'];
  const minds = (key) => key === 'bad' || key === 'worse';
  const told = sessions({wanted, minds, says: (receipt) => receipt});
  assert.deepEqual([told.stored, told.refused, told.count], [['a', 'b', 'c'], ['bad', 'worse'], 3]);
  // The host does not say which: all together, one by one until it is met, and that again, for each.
  const untold = sessions({wanted, minds});
  assert.deepEqual([untold.stored, untold.refused], [['a', 'b', 'c'], ['bad', 'worse']]);
  assert.ok(untold.count <= 6, `${untold.count} sessions`);
  // Alone from the beginning.
  const alone = sessions({wanted: ['bad'], minds});
  assert.deepEqual([alone.refused, alone.count], [['bad'], 3]);
});

test('one bad session accuses nobody', () => {
  const requests = new Requests();
  const refused = [];
  const ask = (key) => {
    let receipt;
    requests.ask({key, write: (given) => (receipt = given), refused: () => refused.push(key)});
    return receipt;
  };
  ask('a');
  requests.refused(undefined, 'the host stops');
  requests.over(false);
  requests.stored(ask('a'));
  ask('b');
  requests.refused(undefined, 'the host stops');
  requests.over(false);
  requests.stored(ask('b'));
  ask('b');
  requests.refused(undefined, 'the host stops');
  requests.over(false);
  assert.deepEqual(refused, []);
  ask('c');
  assert.equal(ask('d'), undefined); // one by one
  requests.over(true); // that was a long one
  ask('c');
  assert.ok(ask('d'));
});

test('what is not wanted any more is not asked', () => {
  const requests = new Requests();
  const written = [];
  const request = (key) => ({key, write: (receipt) => written.push([key, receipt])});
  requests.refused(undefined, 'something');
  requests.over(false);
  const [a, b, c] = ['a', 'b', 'c'].map(request);
  for (const one of [a, b, c]) requests.ask(one);
  requests.withdraw(b);
  requests.stored(written[0][1]);
  assert.deepEqual(written.map(([key]) => key), ['a', 'c']);
});

test('a session is good when it has lasted', () => {
  assert.equal(hasLasted(9999), false);
  assert.equal(hasLasted(10000), true);
});

/// Timers that go off when the test says so, by what this gives.
function timersOf(context) {
  const {setTimeout} = globalThis;
  const due = [];
  globalThis.setTimeout = (action) => due.push(action);
  context.after(() => (globalThis.setTimeout = setTimeout));
  return () => due.splice(0).forEach((action) => action());
}

test('what another tab wrote is sent when that tab does not', (context) => {
  const pass = timersOf(context);
  const storage = new FakeStorage();
  const connection = new FakeConnection();
  const me = {id: 'g-1', name: '나', guest: true};
  const tab = () => Object.assign(new Delivery(new Outbox(storage), connection, () => {}), {me});
  const one = tab();
  const other = tab();
  connection.isOnline = false;
  one.room = {id: 'lobby', log: new RoomLog()};
  one.me = {...me, name: '다른 이름'};
  assert.ok(one.say('하나'));
  connection.isOnline = true;
  other.lookAgain();
  other.lookAgain();
  assert.deepEqual(connection.sent, []); // that tab sends it, if it can
  pass();
  assert.deepEqual(connection.sent.map(({body}) => [body.message, body.sender]), [['하나', '다른 이름']]);
  other.lookAgain();
  pass();
  assert.equal(connection.sent.length, 1);
  connection.sent[0].stored();
  one.begin();
  assert.equal(connection.sent.length, 1);
});

test('tabs that come in at once are one guest', (context) => {
  const pass = timersOf(context);
  const shared = new FakeStorage();
  const tabs = [1, 2].map(() => new Identity(shared, new FakeStorage(), undefined));
  let ready = 0;
  for (const tab of tabs) tab.settle(() => ++ready);
  assert.ok(ready < 2);
  pass();
  assert.equal(ready, 2);
  assert.equal(tabs[0].token, tabs[1].token);
  assert.match(tabs[0].token, /^[A-Za-z0-9_-]{43}$/);
  const take = (tab, user) => tab.take({...tab.headers(), 'user-id': user});
  assert.ok(take(tabs[0], 'g-1'));
  assert.equal(tabs[1].user, 'g-1');
  // One of them heard of the other's too late.
  const {token} = tabs[0];
  const said = tabs[0].headers();
  shared.setItem('madang.guest-token', 'another');
  assert.equal(tabs[0].take({...said, 'user-id': 'g-1'}), false);
  assert.deepEqual(tabs[0].headers(), {'guest-token': 'another'});
  assert.ok(take(tabs[0], 'g-2'));
  assert.equal(tabs[1].user, 'g-2');
  // A host that takes none gives its own.
  assert.ok(tabs[0].take({'guest-token': token, 'user-id': 'g-1'}));
  assert.equal(tabs[1].token, token);
});

test('a guest is the same again where the browser is full, or keeps nothing', (context) => {
  timersOf(context);
  const full = new FakeStorage();
  full.isFull = true;
  const ofTab = new FakeStorage();
  for (const storages of [[full, ofTab], [full, full]]) {
    const identity = new Identity(...storages, undefined);
    identity.settle(() => {});
    const {token} = identity;
    assert.ok(identity.take({...identity.headers(), 'user-id': 'g-1'}));
    assert.ok(token);
    assert.equal(identity.token, token);
  }
  const reloaded = new Identity(full, ofTab, undefined);
  assert.ok(reloaded.token);
  assert.equal(reloaded.user, 'g-1');
});

test('a new room has an id that the host takes, and nobody has', () => {
  const random = () => 'abcdefghijklmnopqrstuv';
  const free = (name) => roomIdLike(name, () => false, random);
  assert.equal(free('우리 집 마당'), '우리-집-마당');
  assert.equal(free('  a   b! '), 'a-b');
  assert.equal(free('Cafe\u0301'.normalize('NFD')), 'Caf');
  for (const name of ['\u200b', '!!', '日本']) assert.equal(free(name), 'room-abcdefgh', name);
  assert.equal(free('..'), '..-abcdefgh');
  assert.equal(roomIdLike('마당', (id) => id === '마당', random), '마당-abcdefgh');
  assert.equal(free('가'.repeat(64)).length, 48);
});

/// A WebSocket with a host behind it that lets everybody in, and says what the test says.
class FakeSocket {
  static open = []; // the newest last
  readyState = 0;
  frames = [];
  constructor() {
    FakeSocket.open.push(this);
    queueMicrotask(() => {
      this.readyState = 1;
      this.onopen();
    });
  }
  send(frame) {
    if (frame.startsWith('CONNECT')) this.say('CONNECTED', {version: '1.2', 'user-id': 'g-1'});
    else this.frames.push(frame);
  }
  /// The receipts that were asked for with frames that hold that text.
  receipts(text) {
    return this.frames.filter((frame) => frame.includes(text)).map((frame) => /\nreceipt:(.*)/.exec(frame)[1]);
  }
  say(command, headers) {
    this.onmessage({data: `${[command, ...Object.entries(headers).map(([name, value]) => `${name}:${value}`)].join('\n')}\n\n\0`});
  }
  close(code = 1002) {
    this.readyState = 3;
    this.onclose?.({code});
  }
}

/// A connection whose clock and timers are the test's.
function connect(context) {
  const kept = {WebSocket: globalThis.WebSocket, location: globalThis.location, setTimeout: globalThis.setTimeout, now: Date.now, random: Math.random};
  let due = [];
  let now = 1e12;
  Object.assign(globalThis, {WebSocket: FakeSocket, location: {origin: 'http://madang.local'},
    setTimeout: (action, pause) => due.push({action, pause})});
  Date.now = () => now;
  Math.random = () => 0.5;
  const {now: realNow, random, ...others} = kept;
  context.after(() => {
    Object.assign(globalThis, others);
    Object.assign(Date, {now: realNow});
    Object.assign(Math, {random});
    connection.stop();
  });
  const connection = new Connection({headers: () => ({})});
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    connection,
    pass: (time) => (now += time),
    socket: () => FakeSocket.open.at(-1),
    begin: async () => {
      due = [];
      connection.start();
      await settled();
    },
    /// The next attempt; gives how long it was waited for.
    again: async () => {
      const {action, pause} = due.filter(({pause: one}) => one !== 12000).at(-1);
      due = [];
      action();
      await settled();
      return pause;
    },
  };
}

test('a host that ends each session at once is tried ever more rarely', async (context) => {
  const {connection, pass, socket, begin, again} = connect(context);
  await begin();
  const pauses = [];
  for (const lasted of [0, 100, 9999, 10000, 0]) {
    assert.equal(connection.state.kind, 'online');
    pass(lasted);
    socket().say('ERROR', {message: 'no'});
    socket().close();
    assert.deepEqual([connection.state.kind, connection.state.why], ['waiting', 'no']);
    pauses.push(await again());
  }
  assert.deepEqual(pauses, [1000, 2000, 4000, 1000, 2000]);
});

test('a request is the same in the next session, also in other words', async (context) => {
  const {connection, socket, begin, again} = connect(context);
  const told = [];
  const send = (waited) => connection.send('/app/x', {id: 'a', waited}, {key: 'TALK a', refused: (why) => told.push(why)});
  await begin();
  send(1);
  socket().say('ERROR', {message: 'bad'}); // of what, it does not say
  socket().close();
  await again();
  send(2);
  assert.deepEqual(told, []);
  socket().say('ERROR', {message: 'bad'});
  socket().close();
  assert.deepEqual(told, ['bad']);
});

test('who has been erased does not come back', async (context) => {
  const {connection, socket, begin} = connect(context);
  await begin();
  assert.equal(connection.state.kind, 'online');
  socket().say('ERROR', {message: 'everything of yours is being erased'});
  socket().close();
  assert.deepEqual([connection.state.kind, connection.state.why], ['refused', 'everything of yours is being erased']);
});

test('a browser forgets what is the page\'s, and nothing else', () => {
  const storage = new MemoryStorage();
  for (const key of ['madang.name', 'other', 'madang.unsent.a', 'madang.draft.x', 'Madang']) storage.setItem(key, '1');
  forgetAll(storage);
  assert.deepEqual(Array.from({length: storage.length}, (_, at) => storage.key(at)), ['other', 'Madang']);
});

test('a message that is refused is told, named or not, and no other', async (context) => {
  const {connection, socket, begin, again} = connect(context);
  const told = [];
  const send = (text) => connection.send('/app/x', {text}, {stored: () => told.push(`${text} stored`), refused: (why) => told.push(`${text}: ${why}`)});
  const end = async (headers, code) => {
    if (headers) socket().say('ERROR', headers);
    socket().close(code);
    await again();
  };
  await begin();
  send('a');
  send('b');
  await end({message: 'bad', 'receipt-id': socket().receipts('"a"')[0]});
  assert.deepEqual(told.splice(0), ['a: bad']);
  // Above what a WebSocket takes there is no ERROR.
  send('b');
  await end(undefined, 1009);
  send('b');
  await end(undefined, 1009);
  assert.deepEqual(told.splice(0), ['b: message too long']);
  // A host that is in trouble itself, or just gone, minds nothing.
  for (const headers of [{message: 'not stored: full'}, {message: 'No heart-beat in time'}, undefined])
    for (let count = 0; count < 3; ++count) {
      send('c');
      const receipt = headers?.message.startsWith('not') && {'receipt-id': socket().receipts('"c"')[0]};
      await end(headers && {...headers, ...receipt}, 1006);
    }
  assert.deepEqual(told, []);
  send('c');
  socket().say('RECEIPT', {'receipt-id': socket().receipts('"c"')[0]});
  assert.deepEqual(told, ['c stored']);
});

test('what cannot be read is not heard', async (context) => {
  const {connection, socket, begin} = connect(context);
  await begin();
  const heard = [];
  connection.subscribe('/topic/x', (said) => heard.push(said));
  const id = /\nid:(.*)/.exec(socket().frames.find((frame) => frame.includes('/topic/x')))[1];
  for (const body of ['{no', 'null', '7', '"x"', '', '{"a": 1}'])
    socket().onmessage({data: `MESSAGE\ndestination:/topic/x\nsubscription:${id}\nmessage-id:1\n\n${body}\0`});
  assert.deepEqual(heard, [{a: 1}]);
});

test('what the host declines ends nothing, and the rest goes on', () => {
  const requests = new Requests();
  const told = [];
  const ask = (key) => requests.ask({key, write: (receipt) => told.push(receipt), refused: (...why) => told.push(why)});
  ask('a');
  ask('b');
  requests.declined('r1', 'slow mode', 2000);
  requests.declined('r1', 'slow mode', 2000);
  requests.declined(undefined, 'no receipt');
  assert.deepEqual(told, ['r1', 'r2', ['slow mode', 2000]]);
});

test('where the host asks to wait, what is written waits in its order', (context) => {
  const pass = timersOf(context);
  const connection = new FakeConnection();
  const delivery = Object.assign(new Delivery(new Outbox(new FakeStorage()), connection, () => {}), {me: {id: 'g-1', name: '나', guest: true}});
  connection.isOnline = true;
  delivery.room = {id: 'lobby', log: new RoomLog()};
  delivery.say('하나', {replyTo: {seq: 4, sender: '가', excerpt: '?'}, files: [{token: 'x'.repeat(32), name: 'a', type: 'b', size: 1}]});
  assert.deepEqual({replyTo: connection.sent[0].body.replyTo, files: connection.sent[0].body.files}, {replyTo: 4, files: ['x'.repeat(32)]});
  connection.sent[0].refused('slow mode', 2000);
  delivery.say('둘');
  assert.equal(connection.sent.length, 1);
  assert.deepEqual(delivery.waiting().map(({state, until}) => [state, until > Date.now()]), [['waiting', true], ['waiting', true]]);
  pass();
  assert.deepEqual(connection.sent.map(({body}) => body.message), ['하나', '하나', '둘']);
  assert.deepEqual(connection.sent[1].body, connection.sent[0].body);
  connection.sent[1].refused('not allowed'); // for good
  assert.deepEqual(delivery.waiting().map(({state}) => state), ['refused', 'sending']);
});

test('what is here is told as delivered, and what was looked at as read', (context) => {
  const pass = timersOf(context);
  const connection = new FakeConnection();
  const unread = new Unread(connection, () => {}, new Ignored(new MemoryStorage()));
  unread.begin();
  unread.seen('lobby', 3, 0);
  unread.seen('lobby', 4, 2);
  unread.seen('lobby', 4, 2);
  pass();
  unread.seen('lobby', 4, 2);
  unread.seen('lobby', 0, 0); // there is a hole
  pass();
  unread.seen('lobby', 5, 0);
  unread.seen('lobby', 5, 5);
  pass();
  assert.deepEqual(connection.sent.map(({body}) => body), [{delivered: 4, read: 2}, {delivered: 5, read: 5}]);
});

test('a room that is not open is watched from where it was counted, and again when it was closed', () => {
  const connection = new FakeConnection();
  const unread = new Unread(connection, () => {}, new Ignored(new MemoryStorage()));
  unread.open = 'lobby';
  unread.begin();
  connection.asked[0].replied({rooms: ['lobby', 'garden'].map((roomId) => ({roomId, last: 7, unread: 2, mentions: 1}))});
  const topic = '/topic/chat/room/garden';
  assert.deepEqual([...connection.subscriptions.keys()].slice(1), [topic, `${topic}/events`]);
  assert.deepEqual(connection.subscriptions.get(topic).headers, {since: 7});
  connection.subscriptions.get(topic).refused('members only');
  connection.subscriptions.delete(topic);
  unread.watch('garden');
  assert.ok(connection.subscriptions.has(topic));
  unread.unwatch('garden');
  assert.deepEqual([...connection.subscriptions.keys()].slice(1), []);
});

test('what is changed in a room that is not open is counted anew, once a second at most', (context) => {
  const pass = timersOf(context);
  const connection = new FakeConnection();
  const unread = new Unread(connection, () => {}, new Ignored(new MemoryStorage()));
  unread.begin();
  connection.asked.shift().replied({rooms: [{roomId: 'garden', last: 7, unread: 2, mentions: 1}]});
  const {heard} = connection.subscriptions.get('/topic/chat/room/garden/events');
  const message = {type: 'TALK', seq: 7, time: 1, sender: '가', senderId: 'g-1', message: '', revision: 3, deleted: 2};
  for (const event of [{type: 'TYPING', id: 'g-1', name: '가'}, {type: 'CHANGED'}, {type: 'CHANGED', message: {...message, revision: '3'}}]) heard(event);
  pass();
  assert.deepEqual(connection.asked, []);
  for (const revision of [3, 4]) heard({type: 'CHANGED', message: {...message, revision}});
  pass();
  assert.deepEqual(connection.asked.map(({destination, headers}) => [destination, headers]), [['/app/chat/unread', {room: 'garden'}]]);
});

test('who is ignored is left out of what is counted', (context) => {
  const pass = timersOf(context);
  const connection = new FakeConnection();
  const ignored = new Ignored(new MemoryStorage());
  const unread = new Unread(connection, () => {}, ignored);
  const count = (roomId, more) => ({roomId, last: 7, unread: 2, mentions: 1, ...more});
  unread.begin();
  assert.deepEqual(connection.asked.shift().headers, {});
  ignored.set('g-1', true);
  ignored.set('u-나', true);
  unread.ask();
  const {headers, replied} = connection.asked.shift();
  assert.deepEqual(headers, {without: 'u-나,g-1'});
  replied({rooms: [count('garden')]});
  const heard = connection.subscriptions.get('/topic/chat/room/garden').heard;
  heard({type: 'TALK', senderId: 'g-1'});
  pass();
  assert.deepEqual(connection.asked, [], 'they call nobody');
  heard({type: 'TALK', senderId: 'g-2'});
  pass();
  assert.deepEqual(connection.asked.shift().headers, {room: 'garden', without: 'u-나,g-1'});
  // What comes by itself counts them, too; but for nothing, which is nothing without them.
  const told = connection.subscriptions.get('/user/queue/chat/unread').heard;
  told(count('garden', {unread: 5}));
  assert.deepEqual(unread.of('garden'), {unread: 2, mentions: 1});
  pass();
  assert.deepEqual(connection.asked.shift().headers, {room: 'garden', without: 'u-나,g-1'});
  told(count('garden', {unread: 0, mentions: 0}));
  assert.deepEqual(unread.of('garden'), {unread: 0, mentions: 0});
  for (const id of ['g-1', 'u-나']) ignored.set(id, false);
  told(count('garden', {unread: 5}));
  assert.deepEqual(unread.of('garden'), {unread: 5, mentions: 1});
  assert.deepEqual(connection.asked, []);
});

test('of very many who are ignored the newest are told, in a header that the host takes', () => {
  const people = (length, id) => Array.from({length}, (_, at) => id(at));
  const told = (all) => leavingOut(all).without.split(',');
  assert.deepEqual(leavingOut([]), {});
  assert.deepEqual(leavingOut(['', 'u-a,b', 'u-a\nb', ' u-a', 'u-\u200eb', `u-${'x'.repeat(127)}`]), {});
  assert.equal(told(people(600, (at) => `g-${at}`)).length, 500);
  assert.equal(told(people(600, (at) => `g-${at}`))[0], 'g-599');
  for (const id of [(at) => `u-${'가'.repeat(30)}${at}`, (at) => `u-${':'.repeat(60)}${at}`]) {
    const {without} = leavingOut(people(600, id));
    assert.ok(new TextEncoder().encode(without.replaceAll(':', '\\c')).length <= 8000);
    assert.ok(without.length > 2000);
  }
});
