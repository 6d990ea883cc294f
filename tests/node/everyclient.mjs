// SPDX-License-Identifier: GPL-3.0-or-later
// everyclient.mjs MADANG-HOST CLIENT DOOR: one client of faces.mjs through all that STOMP has,
// against a host of its own. The doors: ws, tcp, sockjs-TRANSPORT, sockjs1.0-TRANSPORT (with that
// version of sockjs-client). tests/python/stomppy.py does the same with stomp.py.
import assert from 'node:assert/strict';
import {inTime, pending} from './clients.mjs';
import {broken, faces} from './faces.mjs';
import {Host} from './protocol/host.mjs';

const [binary, client, door] = process.argv.slice(2);
const BEAT = 2000; // ms, each way, where there are beats; the host is told the same
const DEAD = 3; // silent periods after which the host gives a peer up

/// A list that can be waited for.
class Heard {
  messages = [];
  waiting = [];
  take = (message) => {
    this.messages.push(message);
    for (const check of this.waiting) check();
  };
  get bodies() {
    return this.messages.map((message) => message.body);
  }
  async count(wanted) {
    const enough = pending();
    const check = () => this.messages.length >= wanted && enough.resolve();
    this.waiting.push(check);
    check();
    await inTime(enough.promise, `message ${wanted}, after ${JSON.stringify(this.bodies)}`);
    return this.messages;
  }
}

/// What waits in a queue, taken out of it.
async function left(face, queue) {
  const heard = new Heard();
  const leave = await face.subscribe(queue, heard.take);
  await face.send(queue, 'end');
  for (let count = 1; heard.bodies.at(-1) !== 'end'; ++count) await heard.count(count);
  leave();
  return heard.bodies.slice(0, -1);
}

/// What a connection does not acknowledge before it ends stays in the queue.
async function withConsumer(face, queue, ack, bodies, use) {
  const consumer = new faces[client](face.door);
  await consumer.connect();
  const heard = new Heard();
  await consumer.subscribe(queue, heard.take, {ack});
  for (const body of bodies) await face.send(queue, body);
  await use(await heard.count(bodies.length), consumer, heard);
  await consumer.close();
  return left(face, queue);
}

async function topic(face, heard) {
  await face.send('/topic/clients.all', '안녕', {place: 'garden', 'content-type': 'text/plain'});
  const [message] = await heard.count(1);
  assert.equal(message.body, '안녕');
  assert.equal(message.headers.place, 'garden');
  assert.equal(message.headers.destination, '/topic/clients.all');
}

async function acknowledged(face) {
  const rest = await withConsumer(face, '/queue/clients.cumulative', 'client', ['1', '2', '3'],
    (messages) => messages[1].ack()); // 1 and 2
  assert.deepEqual(rest, ['3']);
}

/// A5
async function refused(face) {
  const use = async (messages, consumer, heard) => {
    messages[2].ack();
    messages[1].nack();
    const back = (await heard.count(4))[3];
    assert.equal(back.body, '2');
    assert.equal(back.headers.redelivered, 'true');
    back.ack();
  };
  const queue = '/queue/clients.individual';
  assert.deepEqual(await withConsumer(face, queue, 'client-individual', ['1', '2', '3'], use), ['1']);
}

async function transactions(face) {
  const heard = new Heard();
  const destination = '/topic/clients.transactions';
  const leave = await face.subscribe(destination, heard.take);
  const one = face.begin('one');
  const two = face.begin('two');
  face.post(destination, 'in one, first', {transaction: one.id});
  face.post(destination, 'in two', {transaction: two.id});
  face.post(destination, 'in one, second', {transaction: one.id});
  await face.send(destination, 'outside');
  await heard.count(1);
  two.abort();
  one.commit();
  await face.send(destination, 'end');
  await heard.count(4);
  assert.deepEqual(heard.bodies, ['outside', 'in one, first', 'in one, second', 'end']);
  leave();
}

/// An ACK of a transaction that is aborted has not been.
async function acksInTransactions(face) {
  const use = ([first, second], consumer) => {
    const kept = consumer.begin('kept');
    first.ack({transaction: kept.id});
    kept.commit();
    const dropped = consumer.begin('dropped');
    second.ack({transaction: dropped.id});
    dropped.abort();
  };
  const queue = '/queue/clients.transactions';
  assert.deepEqual(await withConsumer(face, queue, 'client-individual', ['1', '2'], use), ['2']);
}

/// Silent but for beats, longer than the host waits for a dead peer; then still served.
async function heartBeats(door) {
  const face = new faces[client](door, BEAT);
  await face.connect();
  const begun = Date.now();
  while (face.beats < 3 || Date.now() < begun + (DEAD + 1) * BEAT) {
    assert.ok(Date.now() < begun + 60000, `${face.beats} beats of the host in a minute`);
    await new Promise((resolve) => setTimeout(resolve, BEAT / 10));
  }
  assert.equal(face.connections, 1);
  // stompjs 2 takes a beat and a frame that come at once for something unknown.
  await Promise.any([1, 2, 3].map((number) => face.send('/topic/clients.beats', `${number}`)));
  await face.close();
}

async function restart(face, host, heard) {
  const before = heard.messages.length;
  const back = face.again();
  await host.restart();
  await back;
  await face.send('/topic/clients.all', 'back');
  await heard.count(before + 1);
  assert.equal(heard.bodies.at(-1), 'back');
}

async function everything(host) {
  const page = host.url?.replace(/^ws/, 'http');
  const there = door === 'tcp' ? {kind: door, ...host.tcp} : {kind: door, url: host.url, sockjs: page};
  // In node sockjs-client does not see an answer break off; only beats tell of it.
  const face = new faces[client](there, door.endsWith('-xhr-streaming') ? BEAT : 0);
  await face.connect();
  const heard = new Heard();
  await face.stay('/topic/clients.all', heard.take);
  await topic(face, heard);
  await transactions(face);
  await acknowledged(face);
  await refused(face);
  await acksInTransactions(face);
  await heartBeats(there);
  await restart(face, host, heard);
  await face.close();
}

async function main() {
  const host = await Host.start(binary,
    ['--heart-beat-seconds', `${BEAT / 1000}`, '--heart-beat-margin', `${DEAD}`],
    {ports: door === 'tcp' ? ['--port', '--tcp-port'] : ['--port']});
  try {
    await Promise.race([broken, everything(host)]);
    console.log(`${client} over ${door}: everything as it should be`);
  } finally {
    await host.stop();
  }
}

main().then(() => process.exit(0), (error) => {
  console.error(error);
  process.exit(1);
});
