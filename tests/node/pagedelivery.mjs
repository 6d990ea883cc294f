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

test('what waits is dropped by who takes it back, and what is on its way is deleted when it is there', () => {
  const {connection, delivery, stored} = sender();
  const removed = [];
  const undo = new SendUndo(delivery, (seq) => removed.push(seq), () => {});
  const say = (id) => {
    undo.noteSent({id, roomId: 'lobby', text: id});
    delivery.say(id, {id});
  };
  connection.isOnline = false;
  say('waits');
  assert.equal(undo.undo().text, 'waits');
  assert.deepEqual(delivery.waiting(), []);
  assert.equal(undo.undo(), undefined, 'once');

  connection.isOnline = true;
  say('flies');
  assert.ok(undo.isPossible);
  assert.equal(undo.undo().text, 'flies');
  assert.deepEqual(removed, []);
  assert.equal(connection.sent.length, 1);
  connection.sent[0].stored();
  undo.heard();
  assert.deepEqual(removed, []);
  stored(7, 'flies', {senderId: 'g-2'}); // somebody else's
  undo.heard();
  assert.deepEqual(removed, []);
  stored(8, 'flies');
  undo.heard();
  undo.heard();
  assert.deepEqual(removed, [8]);

  say('there');
  stored(9, 'there');
  connection.sent[1].stored();
  undo.undo();
  assert.deepEqual(removed, [8, 9]);

  say('refused on its way');
  undo.undo();
  connection.sent[2].refused('not allowed');
  undo.heard();
  assert.deepEqual(delivery.waiting(), []);
  assert.deepEqual(removed, [8, 9]);

  // Another room is open when it arrives.
  say('elsewhere');
  const lobby = delivery.room;
  undo.undo();
  delivery.room = {id: 'books', log: new RoomLog()};
  delivery.room.log.add([{type: 'TALK', seq: 3, id: 'elsewhere', senderId: 'g-1', sender: '나', time: 3, message: ''}]);
  undo.heard();
  delivery.room = lobby;
  stored(10, 'elsewhere');
  undo.heard();
  assert.deepEqual(removed, [8, 9, 10]);
  undo.forget();
});

test('after ten seconds nothing is taken back', (context) => {
  const timers = new Map();
  context.mock.method(globalThis, 'setTimeout', (act, time) => timers.set(timers.size + 1, {act, time}) && timers.size);
  context.mock.method(globalThis, 'clearTimeout', (timer) => timers.delete(timer));
  const {delivery} = sender();
  let changes = 0;
  const undo = new SendUndo(delivery, () => {}, () => ++changes);
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
