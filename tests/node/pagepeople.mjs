// SPDX-License-Identifier: GPL-3.0-or-later
// How the browser page tells of people, and of oneself to them; run by pageunits.mjs.
import assert from 'node:assert/strict';
import test from 'node:test';
import {doneWords} from '../../resources/page/src/ordernews.js';
import {OwnPresence, reachOf} from '../../resources/page/src/presence.js';
import {RoomOrders} from '../../resources/page/src/roomorders.js';
import {Rooms} from '../../resources/page/src/rooms.js';
import {isOver} from '../../resources/page/src/roomsettings.js';
import {isOrdered} from '../../resources/page/src/wirechecks.js';
import {FakeConnection} from './pageconnection.mjs';

test('how somebody can be reached is looked at before it is shown', () => {
  const plain = {state: 'online', status: '', statusUntil: undefined, lastSeen: undefined};
  assert.deepEqual(reachOf(), plain);
  assert.deepEqual(reachOf({state: 'somewhere', status: {}, statusUntil: 'x', lastSeen: -1}), plain);
  assert.deepEqual(reachOf({state: 'dnd', status: ' a\n b ', statusUntil: 11}, 10), {...plain, state: 'dnd', status: 'a b', statusUntil: 11});
  assert.deepEqual(reachOf({state: 'away', status: 'over', statusUntil: 10}, 10), {...plain, state: 'away'});
  assert.equal(reachOf({status: 'x'.repeat(500)}).status.length, 100);
  assert.equal(reachOf({state: 'online', lastSeen: 5}).lastSeen, undefined);
  assert.equal(reachOf({state: 'offline', lastSeen: 5}).lastSeen, 5);
  assert.equal(reachOf({state: 'offline', lastSeen: 9e15}).lastSeen, undefined);
});

test('that nobody uses the page is told in each session, and only then', () => {
  const connection = new FakeConnection();
  const presence = new OwnPresence(connection, () => {});
  const told = () => connection.sent.splice(0).map(({body}) => body);
  presence.begin();
  presence.setIdle(false);
  assert.deepEqual(told(), []);
  presence.setIdle(true);
  presence.setIdle(true);
  assert.deepEqual(told(), [{idle: true}]);
  connection.isOnline = false;
  presence.setIdle(false);
  presence.setIdle(true);
  assert.deepEqual(told(), []);
  connection.isOnline = true;
  presence.begin();
  presence.setIdle(false);
  assert.deepEqual(told(), [{idle: true}, {idle: false}]);
});

test('what one chooses holds when the host has it', () => {
  const connection = new FakeConnection();
  const presence = new OwnPresence(connection, () => {});
  const answers = {stored: () => {}, refused: () => {}};
  const until = Date.now() + 60_000;
  assert.ok(presence.choose({state: 'away', text: ' ☕\n커피 ', until}, answers));
  assert.deepEqual(connection.sent[0].body, {state: 'away', text: '☕ 커피', until});
  assert.equal(presence.reach.state, 'online');
  connection.sent[0].stored();
  assert.deepEqual(presence.reach, {state: 'away', status: '☕ 커피', statusUntil: until, lastSeen: undefined});
  presence.choose({state: 'online', text: '', until}, answers);
  assert.deepEqual(connection.sent[1].body, {state: 'online', text: ''});
  connection.sent[1].stored();
  presence.choose({state: 'dnd'}, answers);
  presence.choose({text: '회의', until}, answers);
  assert.deepEqual(connection.sent.slice(2).map(({body}) => body), [{state: 'dnd'}, {text: '회의', until}], 'the rest stays as the host has it');
  for (const {stored} of connection.sent.slice(2)) stored();
  assert.deepEqual(presence.reach, {state: 'dnd', status: '회의', statusUntil: until, lastSeen: undefined});
  connection.isOnline = false;
  assert.equal(presence.choose({state: 'dnd', text: ''}, answers), false);
  assert.equal(connection.sent.length, 4);
});

test('what was chosen is not guessed, and being idle is no choice', () => {
  const presence = new OwnPresence(new FakeConnection(), () => {});
  assert.equal(presence.chosen, undefined, 'nobody has said');
  presence.choose({state: 'dnd'}, {stored: () => {}, refused: () => {}});
  presence.connection.sent[0].stored();
  assert.ok(!presence.isKnown, 'the text is not known');
  presence.heard({state: 'online'});
  assert.equal(presence.chosen, 'online');
  presence.setIdle(true);
  presence.heard({state: 'away'});
  presence.heard({state: 'away', status: 'x'});
  assert.equal(presence.chosen, undefined);
  presence.setIdle(false);
  assert.equal(presence.chosen, undefined, 'the host has not said so yet');
  presence.heard({state: 'online'});
  assert.equal(presence.chosen, 'online');
  presence.heard({state: 'away'});
  assert.equal(presence.chosen, 'away', 'it was chosen, here or elsewhere');
});

test('what was done to keep order is looked at before it is told', () => {
  const order = (more) => ({type: 'ORDER', action: 'MUTED', roomId: 'a', user: 'g-1', name: '나', ...more});
  assert.ok(isOrdered(order()));
  assert.ok(isOrdered(order({byName: '가람', reason: '도배', until: 5})));
  for (const wrong of [{action: 'KILLED'}, {roomId: 7}, {user: ''}, {name: null}, {reason: {}}, {until: 'x'}, {until: 9e15}, {type: 'TALK'}])
    assert.ok(!isOrdered(order(wrong)), JSON.stringify(wrong));
  assert.ok(!isOrdered(null));
});

test('order is kept over those of a lower role, where one keeps it', () => {
  const over = (mine, theirs, more) => isOver({roomId: 'a', role: mine, ...more}, {role: theirs});
  assert.ok(over('owner', 'moderator') && over('owner', undefined) && over('moderator', 'member') && over('moderator', 'whatever'));
  assert.ok(!over('owner', 'owner') && !over('moderator', 'moderator') && !over('member', undefined) && !over(undefined, undefined));
  assert.ok(!over('owner', 'member', {settings: {visibility: 'direct'}}));
});

test('who is muted or banned is listed, as far as it can be shown', () => {
  const connection = new FakeConnection();
  const orders = new RoomOrders(connection, () => {});
  const heard = [];
  const ruling = (user) => ({user, name: user, by: 'g-9', byName: '가람', begun: 1});
  orders.askOrder('books', false, (...found) => heard.push(found));
  assert.equal(connection.asked[0].destination, '/app/chat/room/books/order');
  connection.asked[0].replied({muted: [ruling('a'), {user: 7}, null], banned: [ruling('a')]});
  assert.deepEqual(heard[0], [[{...ruling('a'), kind: 'mute'}, {...ruling('a'), kind: 'ban'}], 0]);
  connection.asked[0].replied({muted: Array.from({length: 400}, (_, at) => ruling(`m${at}`)), banned: Array.from({length: 400}, (_, at) => ruling(`b${at}`))});
  assert.deepEqual([heard[1][0].length, heard[1][1]], [500, 300]);
  connection.asked[0].replied({muted: 'none'});
  assert.deepEqual(heard[2], [[], 0]);
  assert.equal(connection.asked.length, 1, 'the list of the host is for its owner');
  orders.ban('books', 'a', {seconds: 600, reason: 'x', address: true}, {});
  orders.mute('books', 'a', {on: false}, {});
  orders.sendOut('books', 'a', {seconds: 600}, {});
  orders.banEverywhere('books', 'a', {seconds: 600}, {});
  assert.deepEqual(connection.sent.map(({destination, body}) => [destination, JSON.stringify(body)]), [
    ['/app/chat/room/books/ban', '{"user":"a","seconds":600,"reason":"x","address":true}'],
    ['/app/chat/room/books/mute', '{"user":"a","on":false}'], ['/app/chat/room/books/send-out', '{"user":"a"}'],
    ['/app/chat/people/ban', '{"user":"a","seconds":600}']]);
  orders.askOrder('books', true, (...found) => heard.push(found));
  connection.asked[1].replied({muted: [ruling('b')], banned: []});
  assert.equal(heard.length, 3, 'both lists come together');
  assert.equal(connection.asked[2].destination, '/app/chat/people/banned');
  connection.asked[2].replied({banned: [ruling('a'), {user: ''}]});
  assert.deepEqual(heard[3], [[{...ruling('b'), kind: 'mute'}, {...ruling('a'), kind: 'banEverywhere'}], 0]);
});

test('what was done to keep order is asked for by pages, and said in words', () => {
  const connection = new FakeConnection();
  const orders = new RoomOrders(connection, () => {});
  const heard = [];
  const entry = (number, more) => ({number, action: 'BANNED', time: 1, by: 'g-9', byName: '가람', user: 'a', name: '하나', ...more});
  orders.askDone('books', undefined, (...found) => heard.push(found));
  orders.askDone('books', 7, (...found) => heard.push(found));
  assert.deepEqual(connection.asked.map(({destination, headers}) => [destination, headers]), [['/app/chat/room/books/audit', {}], ['/app/chat/room/books/audit', {before: 7}]]);
  connection.asked[0].replied({entries: [entry(9), entry('8'), entry(8, {name: 5}), entry(8, {time: 'now'}), entry(8, {until: 'then'}), null], more: true});
  connection.asked[1].replied({entries: 'none', more: 'yes'});
  assert.deepEqual(heard, [[[entry(9)], true], [[], false]]);
  const said = Object.entries({MUTED: {}, UNMUTED: {}, 'SENT-OUT': {}, BANNED: {reason: '도배'}, UNBANNED: {}, DELETED: {}, RECOVERED: {}, SETTINGS: {detail: 'name,visibility,unheard'},
    ROLE: {detail: 'owner'}}).map(([action, more]) => doneWords(entry(1, {action, ...more})));
  assert.equal(new Set(said).size, said.length);
  for (const text of said) assert.ok(text.includes('가람'), text);
  assert.ok(said[3].endsWith('도배'));
  assert.ok(said[7].includes('unheard') && !said[7].includes('visibility'));
});

test('what a room is to oneself outlasts what everybody is told of it', () => {
  const rooms = new Rooms();
  const room = {roomId: 'a', name: 'a', topic: '', seq: 1, here: 1};
  rooms.reset([{...room, role: 'member', muted: {reason: '도배'}}]);
  rooms.hear({...room, topic: 'new'}, false);
  assert.deepEqual([rooms.get('a').topic, rooms.get('a').role, rooms.get('a').muted], ['new', 'member', {reason: '도배'}]);
  rooms.hear({...room, role: 'member'}, true);
  assert.equal(rooms.get('a').muted, undefined);
});
