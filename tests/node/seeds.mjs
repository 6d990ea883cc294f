// SPDX-License-Identifier: GPL-3.0-or-later
// seeds.mjs MADANG-HOST [ROW…]: the programs that Madang was asked to be compatible with, as they load and
// use their libraries (stompjs 2.3.3 over sockjs-client in each of its versions), against a host;
// their rooms seen by an ordinary STOMP client, as the desktop is one.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {Client} from '@stomp/stompjs';
import SockJs16 from 'sockjs-client';
import SockJs10 from 'sockjs-client-1.0';
import SockJs11 from 'sockjs-client-1.1';
import Stomp from 'stompjs';
import {WebSocket} from 'ws';
import {inTime, pending} from './clients.mjs';
import {Host, run} from './protocol/host.mjs';
import {TcpSocket} from './tcpsocket.mjs';

const [binary, ...wanted] = process.argv.slice(2);
const isWanted = (row) => wanted.length === 0 || wanted.includes(row);
const CLIENTS = {'1.0.3': SockJs10, '1.1.5': SockJs11, '1.6.1': SockJs16};
const PATIENT = ['--heart-beat-margin', '100', '--pong-seconds', '600', '--connect-seconds', '600'];

/// A list that can be waited for.
class Heard {
  items = [];
  waiting = new Set();
  take = (item) => {
    this.items.push(item);
    for (const check of this.waiting) check();
  };
  /// The first item that has all of these fields, of those that are there or come.
  async find(wanted) {
    const found = pending();
    const check = () => {
      const item = this.items.find((each) => includes(each, wanted));
      if (item) found.resolve(item);
    };
    this.waiting.add(check);
    check();
    const item = await inTime(found.promise,
      `${JSON.stringify(wanted)} in ${JSON.stringify(this.items)}`);
    this.waiting.delete(check);
    return item;
  }
  count(wanted) {
    return this.items.filter((each) => includes(each, wanted)).length;
  }
}

function includes(item, wanted) {
  return Object.entries(wanted).every(([key, value]) => item[key] === value);
}

/// A page of one of the seeds: connects, subscribes and speaks without a wait between.
class Page {
  heard = new Heard();
  receipts = new Heard();

  /// `open` makes the socket, which is not to be open before connect().
  constructor(open) {
    this.open = open;
  }
  connect(headers = {}) {
    this.client = Stomp.over(this.open());
    this.client.debug = null;
    this.client.onreceipt = (frame) => this.receipts.take({id: frame.headers['receipt-id'], ...frame.headers});
    const connected = pending();
    this.ended = pending();
    this.client.connect(headers, connected.resolve, (error) => this.ended.resolve(error));
    return inTime(Promise.race([connected.promise, this.ended.promise.then((error) => {
      throw new Error(`no connection: ${error}`);
    })]), 'CONNECTED');
  }
  listen(destination) {
    this.client.subscribe(destination, (message) =>
      this.heard.take({at: message.headers.destination, ...JSON.parse(message.body)}));
  }
  say(destination, json, headers = {}) {
    this.client.send(destination, headers, JSON.stringify(json));
  }
  /// Resolves once the host has done all that was asked before.
  async settle() {
    const id = `settled-${(this.settled = (this.settled ?? 0) + 1)}`;
    this.client.send('/topic/settled', {receipt: id}, '');
    await this.receipts.find({id});
  }
  leave() {
    return new Promise((resolve) => this.client.disconnect(resolve));
  }
}

/// As the desktop: an ordinary STOMP client at the host's own endpoint.
class Desktop {
  heard = new Heard();

  constructor(host) {
    this.client = new Client({
      webSocketFactory: () => new WebSocket(host.url, ['v12.stomp']),
      connectHeaders: {host: '/', name: '데스크톱'},
      reconnectDelay: 0,
      heartbeatIncoming: 0,
      heartbeatOutgoing: 0,
    });
  }
  async start() {
    const connected = pending();
    this.client.onConnect = connected.resolve;
    this.client.activate();
    await inTime(connected.promise, 'CONNECTED');
  }
  async watch(room) {
    const ready = pending();
    this.client.watchForReceipt(`watch-${room}`, ready.resolve);
    this.client.subscribe(`/topic/chat/room/${room}`,
      (message) => this.heard.take(JSON.parse(message.body)), {receipt: `watch-${room}`});
    await inTime(ready.promise, `the subscription to ${room}`);
  }
  say(room, message) {
    this.client.publish({destination: '/app/chat/message',
      body: JSON.stringify({type: 'TALK', roomId: room, message})});
  }
}

/// The room that program makes: by a form, or by JSON.
async function makeRoom(base, name, asJson) {
  const response = await fetch(`${base}/chat/createroom`, asJson
    ? {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({name})}
    : {method: 'POST', body: new URLSearchParams({name})});
  assert.equal(response.status, 200);
  const room = await response.json();
  const rooms = await (await fetch(`${base}/chat/rooms`)).json();
  assert.equal(rooms.find(({roomId}) => roomId === room.roomId)?.name, name);
  const same = await (await fetch(`${base}/chat/room/${encodeURIComponent(room.roomId)}`)).json();
  assert.equal(same.name, name);
  return room.roomId;
}

// --- room chat A: /chat/createroom, /ws-stomp, /pub/chat/…, /sub/chat/room/{id}
async function roomChatA({base, host, desktop, SockJs, version}) {
  const roomId = await makeRoom(base, `마당 ${version}`, version === '1.6.1');
  await desktop.watch(roomId);
  const pages = {
    민지: new Page(() => new SockJs(`${base}/ws-stomp`)),
    준호: new Page(() => new WebSocket(host.url)), // that program's other way, without SockJS
  };
  for (const [sender, page] of Object.entries(pages)) {
    await page.connect();
    page.listen(`/sub/chat/room/${roomId}`);
    await page.settle();
    page.say('/pub/chat/enterUser', {type: 'ENTER', roomId, sender});
    const notice = {type: 'ENTER', roomId, sender, message: `${sender} 님 입장!!`};
    const {at} = await page.heard.find(notice);
    assert.equal(at, `/sub/chat/room/${roomId}`); // in the family that was subscribed to
    await desktop.heard.find(notice);
  }
  const said = {type: 'TALK', roomId, sender: '민지', message: '안녕하세요 <b>&"'};
  pages.민지.say('/pub/chat/message', said);
  for (const each of [...Object.values(pages), desktop]) await each.heard.find(said);
  desktop.say(roomId, '책상에서');
  for (const page of Object.values(pages))
    await page.heard.find({type: 'TALK', roomId, sender: '데스크톱', message: '책상에서'});
  await pages.민지.leave();
  const gone = {type: 'LEAVE', roomId, sender: '민지', message: '민지 님 퇴장!!'};
  await pages.준호.heard.find(gone);
  await desktop.heard.find(gone);
  pages.준호.client.ws.terminate(); // a connection that breaks
  await desktop.heard.find({type: 'LEAVE', roomId, sender: '준호', message: '준호 님 퇴장!!'});
}

// --- room chat B: /websc, /app/chat/message, /topic/chat/room/{id}
async function roomChatB({base, desktop, SockJs, version}) {
  const roomId = `seed-b-${version}`;
  await desktop.watch(roomId);
  const first = new Page(() => new SockJs(`${base}/websc`));
  const second = new Page(() => new SockJs(`${base}/websc`));
  for (const [page, sender] of [[first, '서준'], [second, '하은']]) {
    await page.connect();
    page.listen(`/topic/chat/room/${roomId}`);
    page.say('/app/chat/message', {type: 'ENTER', roomId, sender, message: ''});
    const notice = {type: 'ENTER', roomId, sender, message: `${sender}님이 입장했습니다.`};
    for (const each of [first, page, desktop]) await each.heard.find(notice);
  }
  assert.equal(first.heard.count({type: 'ENTER'}), 2);
  const said = {type: 'TALK', roomId, sender: '하은', message: '모두 안녕 👋'};
  second.say('/app/chat/message', said);
  for (const each of [first, second, desktop]) await each.heard.find(said);
  // The other room's vocabulary means the same.
  second.say('/pub/chat/message', {...said, message: '다시'});
  await first.heard.find({...said, message: '다시'});
  await first.leave();
  await second.leave();
}

// --- time-stamped chat: /chat, /app/chat, /topic/messages; the lobby
async function timeStampedChat({base, desktop, SockJs, version}) {
  const page = new Page(() => new SockJs(`${base}/chat`));
  await page.connect();
  page.listen('/topic/messages');
  await page.settle();
  const text = `안녕? ${version}`;
  const clock = () => new Date().toTimeString().slice(0, 5);
  const times = [clock()];
  page.say('/app/chat', {from: 'hi', text});
  const heard = await page.heard.find({from: 'hi', text});
  times.push(clock());
  assert.deepEqual(Object.keys(heard), ['at', 'from', 'text', 'time']);
  assert.equal(heard.at, '/topic/messages');
  assert.ok(times.includes(heard.time), `${heard.time} is none of ${times}`);
  await desktop.heard.find({type: 'TALK', roomId: 'lobby', sender: 'hi', message: text});
  desktop.say('lobby', `로비에서 ${version}`);
  await page.heard.find({from: '데스크톱', text: `로비에서 ${version}`});
  await page.leave();
}

// --- greeting: /gs-guide-websocket, /app/hello, /topic/greetings
async function greeting({base, SockJs, version}) {
  const pages = [1, 2].map(() => new Page(() => new SockJs(`${base}/gs-guide-websocket`)));
  for (const page of pages) {
    await page.connect();
    page.listen('/topic/greetings');
    await page.settle();
  }
  pages[0].say('/app/hello', {name: `<i>민지</i> ${version}`});
  for (const page of pages) {
    const heard = await page.heard.find({content: `Hello, &lt;i&gt;민지&lt;/i&gt; ${version}!`});
    assert.deepEqual(Object.keys(heard), ['at', 'content']);
    await page.leave();
  }
}

// --- exchange and queues: /pub/{channel}, /sub/{channel}
async function exchange({base, host, SockJs, version}) {
  const channel = `조선일보-${version}`;
  const readers = [new Page(() => new SockJs(`${base}/ws`)), new Page(() => new WebSocket(host.url))];
  const other = new Page(() => new SockJs(`${base}/websc`));
  for (const page of [...readers, other]) await page.connect();
  for (const page of readers) page.listen(`/sub/${channel}`);
  other.listen(`/sub/한겨레-${version}`);
  for (const page of [...readers, other]) await page.settle();
  other.say(`/pub/${channel}`, {news: 1}, {receipt: 'two'});
  assert.equal((await other.receipts.find({id: 'two'})).delivered, '2');
  for (const page of readers) await page.heard.find({at: `/sub/${channel}`, news: 1});
  await readers[0].leave();
  await readers[1].settle();
  other.say(`/pub/nobody-${version}`, {news: 2}, {receipt: 'none'});
  assert.equal((await other.receipts.find({id: 'none'})).delivered, '0');
  assert.equal(other.heard.items.length, 0);
  await readers[1].leave();
  await other.leave();
}

// --- raw WebSocket
class Raw {
  heard = new Heard();

  constructor(url, options) {
    this.socket = new WebSocket(url, options);
    this.socket.on('message', (data, isBinary) =>
      this.heard.take(isBinary || !`${data}`.startsWith('{') ? {text: `${data}`} : JSON.parse(data)));
    this.opened = new Promise((resolve, reject) => this.socket.on('open', resolve).on('error', reject));
  }
  say(json) {
    this.socket.send(JSON.stringify(json));
  }
}

async function signalling({base}) {
  const url = `${base.replace('http', 'ws')}/room`;
  const elsewhere = {origin: 'https://elsewhere.example'}; // from a page of anywhere
  const first = new Raw(url, elsewhere);
  await first.opened;
  const second = new Raw(url, elsewhere);
  const {sender: secondId, ...rest} = await first.heard.find({type: 'new'});
  assert.deepEqual(rest, {type: 'new', receiver: 'all'});
  second.say({type: 'offer', sender: 'somebody else', receiver: 'all', data: {sdp: 'v=0'}});
  const offer = await first.heard.find({type: 'offer'});
  assert.deepEqual(offer, {type: 'offer', sender: secondId, receiver: 'all', data: {sdp: 'v=0'}});
  const third = new Raw(url, elsewhere);
  await second.heard.find({type: 'new'});
  first.say({type: 'answer', receiver: secondId, data: {sdp: 'v=1'}});
  await second.heard.find({type: 'answer', receiver: secondId});
  second.socket.terminate();
  for (const each of [first, third])
    assert.deepEqual(await each.heard.find({type: 'close'}), {type: 'close', sender: secondId});
  assert.equal(third.heard.count({type: 'answer'}), 0);
  assert.equal(second.heard.count({type: 'offer'}), 0);
  first.socket.close();
  third.socket.close();
}

async function plainHandler({base}) {
  const raw = new Raw(`${base.replace('http', 'ws')}/myHandler`);
  await raw.opened;
  for (const text of ['안녕', 'x'.repeat(100_000)]) {
    raw.socket.send(text);
    await raw.heard.find({text});
  }
  raw.socket.close();
}

// --- header authentication, and protection by destination and frame type
const PASSWORD = 'correct horse';
const POLICY = 'send /topic/board member\nsubscribe /topic/board anyone\nsubscribe /topic/staff member\n';

/// How each door is entered: a socket for stompjs 2.3.3.
const DOORS = {
  websocket: ({host}) => new WebSocket(host.url),
  'raw websocket of SockJS': ({base}) => new WebSocket(`${base.replace('http', 'ws')}/chat/websocket`),
  tcp: ({host}) => new TcpSocket(host.tcp),
};
for (const transport of ['websocket', 'xhr-streaming', 'eventsource', 'xhr-polling'])
  DOORS[`sockjs ${transport}`] = ({base}) => new SockJs16(`${base}/websc`, null, {transports: transport});

/// The ERROR that answers these headers, behind which the door is closed.
async function refusal(make, headers) {
  const socket = make();
  const client = Stomp.over(socket);
  client.debug = null;
  const closed = pending();
  const refused = pending();
  client.connect(headers, () => refused.resolve(null), (error) => refused.resolve(error));
  const error = await inTime(refused.promise, 'an ERROR');
  assert.equal(error?.command, 'ERROR', `${JSON.stringify(headers)} was let in, or closed without a word`);
  socket.onclose = closed.resolve;
  await inTime(closed.promise, 'the close behind the ERROR');
  return error.headers.message;
}

async function authentication(place, door) {
  const make = () => DOORS[door](place);
  for (const headers of [{}, {login: 'seojun', passcode: 'wrong'}, {passcode: 'wrong'},
    {Authorization: 'Bearer wrong'}, {token: 'wrong'}])
    assert.equal(await refusal(make, headers), 'access refused', JSON.stringify(headers));
  const guest = new Page(make);
  await guest.connect({passcode: 'open sesame'});
  const member = new Page(make);
  const connected = await member.connect({login: 'seojun', passcode: PASSWORD});
  assert.equal(connected.headers['user-name'], 'seojun');
  for (const headers of [{Authorization: `Bearer ${place.token}`}, {token: place.token}]) {
    const program = new Page(make);
    assert.equal((await program.connect(headers)).headers['user-name'], 'daemon');
    await program.leave();
  }
  // What a member may, a guest may not; by destination, and by frame.
  guest.listen('/topic/board');
  await guest.settle();
  member.say('/topic/board', {door});
  await guest.heard.find({door});
  const ended = guest.ended.promise;
  guest.say('/topic/board', {door});
  assert.match((await inTime(ended, 'the refusal')).headers.message, /refused/);
  const other = new Page(make);
  await other.connect({passcode: 'open sesame'});
  other.listen('/topic/staff');
  assert.match((await inTime(other.ended.promise, 'the refusal')).headers.message, /refused/);
  await member.leave();
}

/// The line for the users file, and the token, which is told on standard error.
function newToken(name) {
  const child = spawn(binary, ['token', 'add', name]);
  const told = {line: '', token: ''};
  child.stdout.on('data', (bytes) => (told.line += bytes));
  child.stderr.on('data', (bytes) => (told.token += bytes));
  return new Promise((resolve, reject) => child.on('error', reject).on('close', () =>
    resolve({line: told.line, token: told.token.trim()})));
}

function baseOf(host) {
  return new URL(host.url).origin.replace('ws', 'http');
}

async function open() {
  const host = await Host.start(binary, [...PATIENT, '--name', '시드']);
  try {
    const desktop = new Desktop(host);
    await desktop.start();
    await desktop.watch('lobby');
    const place = {host, base: baseOf(host), desktop};
    for (const row of [signalling, plainHandler]) if (isWanted(row.name)) await row(place);
    for (const [version, SockJs] of Object.entries(CLIENTS)) {
      for (const row of [roomChatA, roomChatB, timeStampedChat, greeting, exchange]) {
        if (!isWanted(row.name)) continue;
        await row({...place, SockJs, version});
        console.log(`sockjs-client ${version}: ${row.name}`);
      }
    }
    await desktop.client.deactivate();
  } finally {
    assert.equal(await host.stop(), 0);
  }
}

async function locked() {
  const account = await run(binary, ['user', 'add', 'seojun', 'member'], `${PASSWORD}\n`);
  const {line, token} = await newToken('daemon');
  const host = await Host.start(binary,
    [...PATIENT, '--tcp-port', '0', '--users', '{folder}/users', '--password-file', '{folder}/password',
      '--policy', '{folder}/policy'],
    {files: {users: account + line, password: 'open sesame\n', policy: POLICY}});
  try {
    for (const door of Object.keys(DOORS)) {
      await authentication({host, base: baseOf(host), token}, door);
      console.log(`authentication by ${door}`);
    }
  } finally {
    assert.equal(await host.stop(), 0);
  }
}

try {
  await open();
  if (isWanted(authentication.name)) await locked();
  process.exit(0); // old clients leave timers behind
} catch (error) {
  console.error(error);
  process.exit(1);
}
