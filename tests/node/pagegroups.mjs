// SPDX-License-Identifier: GPL-3.0-or-later
// How the browser page makes a private room with several people; run by pageunits.mjs.
import assert from 'node:assert/strict';
import test from 'node:test';
import {groupNews} from '../../resources/page/src/groupnews.js';
import {Inviting} from '../../resources/page/src/inviting.js';
import {Questions} from '../../resources/page/src/questions.js';
import {RoomMaking} from '../../resources/page/src/roommaking.js';
import {RoomOrders} from '../../resources/page/src/roomorders.js';
import {Rooms} from '../../resources/page/src/rooms.js';
import {texts} from '../../resources/page/src/texts.js';
import {FakeConnection} from './pageconnection.mjs';

function inviter() {
  const connection = new FakeConnection();
  const told = [];
  const inviting = new Inviting(new RoomOrders(connection, () => {}), (group) => told.push(group));
  return {connection, told, inviting, asked: () => connection.sent.map(({destination, body}) => `${destination.split('/').at(-2)} ${body.user}`)};
}
const people = (...ids) => ids.map((id) => ({id, name: id.toUpperCase()}));

test('people are invited one after another, and one is told of all at the end', () => {
  const {connection, told, inviting, asked} = inviter();
  inviting.begin('r', []);
  assert.deepEqual(told, []);
  inviting.begin('r', people('a', 'b', 'c'));
  assert.deepEqual(asked(), ['r a']);
  connection.sent[0].stored();
  assert.deepEqual(asked(), ['r a', 'r b']);
  connection.sent[1].stored();
  assert.deepEqual(told, []);
  connection.sent[2].stored();
  assert.deepEqual(told, [{roomId: 'r', invited: people('a', 'b', 'c'), failed: []}]);
});

test('who is refused is named with the reason, and stands in nobody\'s way', () => {
  const {connection, told, inviting, asked} = inviter();
  inviting.begin('r', people('a', 'b', 'c'));
  connection.sent[0].stored();
  assert.deepEqual(asked(), ['r a', 'r b']);
  const now = Date.now();
  connection.sent[1].refused('no such person', 5000);
  assert.deepEqual(told, []);
  connection.sent[2].stored();
  assert.deepEqual(told[0].invited.map(({id}) => id), ['a', 'c']);
  assert.deepEqual(told[0].failed.map(({name, why}) => [name, why]), [['B', 'no such person']]);
  assert.ok(told[0].failed[0].again >= now + 5000);
  assert.equal(told.length, 1);
});

test('whom the host did not answer for before the session was over is not said to be invited', () => {
  const {connection, told, inviting, asked} = inviter();
  inviting.begin('r', people('a', 'b', 'c'));
  connection.sent[0].stored();
  inviting.end();
  assert.deepEqual(told, [{roomId: 'r', invited: people('a'), failed: [{name: 'B'}, {name: 'C'}]}]);
  connection.sent[1].stored(); // too late
  assert.equal(asked().length, 2);
  inviting.end();
  assert.equal(told.length, 1);
  connection.isOnline = false;
  inviting.begin('s', people('d'));
  assert.deepEqual(told[1], {roomId: 's', invited: [], failed: [{name: 'D'}]});
  connection.isOnline = true;
  inviting.begin('t', people('e'));
  inviting.begin('u', people('f'));
  for (const {stored} of connection.sent.slice(2)) stored();
  assert.deepEqual(told.slice(2).map(({roomId}) => roomId), ['t', 'u']);
});

test('what became of invitations is said per person', () => {
  const named = (...names) => names.map((name) => ({name}));
  assert.equal(groupNews({title: 'Books', invited: named('A', 'B'), failed: []}), 'Invited to Books: A, B.');
  assert.equal(groupNews({title: 'Books', invited: named('A'), failed: [{name: 'B', why: 'no such person'}, {name: '\u202e', why: undefined}]}),
    `Invited to Books: A. B was not invited to Books: ${texts['no such person']} ${texts.nameless} was not invited to Books: ${texts.offline}`);
  assert.match(groupNews({title: 'x', invited: named(...'abcdefghijkl'), failed: []}), /a, b, .*, j and 2 more\.$/);
});

test('a private room has an id that nobody guesses, and opens when it is there', () => {
  const connection = new FakeConnection();
  const rooms = new Rooms();
  const making = new RoomMaking({connection, rooms, orders: new RoomOrders(connection, () => {}), notice: () => {}});
  const made = [];
  making.make('비밀', '', {isPrivate: true}, (id) => made.push(id));
  const {body, stored} = connection.sent[0];
  assert.match(body.roomId, /^[A-Za-z0-9_-]{22}$/);
  assert.deepEqual(body.settings, {visibility: 'private'});
  rooms.hear({roomId: 'other', name: '비밀', topic: '', seq: 0, here: 0, role: 'owner'}, true);
  stored();
  assert.deepEqual(made, [], 'another room of mine is not that one');
  rooms.hear({roomId: body.roomId, name: '비밀', topic: '', seq: 0, here: 0, role: 'owner'}, true);
  making.look();
  assert.deepEqual(made, [body.roomId]);
  making.make('비밀', '', {isPrivate: true}, () => {});
  assert.notEqual(connection.sent[1].body.roomId, body.roomId);
});

test('bots are not offered to be invited', () => {
  const connection = new FakeConnection();
  const found = [];
  new Questions(connection).people('lobby', (some) => found.push(some.map(({id}) => id)));
  connection.asked[0].replied({members: [{id: 'g-1', name: 'a', here: true, member: true}, {id: 'h-1', name: 'bot', here: true, member: true}, {id: 7}]});
  assert.deepEqual(found, [['g-1']]);
});
