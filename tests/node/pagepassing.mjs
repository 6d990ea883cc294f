// SPDX-License-Identifier: GPL-3.0-or-later
// What the browser page passes on, as the desktop program does, and what it looks for; run by pageunits.mjs.
import assert from 'node:assert/strict';
import test from 'node:test';
import {MentionNames, findMentions} from '../../resources/page/src/mentions.js';
import {copiedText, forwardedText} from '../../resources/page/src/passing.js';
import {RoomExport, exportedMessage} from '../../resources/page/src/roomexport.js';
import {messageRecord, recordsEnd, recordsHead} from '../../resources/page/src/roomrecords.js';
import {maySpeakIn, mutedIn} from '../../resources/page/src/roomsettings.js';
import {searchHeaders, sendersOf} from '../../resources/page/src/searchasked.js';
import {words} from '../../resources/page/src/words.js';
import {FakeConnection} from './pageconnection.mjs';

test('several messages are copied as lines', () => {
  const evening = new Date(2026, 10, 21, 18, 2).getTime();
  const said = (seq, sender, message, time) => ({seq, sender, message, time});
  const [one, two, three] = [said(1, '민수', '**안녕** %1', evening), said(2, '지\n우', '두\n줄', evening + 60_000), said(3, '민수', '다음 날', evening + 86_400_000)];
  assert.equal(copiedText([two, one]), '[18:02] 민수: **안녕** %1\n[18:03] 지 우: 두\n줄');
  assert.equal(copiedText([one, three]), '2026-11-21\n[18:02] 민수: **안녕** %1\n2026-11-22\n[18:02] 민수: 다음 날');
  assert.equal(copiedText([one]), '**안녕** %1');
  assert.equal(copiedText([]), '');
});

test('a forwarded message is a quote, and calls nobody', () => {
  const text = forwardedText({sender: '*민*수', room: '점심_방_', text: '@지우 **봐**\n```\ncode\n```'}, '어때요?\n');
  assert.equal(text, '> **\\*민\\*수** · 점심\\_방\\_\n>\n> @지우 **봐**\n> ```\n> code\n> ```\n\n어때요?');
  assert.deepEqual(findMentions(text, new MentionNames(['지우'])), []);
  assert.equal(forwardedText({sender: 'a', room: '', text: 'x\r@here\r\ny\u2028@here'}), '> **a** · \n>\n> x\n> @here\n> y\n> @here');
  assert.equal(forwardedText({sender: 'a', room: '방', text: ''}, '보세요'), '> **a** · 방\n\n보세요', 'files alone');
  assert.ok(forwardedText({sender: 'a', room: '', text: 'x'.repeat(100_000)}));
  assert.equal(forwardedText({sender: 'a', room: '', text: '\n'.repeat(500_000)}), undefined);
});

test('where one may speak, as far as is known', () => {
  const room = (settings, more) => ({roomId: 'a', settings, ...more});
  assert.ok(maySpeakIn(room({})));
  for (const settings of [{archived: true}, {deleteAt: Date.now() + 1000}, {readOnly: true}, {visibility: 'private'}, {password: true}])
    assert.ok(!maySpeakIn(room(settings)), JSON.stringify(settings));
  assert.ok(maySpeakIn(room({readOnly: true}, {role: 'moderator'})));
  assert.ok(maySpeakIn(room({visibility: 'private'}, {role: 'member'})));
  assert.ok(!maySpeakIn(room({}, {muted: {byName: '가람'}})));
  assert.ok(!maySpeakIn(room({}, {banned: {byName: '가람', until: Date.now() + 60_000}})));
  assert.ok(maySpeakIn(room({}, {banned: {byName: '가람', until: 1}})), 'it is over');
});

test('who let one say nothing is looked at, and is over by itself', () => {
  assert.equal(mutedIn(undefined), undefined);
  assert.equal(mutedIn({}), undefined);
  assert.equal(mutedIn({muted: 'yes'}), undefined);
  assert.deepEqual(mutedIn({muted: {}}), {byName: '', reason: '', until: undefined});
  assert.deepEqual(mutedIn({muted: {byName: ' 가\n람', reason: {}, until: 'x'}}), {byName: '가 람', reason: '', until: undefined});
  assert.deepEqual(mutedIn({muted: {until: 11}}, 10), {byName: '', reason: '', until: 11});
  assert.equal(mutedIn({muted: {until: 10}}, 10), undefined);
  assert.equal(mutedIn({muted: {reason: 'x'.repeat(999)}}).reason.length, 200);
});

test('a search asks for what was said of it, and for nothing else', () => {
  const wanted = (more) => searchHeaders({query: '', room: undefined, sender: '', first: '', last: '', links: false, files: false, ...more});
  assert.equal(wanted(), undefined);
  assert.equal(wanted({first: '2026-11-01'}), undefined, 'days alone find nothing');
  assert.deepEqual(wanted({query: ' a b '}), {query: 'a b'});
  assert.deepEqual(wanted({links: true, files: true, room: 'x', sender: 'g-1'}), {room: 'x', sender: 'g-1', has: 'link,file'});
  const day = (...date) => new Date(...date).getTime();
  assert.deepEqual(wanted({files: true, first: '2026-11-01', last: '2026-11-30'}), {has: 'file', from: day(2026, 10, 1), to: day(2026, 11, 1)});
  assert.deepEqual(wanted({files: true, first: '2026-11-30', last: '2026-11-01'}), {has: 'file', from: day(2026, 10, 1), to: day(2026, 11, 1)});
  assert.deepEqual(wanted({files: true, first: 'soon', last: '2026-11-30'}), {has: 'file', to: day(2026, 11, 1)});
});

test('whose messages can be looked for', () => {
  const talk = (senderId, sender) => ({type: 'TALK', senderId, sender});
  const room = {people: new Map([['a', {id: 'a', name: '가'}]]), log: {messages: [talk('a', 'old name'), talk('b', '나'), talk('erased', '(erased)'), {...talk('c', '다'), type: 'ENTER'}]}};
  assert.deepEqual(sendersOf(room), [['a', '가'], ['b', '나']]);
  assert.deepEqual(sendersOf(undefined), []);
  room.log.messages = Array.from({length: 500}, (_, at) => talk(`g-${at}`, 'x'));
  assert.equal(sendersOf(room).length, 200);
});

test('what was said is fetched back to its beginning, and no further', () => {
  const connection = new FakeConnection();
  const heard = [];
  const begin = () => {
    const fetching = new RoomExport(connection, {message: (message) => exportedMessage(message, words.en)}, {fetched: (count) => heard.push(count), done: (...all) => heard.push(all), failed: (why) => heard.push(`no: ${why}`)});
    fetching.begin('a', 'head\n\n', 5);
    return fetching;
  };
  const say = (seq, message, more) => ({type: 'TALK', seq, time: new Date(2026, 10, 22, 18, 2, 9).getTime(), sender: '가\n나', senderId: 'g', message, ...more});
  const at = '[2026-11-22 18:02:09]';
  const answer = (messages) => connection.asked.shift().replied({messages});
  begin();
  assert.deepEqual(connection.asked[0].headers, {before: 6, limit: 200});
  answer([say(4, 'd', {guest: true, edited: 5, replyTo: {seq: 2}}), say(5, 'x\ny', {pinned: true}), {type: 'TALK', seq: 3}, say(9, 'not asked for')]);
  assert.deepEqual(connection.asked[0].headers, {before: 4, limit: 200});
  answer([say(1, '', {type: 'ENTER'}), say(2, 'gone', {deleted: 9})]);
  assert.deepEqual(heard.splice(0), [2, 4, [`head\n\n${at} #1 가 나 came in\n${at} #2 가 나 (deleted)\n${at} #4 가 나 (Guest, answers #2, edited)\n    d\n${at} #5 가 나 (Pinned)\n    x\n    y\n`, false]]);
  // A host that gives the same again is not asked for ever.
  begin();
  answer([say(4, 'd')]);
  answer([say(4, 'd')]);
  assert.equal(connection.asked.length, 0);
  assert.deepEqual(heard.splice(0).length, 3);
  begin();
  connection.asked.shift().refused('history not read');
  assert.deepEqual(heard.splice(0), ['no: history not read']);
  begin().stop();
  answer([say(1, 'late')]);
  assert.deepEqual(heard, []);
});

test('a room as records is what docs/export.md says, whatever the host tells', () => {
  const lines = (text) => text.trimEnd().split('\n').map((line) => JSON.parse(line));
  const room = {roomId: 'a', name: '가', topic: '', revision: 4, settings: {password: true, slowMode: 5, deleteAt: 9}};
  assert.deepEqual(lines(recordsHead('지우의 마당', room, 7)), [
    {'madang-export': 1, host: '', hostName: '지우의 마당', made: 7, program: 'page'},
    {room: 'a', name: '가', topic: '', creator: '', created: 0, revision: 4, settings: {settings: '{"slowMode":5,"visibility":"private"}'}, members: []}]);
  assert.deepEqual(lines(recordsHead('', {...room, settings: undefined, revision: 'x'}, 7))[1].settings, {});
  const plain = {seq: 5, type: 'TALK', sender: '가', senderId: 'g-1', time: 3, message: '하나\n둘'};
  const [is] = lines(messageRecord(plain));
  assert.deepEqual(is, {message: 5, type: 'TALK', sender: '가', senderId: 'g-1', time: 3, text: '하나\n둘'});
  const file = {id: 'f-1', token: 'x'.repeat(32), name: 'a.txt', type: 'text/plain', size: 3};
  const all = {...plain, guest: true, id: 'c-1', replyTo: {seq: 2, sender: '나', senderId: 'g-2', excerpt: ''}, written: 1, revision: 8, edited: 4, pinned: 5,
    reactions: [{emoji: '👍', count: 3, names: ['나', '나', '다']}], files: [file, {...file, name: '../x'}, {...file, id: undefined}]};
  assert.deepEqual(lines(messageRecord(all)), [{...is, guest: true, clientId: 'c-1', replyTo: 2, written: 1, revision: 8, edited: 4, pinned: 5,
    reactions: [{emoji: '👍', user: '', name: '나'}, {emoji: '👍', user: '', name: '다'}], files: [{...file, sha256: '', owner: 'g-1', created: 3}]}]);
  assert.deepEqual(lines(messageRecord({...all, deleted: 6}))[0].text, '');
  const uid = '9a0c'.repeat(8); // of what came there from another host
  assert.equal(lines(messageRecord({...plain, uid}))[0].uid, uid);
  assert.deepEqual(lines(messageRecord({...plain, uid: `${uid}0`})), [is]);
  assert.equal(lines(messageRecord({...all, deleted: 6}))[0].files, undefined);
  for (const odd of [{revision: 0, edited: 4, deleted: 6}, {id: 'a b'}, {replyTo: {seq: 5, sender: '', excerpt: ''}}, {written: -1}, {replyTo: 'x', files: 'y', reactions: 7}, {time: 3.5}])
    assert.deepEqual(lines(messageRecord({...plain, ...odd})), [is], JSON.stringify(odd));
  assert.deepEqual(lines(recordsEnd(3)), [{roomEnd: 3}, {end: 1}]);
  const connection = new FakeConnection();
  const heard = [];
  new RoomExport(connection, {message: messageRecord, end: recordsEnd}, {fetched: () => {}, done: (text) => heard.push(text), failed: () => {}}).begin('a', 'head\n', 5);
  connection.asked.shift().replied({messages: [{...plain, seq: 1}, plain]});
  assert.equal(heard[0], `head\n${messageRecord({...plain, seq: 1})}${messageRecord(plain)}${recordsEnd(2)}`);
});
