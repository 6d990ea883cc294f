// SPDX-License-Identifier: GPL-3.0-or-later
// The browser page's own messages on their way to the host and to people; run by pageunits.mjs.
import assert from 'node:assert/strict';
import test from 'node:test';
import {Delivery} from '../../resources/page/src/delivery.js';
import {Outbox} from '../../resources/page/src/outbox.js';
import {Pace} from '../../resources/page/src/pace.js';
import {Receipts, receiptsOf} from '../../resources/page/src/receipts.js';
import {RoomLog} from '../../resources/page/src/roomlog.js';
import {SendUndo} from '../../resources/page/src/sendundo.js';
import {MemoryStorage} from '../../resources/page/src/storage.js';
import {FakeConnection} from './pageconnection.mjs';

const queue = '/user/queue/chat/receipts';

test('what is told of how far messages got is looked at, and no count goes back', () => {
  const connection = new FakeConnection();
  let changes = 0;
  const receipts = new Receipts(connection, () => ++changes);
  receipts.begin();
  const tell = (...list) => connection.subscriptions.get(queue).heard({roomId: 'a', receipts: list});
  tell({seq: 3, of: 2, delivered: 1, read: 1, unconfirmed: 1});
  assert.deepEqual(receipts.of('a', 3), {of: 2, delivered: 1, read: 1, unconfirmed: 1});
  tell({seq: 3, of: 2, delivered: 1, read: 0});
  assert.deepEqual(receipts.of('a', 3), {of: 2, delivered: 1, read: 1, unconfirmed: 0});
  assert.equal(receipts.of('b', 3), undefined);
  const before = changes;
  tell({seq: 4, of: 1, delivered: 2, read: 0}, {seq: 5, of: 1, delivered: 0, read: 1}, {seq: 0, of: 1, delivered: 0, read: 0},
    {seq: 6, of: -1, delivered: 0, read: 0}, {seq: 7, of: 1, delivered: '1', read: 0}, {seq: 8, of: 1, delivered: 1, read: 0, unconfirmed: 2}, null);
  connection.subscriptions.get(queue).heard({roomId: 7, receipts: [{seq: 9, of: 1, delivered: 0, read: 0}]});
  connection.subscriptions.get(queue).heard({roomId: 'a', receipts: 'none'});
  for (const seq of [4, 5, 6, 7, 8, 9]) assert.equal(receipts.of('a', seq), undefined, `${seq}`);
  assert.equal(changes, before);
});

test('a room is asked once a session, and so much is kept', () => {
  const connection = new FakeConnection();
  const receipts = new Receipts(connection, () => {});
  receipts.begin();
  receipts.want('a');
  receipts.want('a');
  assert.deepEqual(connection.asked.map(({destination}) => destination), ['/app/chat/room/a/receipts']);
  const counts = (seq) => ({seq, of: 1, delivered: 0, read: 0});
  connection.asked[0].replied({receipts: Array.from({length: 600}, (_, at) => counts(600 - at))});
  assert.equal(receipts.of('a', 100), undefined);
  assert.ok(receipts.of('a', 101) && receipts.of('a', 600));
  for (let room = 0; room < 50; ++room) connection.subscriptions.get(queue).heard({roomId: `r${room}`, receipts: [counts(1)]});
  assert.equal(receipts.of('a', 600), undefined);
  assert.ok(receipts.of('r0', 1));
  // The next session may be with a host that counts anew.
  receipts.begin();
  assert.equal(receipts.of('r49', 1), undefined);
  receipts.want('a');
  assert.equal(connection.asked.length, 2);
});

test('of messages that got equally far the last one says so', () => {
  const counts = {1: [2, 2, 2], 2: [2, 2, 1], 4: [2, 2, 1], 5: [2, 1, 0], 6: [0, 0, 0], 7: [2, 0, 0]};
  const own = (seq, more) => ({kind: 'talk', own: true, seq, ...more});
  const lines = [{kind: 'day'}, own(1), own(2), {kind: 'talk', own: false, seq: 3}, own(4), own(5), own(6), own(7), own(8), own(undefined)];
  const told = receiptsOf(lines, (seq) => counts[seq] && {of: counts[seq][0], delivered: counts[seq][1], read: counts[seq][2]});
  assert.deepEqual(lines.map((_, at) => told[at] && `${told[at].what} ${told[at].isTold}`),
    [undefined, 'read true', 'read false', undefined, 'read true', 'delivered true', undefined, 'stored false', undefined, undefined]);
  assert.deepEqual(receiptsOf([own(1, {deleted: 9})], () => ({of: 1, delivered: 1, read: 1})), []);
});

test('how long the host waits is believed where it can be, and is over by itself', (context) => {
  let now = 1e12;
  let due;
  context.mock.method(Date, 'now', () => now);
  context.mock.method(globalThis, 'setTimeout', (act, time) => (due = {act, time}));
  context.mock.method(globalThis, 'clearTimeout', () => (due = undefined));
  const connection = new FakeConnection();
  const seen = [];
  const pace = new Pace(connection, () => seen.push(pace.left));
  pace.begin();
  const tell = (said) => connection.subscriptions.get('/user/queue/chat/pace').heard(said);
  for (const wait of [undefined, 'x', NaN, -5, 0, 1e12]) tell({wait});
  assert.deepEqual(seen, []);
  tell({wait: 2500});
  while (due) {
    now += due.time;
    const {act} = due;
    due = undefined;
    act();
  }
  assert.deepEqual(seen, [3, 2, 1, 0]);
  tell({wait: 5000});
  pace.end();
  pace.end();
  assert.deepEqual(seen, [3, 2, 1, 0, 5, 0]);
  assert.equal(due, undefined);
});

/// Somebody in the lobby, and what they send.
function sender() {
  const connection = new FakeConnection();
  const storage = new MemoryStorage();
  const delivery = Object.assign(new Delivery(new Outbox(storage), connection, () => {}),
    {me: {id: 'g-1', name: '나', guest: true}, room: {id: 'lobby', log: new RoomLog()}});
  const stored = (seq, id, more) => delivery.room.log.add([{type: 'TALK', seq, id, senderId: 'g-1', sender: '나', time: seq, message: id, ...more}]);
  return {connection, delivery, stored};
}

test('a message that had to wait says for how long, and stays the same request', (context) => {
  let now = 1_000_000;
  context.mock.method(Date, 'now', () => now);
  const {connection, delivery} = sender();
  delivery.say('now', {id: 'a'});
  connection.isOnline = false;
  delivery.say('later', {id: 'b'});
  delivery.end();
  now = 1_059_999;
  connection.isOnline = true;
  delivery.begin();
  delivery.end();
  now = 1_060_000;
  delivery.begin();
  delivery.end();
  now = 500_000; // the clock was set back
  delivery.begin();
  assert.deepEqual(connection.sent.map(({body}) => [body.id, body.waited]),
    [['a', undefined], ['a', undefined], ['b', undefined], ['a', 60_000], ['b', 60_000], ['a', undefined], ['b', undefined]]);
  assert.deepEqual([...new Set(connection.sent.map(({key}) => key))], ['TALK a', 'TALK b']);
});

/// Somebody who takes back what they say. `deletes`: the numbers that the host was asked to delete.
function regretter() {
  const all = sender();
  const {connection, delivery} = all;
  const undo = new SendUndo(delivery, () => {});
  const say = (id) => {
    undo.noteSent({id, roomId: delivery.room.id, text: id});
    delivery.say(id, {id});
  };
  const to = (end) => connection.sent.filter(({destination}) => destination.endsWith(end));
  const deletes = () => to('/delete').map(({destination, body}) => `${destination.split('/').at(-2)} ${body.seq}`);
  const endSession = () => {
    connection.isOnline = false;
    delivery.end();
  };
  const beginSession = () => {
    connection.isOnline = true;
    delivery.begin();
  };
  return {...all, undo, say, talks: () => to('/message'), deleteRequests: () => to('/delete'), deletes, endSession, beginSession,
    removals: () => delivery.removals.entries('g-1').map(({id}) => id)};
}

test('what waits is dropped by who takes it back, and what is on its way is deleted when it is there', () => {
  const {connection, delivery, stored, undo, say, talks, deletes, deleteRequests, removals} = regretter();
  connection.isOnline = false;
  say('waits');
  assert.equal(undo.undo().text, 'waits');
  assert.deepEqual(delivery.waiting(), []);
  assert.deepEqual(removals(), [], 'the host never had it');
  assert.equal(undo.undo(), undefined, 'once');

  connection.isOnline = true;
  say('flies');
  assert.ok(undo.isPossible);
  assert.equal(undo.undo().text, 'flies');
  assert.deepEqual(delivery.waiting(), []);
  assert.equal(talks().length, 1);
  talks()[0].stored();
  assert.deepEqual(delivery.waiting(), [], 'it is not shown as accepted');
  stored(7, 'flies', {senderId: 'g-2'}); // somebody else's
  delivery.heard();
  assert.deepEqual(deletes(), []);
  stored(8, 'flies');
  delivery.heard();
  delivery.heard();
  assert.deepEqual(deletes(), ['lobby 8']);
  assert.deepEqual(removals(), ['flies'], 'wanted until it is done');
  deleteRequests()[0].stored();
  assert.deepEqual(removals(), []);

  say('there');
  stored(9, 'there');
  talks()[1].stored();
  undo.undo();
  assert.deepEqual(deletes(), ['lobby 8', 'lobby 9']);

  say('refused on its way');
  undo.undo();
  talks()[2].refused('not allowed');
  assert.deepEqual(delivery.waiting(), []);
  assert.ok(!removals().includes('refused on its way'), 'the host does not have it');

  // Deleted by somebody else meanwhile.
  say('gone');
  undo.undo();
  stored(10, 'gone', {deleted: 1});
  talks()[3].stored();
  delivery.heard();
  assert.ok(!removals().includes('gone'));
  assert.deepEqual(deletes(), ['lobby 8', 'lobby 9']);
  undo.forget();
});

test('what was taken back on its way is not sent in another session, and is deleted there', () => {
  const {connection, stored, undo, say, talks, deletes, deleteRequests, removals, delivery, endSession, beginSession} = regretter();
  say('a');
  undo.undo();
  endSession(); // no receipt came
  beginSession();
  assert.equal(talks().length, 1, 'it is not sent again');
  stored(5, 'a');
  delivery.heard();
  assert.deepEqual(deletes(), ['lobby 5']);
  endSession(); // nor one to the deletion
  assert.deepEqual(removals(), ['a']);
  beginSession();
  assert.deepEqual(deletes(), ['lobby 5', 'lobby 5']);
  deleteRequests()[1].refused('no such message');
  assert.deepEqual(removals(), []);

  // Written in one session, taken back before the next.
  say('b');
  endSession();
  undo.undo();
  assert.deepEqual(removals(), ['b']);
  beginSession();
  assert.equal(talks().length, 2);
  // In a session before the one that refused it the host may have taken it.
  say('c');
  endSession();
  beginSession();
  undo.undo();
  talks().at(-1).refused('muted in this room');
  assert.deepEqual(removals(), ['b', 'c']);
  assert.equal(connection.sent.filter(({body}) => body.id === 'c').length, 2);
  undo.forget();
});

test('what was taken back does not come back when the host asks to wait', (context) => {
  const timers = [];
  context.mock.method(globalThis, 'setTimeout', (act, time) => timers.push({act, time}));
  const {delivery, stored, undo, say, talks, deletes, deleteRequests, removals} = regretter();
  say('a');
  undo.undo();
  talks()[0].refused('too quick', 3000);
  assert.deepEqual(delivery.waiting(), []);
  for (const {act} of timers.splice(0)) act();
  assert.equal(talks().length, 1);
  assert.deepEqual(removals(), []);
  // What it asks to wait with is the deletion.
  say('b');
  stored(4, 'b');
  talks()[1].stored();
  undo.undo();
  deleteRequests()[0].refused('too quick', 2000);
  delivery.heard();
  assert.deepEqual(deletes(), ['lobby 4']);
  timers.find(({time}) => time === 2000).act();
  assert.deepEqual(deletes(), ['lobby 4', 'lobby 4']);
  deleteRequests()[1].stored();
  assert.deepEqual(removals(), []);
});

test('what was taken back in another room than the open one is found in its history', () => {
  const {connection, delivery, undo, say, talks, deletes, removals} = regretter();
  const message = (seq, id, more) => ({type: 'TALK', seq, id, senderId: 'g-1', sender: '나', time: Date.now(), message: '', ...more});
  const histories = () => connection.asked.filter(({destination}) => destination.endsWith('/history'));
  say('elsewhere');
  undo.undo();
  delivery.room = {id: 'books', log: new RoomLog()};
  delivery.room.log.add([message(3, 'elsewhere')]);
  delivery.heard();
  assert.deepEqual(deletes(), []);
  assert.equal(histories().length, 0, 'it is on its way');
  talks()[0].stored();
  assert.deepEqual(histories().map(({destination, headers}) => [destination, headers]), [['/app/chat/room/lobby/history', {limit: 200}]]);
  delivery.heard();
  assert.equal(histories().length, 1, 'once a session');
  histories()[0].replied({messages: [message(300, 'other'), message(301, 'elsewhere', {senderId: 'g-2'})]});
  assert.deepEqual(histories()[1].headers, {limit: 200, before: 300});
  histories()[1].replied({messages: [message(298, 'elsewhere'), null, message(299, 'x')]});
  assert.deepEqual(deletes(), ['lobby 298']);
  assert.equal(histories().length, 2);

  // It looks no further than where it can be.
  delivery.room = {id: 'lobby', log: new RoomLog()};
  say('lost');
  undo.undo();
  talks().at(-1).stored();
  histories()[2].replied({messages: [message(290, 'y', {time: Date.now() - 3 * 24 * 3600 * 1000})]});
  assert.equal(histories().length, 3);
  for (const said of [{}, {messages: 'none'}]) histories()[2].replied(said);
  assert.ok(removals().includes('lost'));
  undo.forget();
});

test('what was never written to a socket is dropped, and what was is deleted where it is', () => {
  const {connection, delivery, talks, endSession, beginSession, removals, deletes, stored} = regretter();
  const states = () => delivery.waiting().map(({id, state}) => `${id} ${state}`);
  delivery.say('a', {id: 'a'});
  talks()[0].refused('muted in this room');
  delivery.say('b', {id: 'b'});
  endSession();
  delivery.say('c', {id: 'c'});
  assert.deepEqual(states(), ['a refused', 'b waiting', 'c waiting']);
  for (const id of ['a', 'b', 'c']) delivery.discard(id);
  assert.deepEqual(removals(), ['b'], 'the host refused the first, and never saw the last');
  beginSession();
  assert.equal(talks().length, 2);
  stored(3, 'b');
  delivery.heard();
  assert.deepEqual(deletes(), ['lobby 3']);
  // What another tab is sending.
  delivery.outbox.put({id: 'd', user: 'g-1', roomId: 'lobby', text: 'd', written: 1, turn: 1, sent: true});
  delivery.outbox.put({id: 'e', user: 'g-1', roomId: 'lobby', text: 'e', written: 2, turn: 2});
  assert.deepEqual(states(), ['d sending', 'e waiting']);
  connection.isOnline = false;
  assert.deepEqual(states(), ['d waiting', 'e waiting']);
});

test('who said something elsewhere is told once what became of it', () => {
  const {delivery, talks, endSession, beginSession} = regretter();
  const heard = [];
  const told = (name) => ({stored: () => heard.push(`${name} stored`), refused: (why) => heard.push(`${name} ${why}`)});
  for (const id of ['a', 'b', 'c']) delivery.say(id, {id, roomId: 'books', told: told(id)});
  delivery.discard('c');
  assert.deepEqual(heard, []);
  talks()[0].stored();
  talks()[2].stored();
  endSession();
  beginSession();
  talks()[3].refused('room is read-only');
  assert.deepEqual(heard, ['a stored', 'b room is read-only']);
});

test('what was taken back is wanted by identity, over a reload, and not without end', () => {
  const storage = new MemoryStorage();
  const connection = Object.assign(new FakeConnection(), {isOnline: false});
  const removalsOf = () => new Delivery(new Outbox(storage), connection, () => {}).removals;
  const removals = removalsOf();
  for (let at = 0; at < 60; ++at) removals.want({id: `m${at}`, user: 'g-1', roomId: 'lobby'});
  removals.want({id: 'theirs', user: 'g-2', roomId: 'lobby'});
  storage.setItem('madang.removal.x', '{"user": "g-1"}');
  storage.setItem('madang.removal.y', 'no JSON');
  const ids = removalsOf().entries('g-1').map(({id}) => id);
  assert.equal(ids.length, 50);
  assert.ok(ids.includes('m59'));
  assert.deepEqual(removalsOf().entries('g-2').map(({id}) => id), ['theirs']);
});

test('after ten seconds nothing is taken back', (context) => {
  const timers = new Map();
  context.mock.method(globalThis, 'setTimeout', (act, time) => timers.set(timers.size + 1, {act, time}) && timers.size);
  context.mock.method(globalThis, 'clearTimeout', (timer) => timers.delete(timer));
  const {delivery} = sender();
  let changes = 0;
  const undo = new SendUndo(delivery, () => ++changes);
  undo.noteSent({id: 'a', roomId: 'lobby', text: 'a'});
  undo.noteSent({id: 'b', roomId: 'lobby', text: 'b'});
  assert.deepEqual([...timers.values()].map(({time}) => time), [10000], 'the one before is over');
  assert.ok(undo.isPossible);
  delivery.room = {id: 'books', log: new RoomLog()};
  assert.ok(!undo.isPossible);
  delivery.room = {id: 'lobby', log: new RoomLog()};
  for (const {act} of [...timers.values()]) act();
  assert.ok(!undo.isPossible);
  assert.equal(undo.undo(), undefined);
  assert.equal(changes, 1);
});
