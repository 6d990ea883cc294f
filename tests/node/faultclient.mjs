// SPDX-License-Identifier: GPL-3.0-or-later
// One client of the fault harness, as somebody writes it for the web: stompjs, an outbox in a file
// in place of the browser's storage, resends under the same ids, `since` after each break, changes
// by their revision. Takes the same options and orders as the others, and tells the same.
import {randomUUID} from 'node:crypto';
import {appendFileSync, existsSync, readFileSync, writeFileSync, writeSync} from 'node:fs';
import {createInterface} from 'node:readline';
import {parseArgs} from 'node:util';
import {Client} from '@stomp/stompjs';
import {WebSocket} from 'ws';

const text = {type: 'string'};
const {values: options} = parseArgs({
  options: {kind: text, url: text, name: text, folder: text, rooms: text, seed: text, life: text},
});
const roomIds = options.rooms.split(',');
const mostWaiting = 40;
const mostUnderWay = 16;
const holdTime = 150;

function report(e, more = {}) {
  const line = Buffer.from(`${JSON.stringify({...more, e})}\n`);
  for (let done = 0; done < line.length; ) {
    try {
      done += writeSync(1, line, done);
    } catch (error) {
      if (error.code !== 'EAGAIN') process.exit(1); // nobody listens
    }
  }
}

/// Mulberry32: the same numbers for the same seed.
function generator(seed) {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * bound);
  };
}
const random = generator(Number(options.seed));

/// A line of JSON for each message that came, and one for each that went.
class Outbox {
  entries = new Map();
  constructor(path) {
    this.path = path;
    const all = existsSync(path) ? readFileSync(path, 'utf8') : '';
    for (const line of all.split('\n')) {
      try {
        const entry = JSON.parse(line);
        if ('text' in entry) this.entries.set(entry.id, entry);
        else this.entries.delete(entry.id);
      } catch {
        // empty, or its writer was killed in the middle of it
      }
    }
    if (all && !all.endsWith('\n')) appendFileSync(path, '\n');
  }
  add(entry) {
    appendFileSync(this.path, `${JSON.stringify(entry)}\n`);
    this.entries.set(entry.id, entry);
  }
  remove(id) {
    if (!this.entries.has(id)) return false;
    appendFileSync(this.path, `${JSON.stringify({id})}\n`);
    return this.entries.delete(id);
  }
}

const outbox = new Outbox(`${options.folder}/outbox`);
const tokenPath = `${options.folder}/token`;
let token = existsSync(tokenPath) ? readFileSync(tokenPath, 'utf8') : '';
let self = '';
const sent = new Set(outbox.entries.keys());
const underWay = new Set();
let held = false;
let holding = null;
let lastId = 0;

const rooms = new Map(roomIds.map((id) => [id, {id, messages: new Map(), newest: 0, known: 0}]));

const client = new Client({
  webSocketFactory: () => new WebSocket(options.url, ['v12.stomp']),
  reconnectDelay: 60,
  connectionTimeout: 4000,
  heartbeatIncoming: 2000,
  heartbeatOutgoing: 1000,
  discardWebsocketOnCommFailure: true,
});
client.beforeConnect = () => {
  client.connectHeaders = {name: options.name, ...(token && {'guest-token': token})};
};
client.onUnhandledReceipt = (frame) => {
  const id = frame.headers['receipt-id'].slice(2);
  if (outbox.remove(id)) report('receipt', {id});
  underWay.delete(id);
  fill();
};
client.onStompError = (frame) =>
  refused(frame.headers['receipt-id'] ?? '', frame.headers.message ?? '');
client.onWebSocketClose = () => {
  underWay.clear();
};

function refused(receipt, why) {
  if (!receipt.startsWith('m-')) return;
  held = true; // nothing that was said later may go before it
  const id = receipt.slice(2);
  if (why.startsWith('not stored')) {
    holding ??= setTimeout(() => ((holding = null), fill()), holdTime);
  } else if (outbox.remove(id)) {
    report('failed', {id, why});
  }
}

client.onConnect = (frame) => {
  underWay.clear();
  held = false;
  self = frame.headers['user-id'];
  const given = frame.headers['guest-token'] ?? token;
  if (given !== token) {
    // First of all: without it the host does not know a resend for one.
    writeFileSync(tokenPath, given);
    token = given;
  }
  client.subscribe('/user/queue/errors', ({body}) => {
    const {receipt, message} = JSON.parse(body);
    refused(receipt ?? '', message);
  });
  for (const room of rooms.values()) {
    room.asking = false;
    client.subscribe(`/topic/chat/room/${room.id}/events`, ({body}) =>
      takeEvent(room, JSON.parse(body)),
    );
    client.subscribe(
      `/topic/chat/room/${room.id}`,
      ({body}) => {
        const message = JSON.parse(body);
        if (!room.messages.has(message.seq)) room.messages.set(message.seq, message);
        room.newest = Math.max(room.newest, message.seq);
      },
      {since: String(room.newest)},
    );
    askChanges(room);
  }
  fill();
};

function fill() {
  if (!client.connected || held || holding) return;
  for (const {id, room, text} of outbox.entries.values()) {
    if (underWay.size >= mostUnderWay) return;
    if (underWay.has(id)) continue;
    underWay.add(id);
    if (sent.has(id)) report('resent', {id, at: Date.now()});
    sent.add(id);
    client.publish({
      destination: '/app/chat/message',
      body: JSON.stringify({type: 'TALK', roomId: room, sender: options.name, message: text, id}),
      headers: {receipt: `m-${id}`},
    });
  }
}

function revisionOf(message) {
  return message.revision ?? 0;
}

function takeEvent(room, event) {
  if (event.type === 'CHANGED') {
    const now = event.message;
    const was = room.messages.get(now.seq);
    if (was && revisionOf(was) < revisionOf(now)) {
      const reactions = now.deleted ? undefined : was.reactions; // they are not told with it
      room.messages.set(now.seq, {...now, reactions});
    }
    reach(room, now.revision);
  } else if (event.type === 'REACTION') {
    const was = room.messages.get(event.seq);
    if (was && revisionOf(was) < event.revision) {
      const others = (was.reactions ?? []).filter(({emoji}) => emoji !== event.emoji);
      if (event.count > 0) others.push({emoji: event.emoji, count: event.count});
      room.messages.set(event.seq, {...was, reactions: others, revision: event.revision});
    }
    reach(room, event.revision);
  }
}

function reach(room, revision) {
  if (revision === room.known + 1) room.known = revision;
  else if (revision > room.known) askChanges(room);
}

function askChanges(room) {
  if (room.asking || !client.connected) return;
  room.asking = true;
  const page = client.subscribe(
    `/app/chat/room/${room.id}/changes`,
    ({body}) => {
      page.unsubscribe();
      room.asking = false;
      const {messages, revision, more} = JSON.parse(body);
      for (const now of messages) {
        const was = room.messages.get(now.seq);
        if (was && revisionOf(was) <= revisionOf(now)) room.messages.set(now.seq, now);
      }
      room.known = Math.max(room.known, revision);
      if (more) askChanges(room);
    },
    {since: String(room.known)},
  );
}

let said = 0;
function say(room) {
  const length = random(20) === 0 ? 6000 : 1 + random(299);
  const words = `${options.name}.${options.life} ${++said} ${'마'.repeat(length)}`;
  const id = randomUUID();
  outbox.add({id, room: room.id, text: words});
  report('said', {id});
  fill();
}

function change(room) {
  const message = room.messages.get(room.newest - random(40));
  if (!client.connected || !message || message.type !== 'TALK' || message.deleted) return;
  const ask = (what, body) =>
    client.publish({
      destination: `/app/chat/room/${room.id}/${what}`,
      body: JSON.stringify({seq: message.seq, ...body}),
      headers: {receipt: `c-${++lastId}`},
    });
  const what = random(message.senderId === self ? 6 : 3);
  if (what < 3) ask('react', {emoji: '🎈', on: random(3) > 0});
  else if (what < 5) ask('edit', {message: `${message.message} *`});
  else ask('delete', {});
}

let talking = setTimeout(next, random(60));
function next() {
  const room = rooms.get(roomIds[random(roomIds.length)]);
  if (random(6) === 0) change(room);
  else if (outbox.entries.size < mostWaiting) say(room);
  talking = setTimeout(next, 5 + random(60));
}

function shown(message) {
  return {
    seq: message.seq,
    type: message.type,
    sender: message.sender,
    senderId: message.senderId,
    id: message.id ?? '',
    text: message.message,
    edited: Boolean(message.edited) && !message.deleted,
    deleted: Boolean(message.deleted),
    pinned: Boolean(message.pinned),
    reactions: Object.fromEntries((message.reactions ?? []).map((r) => [r.emoji, r.count])),
    replyTo: message.replyTo?.seq ?? 0,
  };
}

const orders = {
  quiet: () => clearTimeout(talking),
  retry() {
    clearTimeout(holding);
    holding = null;
    fill();
  },
  report: () => report('state', {connected: client.connected, waiting: outbox.entries.size}),
  dump() {
    const seen = {};
    for (const room of rooms.values()) {
      seen[room.id] = [...room.messages.values()].sort((a, b) => a.seq - b.seq).map(shown);
    }
    report('dump', {rooms: seen, complete: true});
  },
};
const input = createInterface({input: process.stdin});
input.on('line', (order) => orders[order]?.());
input.on('close', () => process.exit(0));
client.activate();
