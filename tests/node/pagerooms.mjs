// SPDX-License-Identifier: GPL-3.0-or-later
// The browser page's log of a room, and the room that keeps it over sessions; run by pageunits.mjs.
import assert from 'node:assert/strict';
import test from 'node:test';
import {Room} from '../../resources/page/src/room.js';
import {RoomLog} from '../../resources/page/src/roomlog.js';
import {FakeConnection} from './pageconnection.mjs';

const seqs = (log) => log.messages.map(({seq}) => seq);
const at = (...numbers) => numbers.map((seq) =>
  ({type: 'TALK', seq, time: 1000 + seq, sender: '가', senderId: 'g-1', message: `${seq}`}));

test('a log is in order, without doubles, and knows its holes', () => {
  const log = new RoomLog();
  assert.equal(log.hasOlder, false);
  log.add(at(5));
  log.add(at(7, 6));
  log.add(at(6));
  assert.deepEqual(seqs(log), [5, 6, 7]);
  assert.equal(log.gap(), undefined);
  assert.equal(log.hasOlder, true);
  log.add(at(10));
  log.add(at(1, 2));
  assert.deepEqual(log.gap(), {after: 7, before: 10, missing: 2}); // the newest first
  log.add(at(8, 9));
  assert.deepEqual(log.gap(), {after: 2, before: 5, missing: 2});
  log.forgetBefore(5);
  assert.deepEqual(seqs(log), [5, 6, 7, 8, 9, 10]);
  log.keepNewest(2);
  assert.deepEqual(seqs(log), [9, 10]);
  log.add([{seq: 0}, {seq: 'x'}, {seq: -1}, {}, {seq: 1.5}]);
  assert.deepEqual(seqs(log), [9, 10]);
});

test('a log takes nothing of another log', () => {
  const log = new RoomLog();
  assert.ok(log.add(at(1, 2, 3)));
  assert.ok(log.add(at(3, 4)));
  const [another] = at(4);
  assert.equal(log.add([{...another, time: 5}, ...at(5)]), false);
  assert.deepEqual(seqs(log), [1, 2, 3, 4]);
});

test('whose sender was erased is the same message', () => {
  const log = new RoomLog();
  const [one, next] = at(1, 2).map((message) => ({...message, senderId: 'g-1'}));
  assert.ok(log.add([one]));
  assert.ok(log.add([{...one, senderId: 'erased'}, next]));
  assert.equal(log.add([{...one, senderId: 'g-2'}, ...at(3)]), false);
  assert.deepEqual(seqs(log), [1, 2]);
});

const topic = '/topic/chat/room/lobby';
function openRoom() {
  const connection = new FakeConnection();
  const told = []; // of all changes
  const room = new Room('lobby', connection, {
    changed: (fresh = []) => told.push(...fresh.map(({seq, id}) => seq ?? id)), me: () => 'g-me', typing: (event) => told.push(event),
  });
  const refusals = [];
  const begin = (newest, how = {}) => room.begin('나', {newest, ...how}, (why) => refusals.push(why));
  const hear = (...numbers) => at(...numbers).forEach((message) => connection.subscriptions.get(topic).heard(message));
  return {connection, room, begin, hear, refusals, told};
}

test('a room asks for the newest first, and after a loss for what it missed', () => {
  const {connection, room, begin, hear} = openRoom();
  begin(9);
  assert.deepEqual(connection.subscriptions.get(topic).headers, {last: 50});
  assert.deepEqual(connection.sent[0].body, {type: 'ENTER', roomId: 'lobby', sender: '나', stays: true});
  hear(8, 9);
  assert.equal(room.hasAll, false);
  connection.sent[0].stored();
  assert.equal(room.hasAll, true);
  room.end();
  assert.equal(connection.subscriptions.size, 0);
  begin(20);
  assert.deepEqual(connection.subscriptions.get(topic).headers, {since: 8}); // 9 comes again
  hear(9, 10);
  assert.deepEqual(seqs(room.log), [8, 9, 10]);
});

test('a room whose host has another log starts afresh', () => {
  const {connection, room, begin, hear} = openRoom();
  begin(9);
  hear(8, 9);
  room.end();
  begin(20);
  const [another] = at(9);
  connection.subscriptions.get(topic).heard({...another, time: 1});
  assert.deepEqual(seqs(room.log), []);
  assert.deepEqual(connection.subscriptions.get(topic).headers, {last: 50});
  hear(19, 20);
  assert.deepEqual(seqs(room.log), [19, 20]);
  hear(22);
  connection.page().replied({messages: at(18).map((message) => ({...message, seq: 20}))}); // a page, too
  assert.deepEqual(seqs(room.log), []);
  room.end();
  assert.equal(connection.subscriptions.size, 0);
});

test('a room says when it lets nobody in', () => {
  const {connection, begin, refusals} = openRoom();
  begin(0);
  connection.subscriptions.get(topic).refused('topic');
  connection.subscriptions.get(`${topic}/events`).refused('events');
  connection.asked.find(({destination}) => destination.endsWith('/members')).refused('members');
  connection.sent[0].refused('ENTER');
  assert.deepEqual(refusals, ['topic', 'events', 'members', 'ENTER']);
});

test('a room passes over what is no message and nobody', () => {
  const {connection, room, begin} = openRoom();
  begin(0);
  const [fine] = at(3);
  const {heard} = connection.subscriptions.get(topic);
  const wrong = [{}, [], {seq: 3}, {...fine, type: 'SHOUT'}, {...fine, seq: '3'}, {...fine, seq: 1.5}, {...fine, time: 'x'},
    {...fine, time: 1e300}, {...fine, time: null}, {...fine, sender: null}, {...fine, senderId: 1}, {...fine, message: {a: 1}},
    {...fine, message: undefined}, {...fine, id: 7}];
  for (const message of wrong) heard(message);
  assert.deepEqual(seqs(room.log), []);
  heard(fine);
  assert.deepEqual(seqs(room.log), [3]);
  const members = connection.asked.find(({destination}) => destination.endsWith('/members'));
  const person = {id: 'a', name: '가', guest: true, here: true, member: true};
  const nobody = [null, 1, {}, {...person, name: undefined}, {...person, here: 'yes'}, {...person, id: 5}];
  members.replied({members: [...nobody, person]});
  for (const event of nobody.slice(2)) connection.subscriptions.get(`${topic}/events`).heard(event);
  assert.deepEqual([...room.people.keys()], ['a']);
  members.replied({members: 'none'});
  assert.equal(room.people.size, 0);
});

test('a room whose host knows less than we hold starts afresh', () => {
  const {connection, room, begin, hear} = openRoom();
  begin(9);
  hear(8, 9);
  begin(3);
  assert.deepEqual(seqs(room.log), []);
  assert.deepEqual(connection.subscriptions.get(topic).headers, {last: 50});
});

test('a room fills its holes, and forgets what is before a large one', () => {
  const {connection, room, begin, hear} = openRoom();
  begin(0);
  hear(1, 2, 6);
  const {headers, replied} = connection.page();
  assert.deepEqual(headers, {before: 6, limit: 4}); // 3 are missing; one more shows that it is the same log
  hear(7); // meanwhile; nothing is asked twice
  assert.ok(!connection.asked.some(({destination}) => destination.endsWith('/history')));
  replied({messages: at(4, 5)}); // a page may be shorter than asked for
  const second = connection.page();
  assert.deepEqual(second.headers, {before: 4, limit: 2});
  second.replied({messages: at(3)});
  assert.deepEqual(seqs(room.log), [1, 2, 3, 4, 5, 6, 7]);
  hear(1000);
  assert.deepEqual(seqs(room.log), [1000]);
  room.loadOlder();
  room.loadOlder();
  assert.deepEqual(connection.page().headers, {before: 1000, limit: 50});
  assert.ok(!connection.asked.some(({destination}) => destination.endsWith('/history')));
});

test('a room does not ask for ever for what the host does not have', () => {
  const {connection, room, begin, hear} = openRoom();
  begin(0);
  hear(1, 5);
  connection.page().replied({messages: []});
  assert.deepEqual(seqs(room.log), [5]);
  assert.ok(!connection.asked.some(({destination}) => destination.endsWith('/history')));
});

test('a room whose pages the host refuses does without them', () => {
  const {connection, room, begin, hear, refusals} = openRoom();
  const noPage = () => assert.ok(!connection.asked.some(({destination}) => destination.endsWith('/history')));
  begin(0);
  hear(50, 51);
  assert.ok(room.hasOlder);
  room.loadOlder();
  connection.page().refused('access refused to this destination');
  assert.ok(!room.isLoading && !room.hasOlder);
  room.end();
  begin(60);
  room.loadOlder();
  noPage();
  hear(51, 55); // a hole
  noPage();
  assert.deepEqual([seqs(room.log), refusals], [[55], []]);
});

test('a room knows who is there', () => {
  const {connection, room, begin} = openRoom();
  const person = (id, here, member) => ({id, name: id, guest: true, here, member});
  begin(0);
  connection.asked.find(({destination}) => destination.endsWith('/members')).replied({members: [person('a', true, true), person('b', true, true)]});
  const {heard} = connection.subscriptions.get(`${topic}/events`);
  heard(person('a', false, true));
  heard(person('b', false, false));
  heard(person('c', true, false));
  assert.deepEqual([...room.people.values()].map(({id, here}) => `${id} ${here}`), ['a false', 'c true']);
});

test('a room tells of what came, and not again of what it had', () => {
  const {connection, room, begin, hear, told} = openRoom();
  begin(60);
  hear(50, 51, 52);
  const person = (id) => ({id, name: id, guest: true, here: true, member: true});
  connection.asked.find(({destination}) => destination.endsWith('/members')).replied({members: [person('a'), {id: 'no person'}]});
  connection.subscriptions.get(`${topic}/events`).heard(person('b'));
  room.loadOlder();
  connection.page().replied({messages: at(48, 49)});
  hear(53);
  assert.deepEqual(told, [50, 51, 52, 'a', 'b', 48, 49, 53]);
});

test('a room follows what becomes of messages', () => {
  const {connection, room, begin, hear, told} = openRoom();
  const event = (value) => connection.subscriptions.get(`${topic}/events`).heard(value);
  const changes = () => connection.asked.splice(connection.asked.findIndex(({destination}) => destination.endsWith('/changes')), 1)[0];
  const asked = () => connection.asked.some(({destination}) => destination.endsWith('/changes'));
  const now = (seq, revision, message) => ({...at(seq)[0], revision, message});
  const texts = () => room.log.messages.map(({message}) => message).slice(-2);
  begin(0);
  const first = changes();
  assert.deepEqual(first.headers, {});
  first.replied({revision: 4, messages: [], more: false});
  hear(1, 2);
  told.length = 0;
  event({type: 'CHANGED', message: now(2, 5, 'zwei')});
  assert.equal(texts()[1], 'zwei');
  assert.deepEqual(told, [2]);
  event({type: 'CHANGED', message: now(2, 5, 'again')}); // which it knows
  event({type: 'CHANGED', message: {seq: 2, revision: 6}}); // which is none
  assert.equal(texts()[1], 'zwei');
  assert.ok(!asked());
  event({type: 'REACTION', revision: 6, seq: 2, emoji: '👍', on: true, id: 'g-2', name: '다', count: 1});
  assert.ok(!asked());
  event({type: 'CHANGED', message: now(1, 9, 'uno')}); // 7 and 8 were missed
  event({type: 'CHANGED', message: now(1, 10, 'uno!')});
  const missed = changes();
  assert.deepEqual(missed.headers, {since: 6});
  assert.ok(!asked());
  missed.replied({revision: 8, messages: [now(2, 8, 'due')], more: true});
  assert.deepEqual(texts(), ['uno!', 'due']);
  const rest = changes();
  assert.deepEqual(rest.headers, {since: 8});
  rest.replied({revision: 10, messages: [now(1, 10, 'uno!')], more: false});
  room.end();
  begin(2);
  assert.deepEqual(changes().headers, {since: 10}); // after a pause
  room.end();
  begin(1); // another log
  assert.deepEqual(changes().headers, {});
});

test('reactions are counted, and stay when the words change', () => {
  const {connection, room, begin, hear, told} = openRoom();
  begin(2);
  hear(1, 2);
  const happens = (event) => connection.subscriptions.get(`${topic}/events`).heard(event);
  const react = (revision, emoji, on, id, name, count) => happens({type: 'REACTION', roomId: 'lobby', seq: 2, revision, emoji, on, id, name, count});
  react(1, '👍', true, 'g-1', '가', 1);
  react(2, '👍', true, 'g-me', '나', 2);
  react(3, '🎉', true, 'g-1', '가', 1);
  assert.deepEqual(room.log.of(2).reactions, [
    {emoji: '👍', count: 2, names: ['가', '나'], mine: true}, {emoji: '🎉', count: 1, names: ['가'], mine: false}]);
  react(2, '👍', true, 'g-2', '다', 3); // older than what is here
  assert.equal(room.log.of(2).reactions[0].count, 2);
  const [said] = at(2);
  happens({type: 'CHANGED', message: {...said, message: '고침', revision: 4, edited: 5}});
  assert.equal(room.log.of(2).message, '고침');
  assert.equal(room.log.of(2).reactions.length, 2);
  react(5, '👍', false, 'g-me', '나', 1);
  react(6, '🎉', false, 'g-1', '가', 0);
  assert.deepEqual(room.log.of(2).reactions, [{emoji: '👍', count: 1, names: ['가'], mine: false}]);
  happens({type: 'CHANGED', message: {...said, message: '', revision: 7, deleted: 6}});
  assert.equal(room.log.of(2).reactions, undefined);
  const typing = {type: 'TYPING', id: 'g-1', name: '가', on: true};
  happens(typing);
  assert.deepEqual(told.at(-1), typing);
});

test('a quotation follows what is not here', () => {
  const {connection, room, begin, hear} = openRoom();
  begin(60);
  hear(59, 60);
  const [said] = at(60);
  const {seq} = room.log.of(60);
  room.log.replace({...said, seq, revision: 1, replyTo: {seq: 2, sender: '가', senderId: 'g-1', excerpt: 'as it was'}});
  assert.equal(room.log.of(2), undefined);
  const [long] = at(2);
  connection.subscriptions.get(`${topic}/events`).heard({type: 'CHANGED', message: {...long, message: '', revision: 2, deleted: 6}});
  assert.equal(room.log.of(60).replyTo.excerpt, '');
  assert.equal(room.log.of(2), undefined);
});

test('the answer to an earlier password shuts nobody out', () => {
  const {connection, room, begin, refusals} = openRoom();
  begin(3, {isGuarded: true, password: '닫혀라'});
  begin(3, {isGuarded: true, password: '열려라'});
  connection.sent[0].refused('wrong password');
  assert.deepEqual(refusals, []);
  connection.sent[1].stored();
  assert.equal(room.isIn, true);
  begin(3, {isGuarded: true, password: '다시'});
  connection.sent[1].stored();
  assert.equal(room.isIn, false);
  connection.sent[2].refused('no more');
  assert.deepEqual(refusals, ['no more']);
});

test('who has to be let in hears nothing before', () => {
  const {connection, room, begin, refusals} = openRoom();
  begin(3, {isGuarded: true, password: '열려라'});
  assert.equal(connection.subscriptions.size, 0);
  assert.deepEqual(connection.sent[0].body, {type: 'ENTER', roomId: 'lobby', sender: '나', stays: true, password: '열려라'});
  connection.sent[0].refused('wrong password');
  assert.deepEqual(refusals, ['wrong password']);
  assert.equal(connection.subscriptions.size, 0);
  begin(3, {isGuarded: true});
  connection.sent[1].stored();
  assert.ok(connection.subscriptions.has(topic));
  assert.equal(room.hasAll, false);
  connection.asked.find(({destination}) => destination.endsWith('/members')).replied({members: []});
  assert.equal(room.hasAll, true);
});

test('who waits for a message far back is told when the session ends', async () => {
  const {connection, room, begin, hear} = openRoom();
  begin(100);
  hear(99, 100);
  const found = room.loadTo(5);
  assert.equal(connection.page().headers.before, 99);
  room.end();
  assert.equal(await found, false);
  begin(100);
  const again = room.loadTo(97);
  connection.page().replied({messages: at(97, 98)});
  assert.equal(await again, true);
});

test('what the host has let go of goes here, too, and is not asked for', () => {
  const {connection, room, begin, hear} = openRoom();
  begin(9);
  hear(5, 6, 7, 8, 9);
  assert.equal(room.hasOlder, true);
  assert.equal(room.isCut, false);
  room.keepFrom(7);
  assert.deepEqual(seqs(room.log), [8, 9]);
  assert.equal(room.hasOlder, false);
  assert.equal(room.isCut, true);
  room.loadOlder();
  assert.equal(connection.asked.some(({destination}) => destination.endsWith('/history')), false);
  hear(10);
  room.keepFrom(7);
  assert.deepEqual(seqs(room.log), [8, 9, 10]);
  room.keepFrom(undefined); // a host that tells none
  assert.equal(room.hasOlder, true);
});
