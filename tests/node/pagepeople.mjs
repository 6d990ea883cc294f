// SPDX-License-Identifier: GPL-3.0-or-later
// How the browser page tells of people, and of oneself to them; run by pageunits.mjs.
import assert from 'node:assert/strict';
import test from 'node:test';
import {OwnPresence, reachOf} from '../../resources/page/src/presence.js';
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
  connection.isOnline = false;
  assert.equal(presence.choose({state: 'dnd', text: ''}, answers), false);
  assert.equal(connection.sent.length, 2);
});
