// SPDX-License-Identifier: GPL-3.0-or-later
// The browser page's rooms as its host tells of them, and who waits at their doors; run by pageunits.mjs.
import assert from 'node:assert/strict';
import test from 'node:test';
import {Chat} from '../../resources/page/src/chat.js';
import {RoomOrders} from '../../resources/page/src/roomorders.js';
import {MemoryStorage} from '../../resources/page/src/storage.js';
import {FakeConnection} from './pageconnection.mjs';

export const room = (roomId, more = {}) => ({roomId, name: roomId, topic: '', seq: 0, here: 0, ...more});
const rooms = '/app/chat/rooms';

/// A chat that is online and has these rooms; what it asks is taken down.
export function chatWith(...list) {
  const chat = new Chat({name: '나', storage: new MemoryStorage()});
  const fake = new FakeConnection();
  const {connection} = chat;
  for (const name of ['subscribe', 'ask', 'send']) connection[name] = fake[name].bind(fake);
  connection.state = {kind: 'online', since: 0};
  const questions = () => fake.asked.filter(({destination}) => destination === rooms);
  const begin = () => {
    connection.dispatchEvent(Object.assign(new Event('online'), {detail: {'user-id': 'g-me'}}));
    const question = questions().at(-1);
    fake.asked.splice(0);
    question.replied({rooms: list});
  };
  begin();
  const gone = (roomId) => fake.subscriptions.get('/topic/chat/rooms').heard({roomId, gone: true});
  return {chat, fake, begin, gone, questions};
}

test('of a stranger\'s room that is gone nobody asks', () => {
  const {chat, gone, questions} = chatWith(room('lobby'), room('theirs'));
  gone('theirs');
  assert.deepEqual([...chat.rooms.keys()], ['lobby']);
  assert.equal(questions().length, 0);
  gone('nowhere');
  assert.equal(questions().length, 0);
});

test('whether a room is gone for oneself, too, is one question, however many go', () => {
  const mine = [room('a', {role: 'member'}), room('b', {invited: true}), room('c'), room('d')];
  const {chat, fake, gone, questions} = chatWith(room('lobby'), ...mine);
  chat.open('c');
  fake.subscriptions.get('/user/queue/chat/unread').heard({roomId: 'd', unread: 1, mentions: 0, last: 1});
  for (const {roomId} of mine) gone(roomId);
  assert.equal(questions().length, 1);
  assert.equal(chat.rooms.size, 5, 'nothing goes before the host has answered');
  // What went after the first question is in the answer to the second.
  fake.asked.splice(fake.asked.indexOf(questions()[0]), 1)[0].replied({rooms: [room('lobby'), mine[0], mine[1]]});
  assert.equal(questions().length, 1);
  fake.asked.splice(fake.asked.indexOf(questions()[0]), 1)[0].replied({rooms: [room('lobby'), mine[0]]});
  assert.equal(questions().length, 0);
  assert.deepEqual([...chat.rooms.keys()], ['lobby', 'a']);
});

test('a question for the rooms that no session answered does not stand in the way of the next', () => {
  const {chat, fake, begin, gone, questions} = chatWith(room('lobby'), room('a', {role: 'member'}));
  gone('a');
  assert.equal(questions().length, 1);
  fake.asked.splice(0); // nobody answers that
  chat.connection.state = {kind: 'waiting', since: 0};
  chat.connection.dispatchEvent(new Event('state'));
  chat.connection.state = {kind: 'online', since: 0};
  begin();
  assert.ok(chat.rooms.has('a'));
  gone('a');
  assert.equal(questions().length, 1);
  questions()[0].refused('not now');
  gone('a');
  assert.equal(questions().length, 2);
});

test('after a loss the door is looked at again', () => {
  const {chat, begin} = chatWith(room('lobby'));
  const before = chat.doorTurn;
  begin();
  assert.notEqual(chat.doorTurn, before);
});

test('what goes with files is not taken back without them', () => {
  const {chat} = chatWith(room('lobby'));
  chat.open('lobby');
  chat.say('words');
  assert.ok(chat.undo.isPossible);
  chat.say('with a file', {files: [{token: 'x'.repeat(16), name: 'a', type: 'b', size: 1}]});
  assert.ok(!chat.undo.isPossible, 'nor is what was said before it');
});

test('a room that lets one in again is the open one for what is unread, too', () => {
  const {chat, fake} = chatWith(room('lobby'), room('a', {role: 'member'}));
  chat.open('a');
  const ordered = (action) => fake.subscriptions.get('/user/queue/chat/order').heard({type: 'ORDER', action, roomId: 'a', user: 'g-me', name: '나'});
  ordered('BANNED');
  assert.equal(chat.unread.open, undefined);
  ordered('UNBANNED');
  assert.equal(chat.unread.open, 'a');
});

test('at a door each stands once, and so many as can be shown', () => {
  const connection = new FakeConnection();
  const orders = new RoomOrders(connection, () => {});
  const heard = [];
  const knock = (user, name = user) => ({user, name, time: 1});
  orders.askKnocks('books', (...found) => heard.push(found));
  connection.asked[0].replied({knocks: [knock(''), {name: 'x', time: 1}, knock('g-1', 'first'), knock('g-2'), knock('g-1', 'again')]});
  assert.deepEqual(heard[0], [[knock('g-1', 'first'), knock('g-2')], 0]);
  connection.asked[0].replied({knocks: Array.from({length: 250}, (_, count) => knock(`g-${count}`))});
  assert.equal(heard[1][0].length, 200);
  assert.equal(heard[1][0][0].user, 'g-0');
  assert.equal(heard[1][1], 50);
});
