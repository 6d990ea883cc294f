// SPDX-License-Identifier: GPL-3.0-or-later
// What the browser page makes of rooms and people: settings and who may change them, conversations of two,
// who is ignored; run by pageunits.mjs.
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import test from 'node:test';
import {inkOn} from '../../resources/page/src/avatar.js';
import {folded} from '../../resources/page/src/foldedlines.js';
import {Ignored} from '../../resources/page/src/ignored.js';
import {KnownPeople} from '../../resources/page/src/knownpeople.js';
import {RoomMaking} from '../../resources/page/src/roommaking.js';
import {roomOfTwo} from '../../resources/page/src/roomoftwo.js';
import {RoomOrders} from '../../resources/page/src/roomorders.js';
import {Rooms} from '../../resources/page/src/rooms.js';
import {changesIn, isClosed, losesEarlier, losesMessages, opensToAll, problemIn, rightsIn, settingsOf, showsEarlier, valuesOf} from '../../resources/page/src/roomsettings.js';
import {sha256} from '../../resources/page/src/sha256.js';
import {MemoryStorage} from '../../resources/page/src/storage.js';
import {avatarOf} from '../../resources/page/src/wirechecks.js';
import {words} from '../../resources/page/src/words.js';
import {FakeConnection} from './pageconnection.mjs';

const room = (more = {}) => ({roomId: 'books', name: '책방', topic: '', seq: 0, here: 0, ...more});
const guest = {id: 'g-me', guest: true};
const all = {name: true, topic: true, icon: true, entry: true, admits: true, order: true, keeping: true, earlier: true};

test('what a room is, whatever the host tells', () => {
  const usual = {kind: 'public', icon: '', password: false, entry: 'free', readOnly: false, archived: false, slowMode: 0,
    retention: {keep: 'forever', count: 0}, keepsEarlier: false, deleteAt: undefined};
  for (const settings of [undefined, null, {}, {visibility: 'x', icon: 5, password: 'yes', approves: 1, slowMode: -1, retention: 7, deleteAt: 'now'},
    {retention: {keep: 'days'}}, {retention: {keep: 'days', count: 0}}, {retention: {keep: 'messages', count: 1.5}}, {slowMode: 1e9}, {retention: null}, {keepsEarlier: 'yes'}])
    assert.deepEqual(settingsOf(room({settings})), usual, JSON.stringify(settings));
  assert.equal(settingsOf(room({settings: {approves: true, locked: true}})).entry, 'nobody');
  for (const [icon, shown] of [['📚', '📚'], ['👩‍👩‍👧', '👩‍👩‍👧'], ['a b', ''], ['x'.repeat(33), ''], ['\u202e📚', '📚']]) assert.equal(settingsOf(room({settings: {icon}})).icon, shown);
  assert.deepEqual(settingsOf(room({settings: {retention: {keep: 'nothing', count: 3}}})).retention, {keep: 'nothing', count: 0});
  for (const settings of [{visibility: 'private'}, {visibility: 'direct'}, {password: true}, {approves: true}, {locked: true}]) assert.ok(isClosed(room({settings})));
  for (const settings of [{}, {readOnly: true}, {archived: true}]) assert.equal(isClosed(room({settings})), false);
});

test('who may change what of a room', () => {
  const rights = (more, me = guest) => Object.entries(rightsIn(room(more), me)).filter(([, may]) => may).map(([right]) => right).join(' ');
  assert.equal(rights({}), '');
  assert.equal(rights({}, {guest: false}), 'topic');
  assert.equal(rights({settings: {readOnly: true}}, {guest: false}), '');
  assert.equal(rights({role: 'member'}), '');
  assert.equal(rights({role: 'moderator'}), 'topic admits order');
  assert.equal(rights({role: 'owner'}), 'name topic icon entry admits order keeping earlier archive end roles');
  assert.equal(rights({role: 'owner', roomId: 'lobby'}), 'topic icon order keeping earlier roles');
  assert.equal(rights({role: 'member', settings: {visibility: 'direct'}}), 'topic icon keeping archive');
});

test('what a message said before is for who wrote it and who keeps order, where it is kept', () => {
  const settings = {keepsEarlier: true};
  assert.ok(showsEarlier(room({settings}), {own: true, edited: 5}));
  assert.ok(showsEarlier(room({settings}), {own: true, deleted: 5}));
  assert.ok(showsEarlier(room({settings, role: 'moderator'}), {edited: 5}));
  for (const [more, line] of [[{settings}, {own: true}], [{settings, role: 'member'}, {edited: 5}], [{}, {own: true, edited: 5}], [{role: 'owner'}, {edited: 5}]])
    assert.equal(showsEarlier(room(more), line), false);
});

test('only what is otherwise is sent, and only what one may change', () => {
  const is = room({topic: '읽은 책', settings: {icon: '📚', slowMode: 30, password: true, retention: {keep: 'days', count: 7}}});
  const change = (more, may = all) => changesIn(is, {...valuesOf(is), ...more}, may);
  assert.deepEqual(change({}), {});
  assert.deepEqual(change({name: ' 책방 ', topic: '읽은  책'}), {}, 'the host tidies these');
  assert.deepEqual(change({name: '새 책방'}), {name: '새 책방'});
  assert.deepEqual(change({topic: '', icon: ''}), {topic: '', icon: ''});
  assert.deepEqual(change({kind: 'private'}), {visibility: 'private'});
  assert.deepEqual(change({entry: 'letIn'}), {locked: false, approves: true});
  assert.deepEqual(change({entry: 'nobody'}), {locked: true}, 'what was before stays behind it');
  assert.deepEqual(change({password: 'x'}), {password: 'x'});
  assert.deepEqual(change({password: false}), {password: ''});
  assert.deepEqual(changesIn(room(), {...valuesOf(room()), password: false}, all), {}, 'there is none that could go');
  assert.deepEqual(change({speakers: 'order', slow: '0'}), {readOnly: true, slowMode: 0});
  assert.deepEqual(change({earlier: 'kept'}), {keepsEarlier: true});
  assert.deepEqual(changesIn(room({settings: {keepsEarlier: true}}), {...valuesOf(room()), earlier: 'gone'}, all), {keepsEarlier: false});
  assert.deepEqual(change({keep: 'nothing'}), {retention: {keep: 'nothing'}});
  assert.deepEqual(change({keep: 'messages 100'}), {retention: {keep: 'messages', count: 100}});
  const other = {name: 'x', topic: 'x', icon: '🌱', kind: 'private', entry: 'nobody', password: 'x', speakers: 'order', slow: '5', keep: 'forever'};
  assert.deepEqual(change(other, {}), {});
  assert.deepEqual(Object.keys(change(other, rightsIn({...is, role: 'moderator'}, guest))), ['topic', 'locked', 'readOnly', 'slowMode']);
});

test('values that cannot be are not sent', () => {
  const problem = (more, may = all) => problemIn({...valuesOf(room()), ...more}, may);
  assert.equal(problem({}), undefined);
  assert.equal(problem({name: '  '}).what, 'nameOfRoomNeeded');
  assert.equal(problem({name: '  '}, {}), undefined);
  for (const keep of ['days 0', 'days 36501', 'days x', 'days ', 'messages 10000001', 'messages 1.5']) assert.equal(problem({keep}).what, 'countNeeded', keep);
  for (const keep of ['days 36500', 'messages 1', 'forever', 'nothing']) assert.equal(problem({keep}), undefined);
  assert.equal(problem({password: ''}).what, 'passwordOfRoomNeeded');
  assert.equal(problem({password: false}), undefined);
});

test('it is said before messages are lost, or shown to everybody', () => {
  const loses = (was, retention) => losesMessages(room({settings: {retention: was}}), {retention});
  const days = (count) => ({keep: 'days', count});
  assert.equal(loses(undefined, undefined), false);
  assert.equal(losesEarlier(room({settings: {keepsEarlier: true}}), {keepsEarlier: false}), true);
  assert.equal(losesEarlier(room(), {keepsEarlier: false}), false);
  assert.equal(loses(days(7), {keep: 'forever'}), false);
  assert.equal(loses(days(7), days(8)), false);
  assert.equal(loses({keep: 'nothing'}, days(8)), false);
  assert.equal(loses(days(7), days(6)), true);
  assert.equal(loses(undefined, days(36500)), true);
  assert.equal(loses(days(7), {keep: 'messages', count: 1000}), true);
  assert.equal(loses(days(7), {keep: 'nothing'}), true);
  assert.equal(opensToAll(room({settings: {visibility: 'private'}}), {visibility: 'public'}), true);
  assert.equal(opensToAll(room({settings: {visibility: 'private'}}), {}), false);
  assert.equal(opensToAll(room(), {visibility: 'private'}), false);
});

test('a room is told in words, whatever it is', () => {
  for (const {mayComeIn, keptFor, pauseOf} of Object.values(words)) {
    for (const kind of ['public', 'private', 'direct']) for (const entry of ['free', 'letIn', 'nobody']) for (const password of [true, false])
      assert.match(mayComeIn({kind, entry, password}), /\S/);
    assert.equal(new Set([{keep: 'forever', count: 0}, {keep: 'nothing', count: 0}, {keep: 'days', count: 1}, {keep: 'messages', count: 1}].map(keptFor)).size, 4);
    assert.deepEqual([5, 60, 90, 3600].map(pauseOf).map((text) => /\d+/.exec(text)[0]), ['5', '1', '90', '1']);
  }
});

test('a conversation of two has one id, whoever begins it', () => {
  for (const text of ['', 'abc', 'x'.repeat(55), 'x'.repeat(56), 'x'.repeat(64), '가나다'.repeat(99)])
    assert.equal(sha256(text), createHash('sha256').update(text).digest('hex'));
  assert.equal(roomOfTwo('u-seojun', 'g-3a142461031723ce'), roomOfTwo('g-3a142461031723ce', 'u-seojun'));
  assert.equal(roomOfTwo('b', 'a'), `direct.${createHash('sha256').update('a\0b').digest('hex').slice(0, 32)}`);
});

test('what a room is to oneself stays when everybody is told of it', () => {
  const rooms = new Rooms();
  rooms.reset([room({role: 'owner', knocks: 2}), {no: 'room'}]);
  assert.deepEqual([...rooms.keys()], ['books']);
  rooms.hear(room({topic: 'new', role: 'moderator'}), false);
  assert.equal(rooms.get('books').role, 'owner');
  assert.equal(rooms.get('books').knocks, 2);
  assert.equal(rooms.get('books').topic, 'new');
  rooms.hear(room({role: 'member'}), true);
  assert.equal(rooms.get('books').knocks, undefined);
  rooms.left('books');
  assert.equal(rooms.get('books').role, undefined);
});

test('an order is done, or refused with the host\'s words', () => {
  const connection = new FakeConnection();
  const notices = [];
  const orders = new RoomOrders(connection, (...what) => notices.push(what));
  const heard = [];
  assert.equal(orders.change('books', {topic: 'x'}, {done: () => heard.push('done'), refused: (why) => heard.push(why)}), true);
  assert.deepEqual(connection.sent[0].destination, '/app/chat/room/books/settings');
  connection.sent[0].stored();
  connection.sent[0].refused('no such room');
  assert.deepEqual(heard, ['done', 'no such room']);
  orders.setRole('books', 'u-1', 'moderator');
  assert.deepEqual(connection.sent[1].body, {user: 'u-1', role: 'moderator'});
  connection.sent[1].refused('not allowed in this room');
  assert.equal(notices.at(-1)[2], 'not allowed in this room');
  connection.isOnline = false;
  assert.equal(orders.invite('books', 'u-1'), false);
  assert.deepEqual(notices.at(-1), ['offline']);
  assert.equal(connection.sent.length, 2);
});

test('a conversation of two is opened when it is there, in either order', () => {
  const connection = new FakeConnection();
  const rooms = new Rooms();
  const notices = [];
  const notice = (...what) => notices.push(what);
  const making = new RoomMaking({connection, rooms, orders: new RoomOrders(connection, notice), notice});
  const opened = [];
  const id = roomOfTwo('g-me', 'g-1');
  const ask = () => {
    making.talkAlone('g-me', 'g-1', (roomId) => opened.push(roomId));
    return connection.sent.at(-1);
  };
  ask().stored();
  making.look();
  assert.deepEqual(opened, []);
  rooms.hear(room({roomId: id}), true);
  making.look();
  assert.deepEqual(opened, [id]);
  ask().stored();
  assert.deepEqual(opened, [id, id]);
  ask().refused('no such person');
  assert.equal(making.isBusy, false);
  assert.equal(notices.at(-1)[2], 'no such person');
  const late = ask();
  making.end(); // the session
  late.stored();
  assert.equal(opened.length, 2);
});

test('who is ignored is kept in the browser, for all its tabs', () => {
  const storage = new MemoryStorage();
  const [one, other] = [new Ignored(storage), new Ignored(storage)];
  one.set('g-1', true);
  other.set('g-2', true);
  one.lookAgain();
  assert.ok(one.has('g-1') && one.has('g-2'));
  one.set('g-1', false);
  assert.equal(new Ignored(storage).has('g-1'), false);
  for (const kept of ['no JSON', '7', 'null', '{"g-1": 1}', '[1, null, "g-3"]']) {
    storage.setItem('madang.ignored', kept);
    assert.equal(new Ignored(storage).has('g-1'), false, kept);
  }
  assert.ok(new Ignored(storage).has('g-3'));
});

test('what ignored people said one after the other is one line', () => {
  const line = (seq, senderId, more) => ({kind: 'talk', key: `m${seq}`, seq, senderId, time: seq, own: senderId === 'me', ...more});
  const lines = [line(1, 'a'), line(2, 'x'), line(3, 'y'), {kind: 'notice', key: 'm4', time: 4}, line(5, 'x'), line(6, 'me'),
    line(7, 'a', {replyTo: {seq: 2, senderId: 'x', sender: 'x', excerpt: 'loud'}})];
  const ignored = new Set(['x', 'y', 'me']); // oneself is not
  const show = (opened) => folded(lines, ignored, new Set(opened)).map(({key, seqs, isOpen}) => [key, seqs, isOpen].filter((part) => part !== undefined).join(' '));
  assert.deepEqual(show([]), ['m1', 'fm2 2,3 false', 'm4', 'fm5 5 false', 'm6', 'm7']);
  assert.deepEqual(show([3]), ['m1', 'fm2 2,3 true', 'm2', 'm3', 'm4', 'fm5 5 false', 'm6', 'm7']);
  assert.equal(folded(lines, ignored, new Set()).at(-1).replyTo.excerpt, '');
  assert.deepEqual(folded(lines, new Set(), new Set()), lines);
});

test('of somebody\'s picture only what can be shown is', () => {
  assert.deepEqual(avatarOf({emoji: '🌱', color: '#228833', file: 'a'.repeat(32), more: 1}), {emoji: '🌱', color: '#228833', file: 'a'.repeat(32)});
  for (const wrong of [undefined, null, 7, {}, {emoji: ''}, {emoji: 'a b'}, {emoji: 7}, {emoji: 'x'.repeat(33)}, {color: 'red'}, {color: '#22883'},
    {color: '#228833;x'}, {color: 7}, {file: '../etc/passwd'}, {file: 'short'}])
    assert.equal(avatarOf(wrong), undefined, JSON.stringify(wrong));
  const known = new KnownPeople();
  known.saw({id: 'u-1', name: 'Ann', here: true, guest: false, avatar: {emoji: '🌱'}});
  assert.deepEqual(known.avatar('u-1'), {emoji: '🌱'});
  known.saw({type: 'TALK', senderId: 'u-1', sender: 'Ann'}); // messages do not say it
  assert.deepEqual(known.avatar('u-1'), {emoji: '🌱'});
  known.saw({id: 'u-1', name: 'Ann', here: true, guest: false});
  assert.equal(known.avatar('u-1'), undefined);
  assert.ok(known.isImpostor(true, 'ANN') && !known.isImpostor(false, 'Ann') && !known.isImpostor(true, 'Bob'));
});

test('letters are read on every colour', () => {
  assert.equal(inkOn('#ffff00'), '#000000');
  assert.equal(inkOn('#000080'), '#ffffff');
});
