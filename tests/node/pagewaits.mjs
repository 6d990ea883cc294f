// SPDX-License-Identifier: GPL-3.0-or-later
// What the browser page does where the host asks one to wait; run by pageunits.mjs.
import assert from 'node:assert/strict';
import test from 'node:test';
import {Delivery} from '../../resources/page/src/delivery.js';
import {Outbox} from '../../resources/page/src/outbox.js';
import {Reopening} from '../../resources/page/src/reopening.js';
import {RoomLog} from '../../resources/page/src/roomlog.js';
import {RoomOrders} from '../../resources/page/src/roomorders.js';
import {MemoryStorage} from '../../resources/page/src/storage.js';
import {comingTime, hostWords, texts} from '../../resources/page/src/texts.js';
import {againAt, waitOf} from '../../resources/page/src/waits.js';
import {chatWith, room} from './pagechat.mjs';
import {FakeConnection} from './pageconnection.mjs';

/// A clock that the test moves: `pass(ms)` lets what is due happen in its order.
function clockOf(context, now = 1e12) {
  const timers = new Map();
  let count = 0;
  context.mock.method(Date, 'now', () => now);
  context.mock.method(globalThis, 'setTimeout', (act, time) => {
    timers.set(++count, {act, at: now + time, time});
    return count;
  });
  context.mock.method(globalThis, 'clearTimeout', (timer) => timers.delete(timer));
  return {
    timers,
    pass(time) {
      const end = now + time;
      for (;;) {
        const [timer, next] = [...timers].filter(([, {at}]) => at <= end).sort(([, one], [, other]) => one.at - other.at)[0] ?? [];
        if (!next) break;
        now = Math.max(now, next.at);
        timers.delete(timer);
        next.act();
      }
      now = end;
    },
  };
}

test('how long the host asks one to wait is believed where it can be', () => {
  assert.equal(againAt(1500, 10), 1510);
  for (const wait of [undefined, null, 'x', '1500', NaN, -1, 0, Infinity, 1e12]) assert.equal(againAt(wait, 10), undefined, `${wait}`);
  assert.equal(waitOf('15'), 15_000);
  for (const said of [undefined, null, '', 'soon', '-1', '1.5', 'Wed, 21 Oct 2026 07:28:00 GMT', '1e9', '9'.repeat(10)]) assert.equal(waitOf(said), undefined, `${said}`);
});

test('a refusal says when one may try again, and a time to come is as exact as it has to be', () => {
  const noon = new Date(2026, 10, 22, 12).getTime();
  assert.match(comingTime(noon + 4_001, noon), /12:00:05/);
  assert.match(comingTime(noon + 2 * 3_600_000, noon), /^2:00.PM$/);
  assert.match(comingTime(noon + 24 * 3_600_000, noon), /November 23, 2026/);
  assert.equal(hostWords('slow mode'), texts['slow mode']);
  assert.match(hostWords('slow mode', Date.now() + 5000), /^This room has a pause between messages\. You can try again at .*:\d\d:\d\d.*\.$/);
  assert.match(hostWords('something new', Date.now() + 5000), /^The host said: something new\. You can/);
  assert.equal(hostWords('too many wrong tries, try again in 15 s'), texts['too many wrong tries']);
  assert.equal(hostWords('too many failed logins, try again later'), texts['too many failed logins']);
});

test('what is closed for a time is told to be over then, and again while another clock says otherwise', (context) => {
  const {timers, pass} = clockOf(context);
  let opened = 0;
  const reopening = new Reopening(() => ++opened);
  reopening.wait(undefined);
  assert.equal(timers.size, 0);
  reopening.wait(1e12 + 60_000);
  reopening.wait(1e12 + 60_000);
  assert.equal(timers.size, 1);
  pass(59_999);
  assert.equal(opened, 0);
  pass(1000);
  assert.equal(opened, 1);
  reopening.wait(undefined); // it is tried,
  reopening.wait(1e12 + 60_000); // and refused
  pass(700);
  assert.equal(opened, 1, 'not at once');
  pass(600);
  assert.equal(opened, 2);
  for (let count = 3; count < 12; ++count) {
    reopening.wait(1e12 + 60_000);
    const [{time}] = timers.values();
    assert.ok(time >= 800 && time <= 36_000, `${time}`);
    pass(time);
    assert.equal(opened, count);
  }
  assert.equal(timers.size, 0, 'nobody waits who is not refused');
  // Another time is another matter; one in a hundred days is not one timer.
  reopening.wait(Date.now() + 100 * 24 * 3_600_000);
  pass(99 * 24 * 3_600_000);
  assert.equal(opened, 11);
  pass(24 * 3_600_000 + 1000);
  assert.equal(opened, 12);
  reopening.wait(Date.now() + 1000);
  reopening.stop();
  pass(5000);
  assert.equal(opened, 12);
});

const enters = (fake) => fake.sent.filter(({body}) => body.type === 'ENTER');

test('a ban that is over is tried by itself, and the rooms are asked for', (context) => {
  const {pass} = clockOf(context);
  const {chat, fake, questions} = chatWith(room('lobby'), room('a', {role: 'member'}));
  chat.open('a');
  enters(fake).at(-1).stored();
  const until = Date.now() + 600_000;
  const ordered = (action, more) => fake.subscriptions.get('/user/queue/chat/order').heard({type: 'ORDER', action, roomId: 'a', user: 'g-me', name: '나', ...more});
  ordered('BANNED', {until});
  assert.equal(chat.obstacle.why, 'banned from this room');
  // Also where the room's object says until when, as after a reload.
  fake.subscriptions.get('/user/queue/chat/rooms').heard(room('a', {banned: {byName: '가람', until: until + 60_000}}));
  const before = enters(fake).length;
  pass(630_000);
  assert.equal(enters(fake).length, before);
  assert.equal(questions().length, 0);
  pass(31_000);
  assert.equal(enters(fake).length, before + 1);
  assert.equal(questions().length, 1);
  assert.equal(chat.obstacle, undefined);
  // The host's clock is behind.
  enters(fake).at(-1).refused('banned from this room');
  assert.equal(chat.obstacle.why, 'banned from this room');
  pass(10_000);
  assert.equal(enters(fake).length, before + 2);
  enters(fake).at(-1).stored();
  assert.ok(chat.room.isIn);
  // Without an end nothing is tried; nor in a room that one has left.
  ordered('BANNED');
  fake.subscriptions.get('/user/queue/chat/rooms').heard(room('a', {banned: {byName: '가람'}}));
  pass(1e9);
  assert.equal(enters(fake).length, before + 2);
  ordered('BANNED', {until: Date.now() + 1000});
  fake.subscriptions.get('/user/queue/chat/rooms').heard(room('a', {banned: {until: Date.now() + 1000}}));
  chat.open('lobby');
  pass(5000);
  assert.deepEqual(enters(fake).slice(before + 2).map(({body}) => body.roomId), ['lobby']);
  chat.stop();
});

test('a ban that ends while the host is away is no obstacle when it is back', (context) => {
  const {pass} = clockOf(context);
  const {chat, fake, begin} = chatWith(room('lobby'), room('a', {role: 'member'}));
  chat.open('a');
  fake.subscriptions.get('/user/queue/chat/order').heard({type: 'ORDER', action: 'BANNED', roomId: 'a', user: 'g-me', name: '나', until: Date.now() + 60_000});
  chat.connection.state = {kind: 'waiting', since: 0};
  chat.connection.dispatchEvent(new Event('state'));
  const before = enters(fake).length;
  pass(70_000);
  assert.equal(chat.obstacle, undefined);
  assert.equal(enters(fake).length, before, 'nothing is sent to nobody');
  chat.connection.state = {kind: 'online', since: 0};
  begin();
  assert.equal(enters(fake).length, before + 1);
  chat.stop();
});

test('at a door one waits as long as the host says: a password is asked for again, the rest tried', (context) => {
  const {pass} = clockOf(context);
  const {chat, fake} = chatWith(room('lobby'), room('a', {settings: {password: true}}));
  chat.open('a');
  enters(fake).at(-1).refused('too many wrong passwords', 15_000);
  assert.deepEqual(chat.obstacle, {what: 'closed', why: 'too many wrong passwords', again: Date.now() + 15_000});
  const before = enters(fake).length;
  pass(14_000);
  assert.equal(chat.obstacle.why, 'too many wrong passwords');
  pass(2000);
  assert.deepEqual(chat.obstacle, {what: 'closed', why: 'wrong password'});
  assert.equal(enters(fake).length, before, 'no password is tried by itself');
  chat.enterWith('x');
  enters(fake).at(-1).refused('too many are waiting', 30_000);
  pass(31_000);
  assert.equal(enters(fake).length, before + 2);
  enters(fake).at(-1).refused('members only');
  pass(1e9);
  assert.equal(enters(fake).length, before + 2);
  chat.stop();
});

test('what is refused for longer than it waits says when it may be said', (context) => {
  clockOf(context);
  const connection = new FakeConnection();
  const storage = new MemoryStorage();
  const delivery = Object.assign(new Delivery(new Outbox(storage), connection, () => {}), {me: {id: 'g-1', name: '나', guest: true}, room: {id: 'lobby', log: new RoomLog()}});
  const told = [];
  delivery.say('a', {id: 'a', told: {stored: () => {}, refused: (...what) => told.push(what)}});
  connection.sent[0].refused('slow mode', 3_600_000);
  assert.deepEqual(told, [['slow mode', 3_600_000]]);
  const shown = () => delivery.waiting().map(({state, why, until}) => [state, why, until]);
  assert.deepEqual(shown(), [['refused', 'slow mode', Date.now() + 3_600_000]]);
  delivery.sayAgain('a');
  assert.deepEqual(shown(), [['sending', undefined, undefined]]);
  connection.sent[1].refused('slow mode', 5000);
  assert.deepEqual(shown(), [['waiting', undefined, Date.now() + 5000]]);
  // Of another clock or program.
  delivery.outbox.put({...delivery.outbox.entries('g-1')[0], why: 'slow mode', again: 'soon'});
  assert.deepEqual(shown(), [['refused', 'slow mode', undefined]]);
  delivery.end();
});

test('notices of what was refused say when it may be tried again', () => {
  const connection = new FakeConnection();
  const notices = [];
  new RoomOrders(connection, (...what) => notices.push(what)).invite('a', 'g-2');
  connection.sent[0].refused('too many invitations', 4000);
  assert.deepEqual(notices[0].slice(2), ['too many invitations', 4000]);
  const {chat, fake} = chatWith(room('lobby'));
  chat.open('lobby');
  const heard = [];
  chat.addEventListener('notice', ({detail}) => heard.push(detail));
  chat.actions.edit(chat.room, 1, 'x', () => {});
  const now = Date.now();
  fake.sent.at(-1).refused('slow mode', 4000);
  assert.equal(heard[0].why, 'slow mode');
  assert.ok(heard[0].again >= now + 4000 && heard[0].again <= Date.now() + 4000);
  chat.stop();
});
