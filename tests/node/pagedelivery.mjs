// SPDX-License-Identifier: GPL-3.0-or-later
// The browser page's own messages on their way to the host and to people; run by pageunits.mjs.
import assert from 'node:assert/strict';
import test from 'node:test';
import {Receipts, receiptsOf} from '../../resources/page/src/receipts.js';
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
