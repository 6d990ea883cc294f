// SPDX-License-Identifier: GPL-3.0-or-later
// Four STOMP clients that others wrote, over WebSocket and TCP, with one face for all:
//   connect, subscribe, send, begin, again (connected once more after a loss), close.
// Messages have ack(headers) and nack(headers) from their client. An ERROR ends the test.
import {RxStomp} from '@stomp/rx-stomp';
import {Client} from '@stomp/stompjs';
import {skip, take} from 'rxjs';
import SockJs from 'sockjs-client';
import SockJs10 from 'sockjs-client-1.0';
import SockJs11 from 'sockjs-client-1.1';
import oldStomp from 'stompjs';
import webstomp from 'webstomp-client';
import {WebSocket} from 'ws';
import {inTime, pending} from './clients.mjs';
import {TcpSocket} from './tcpsocket.mjs';

const versions = ['v12.stomp', 'v11.stomp', 'v10.stomp'];
const sockJs = {'': SockJs, '1.0': SockJs10, '1.1': SockJs11};
const RETRY = 100; // ms between attempts to connect

let breakDown;
/// Rejects with the first ERROR of the host.
export const broken = new Promise((_, reject) => (breakDown = reject));

function fail(frame) {
  breakDown(new Error(`an ERROR of the host: ${frame.headers?.message} ${frame.body}`));
}

function open(door, protocols = versions) {
  if (door.kind === 'tcp') return new TcpSocket(door);
  // sockjs-TRANSPORT, or sockjs1.0-TRANSPORT for that version of its client
  const [, version, transport] = /^sockjs([\d.]*)-(.*)$/.exec(door.kind) ?? [];
  if (transport) return new sockJs[version](door.sockjs, null, {transports: transport});
  const socket = new WebSocket(door.url, protocols);
  socket.on('error', () => {}); // a close follows, which all of them look at
  return socket;
}

class Face {
  beats = 0;
  connections = 0;
  receipts = new Map();
  lastReceipt = 0;
  subscriptions = []; // those that are to be there again after a loss

  constructor(door, beat = 0) {
    this.door = door;
    this.beat = beat;
  }
  receipt() {
    const id = `r-${++this.lastReceipt}`;
    const wait = pending();
    this.receipts.set(id, wait.resolve);
    return {id, arrived: inTime(wait.promise, `receipt ${id}`)};
  }
  receiptArrived = (frame) => this.receipts.get(frame.headers['receipt-id'])?.();
  debug = (line) => {
    if (line === '<<< PONG') ++this.beats;
    if (line === 'Web Socket Opened...') ++this.connections;
  };

  /// Subscribes, and again after each loss. Gives a function that unsubscribes.
  async stay(destination, heard) {
    this.subscriptions.push([destination, heard]);
    return this.subscribe(destination, heard);
  }
  send(destination, body, headers = {}) {
    const receipt = this.receipt();
    this.post(destination, body, {...headers, receipt: receipt.id});
    return receipt.arrived;
  }
  async subscribe(destination, heard, headers = {}) {
    const receipt = this.receipt();
    const subscription = this.client.subscribe(destination, heard, {...headers, receipt: receipt.id});
    await receipt.arrived;
    return () => subscription.unsubscribe();
  }
  begin(name) {
    return this.client.begin(name);
  }
  async resubscribe() {
    for (const [destination, heard] of this.subscriptions) await this.subscribe(destination, heard);
  }
}

class StompJs extends Face {
  connect() {
    const connected = pending();
    this.client = new Client({
      webSocketFactory: () => open(this.door),
      connectHeaders: {host: '/'},
      reconnectDelay: RETRY,
      heartbeatIncoming: this.beat,
      heartbeatOutgoing: this.beat,
      debug: this.debug,
      onConnect: connected.resolve,
      onStompError: fail,
      onUnhandledReceipt: this.receiptArrived,
    });
    this.client.activate();
    return inTime(connected.promise, 'CONNECTED');
  }
  post(destination, body, headers) {
    this.client.publish({destination, body, headers});
  }
  async again() {
    const connected = pending();
    this.client.onConnect = connected.resolve;
    await inTime(connected.promise, 'the next CONNECTED');
    await this.resubscribe();
  }
  close() {
    return inTime(this.client.deactivate(), 'the end of the connection');
  }
}

class Rx extends Face {
  async connect() {
    this.rx = new RxStomp();
    this.rx.configure({
      webSocketFactory: () => open(this.door),
      connectHeaders: {host: '/'},
      reconnectDelay: RETRY,
      heartbeatIncoming: this.beat,
      heartbeatOutgoing: this.beat,
      debug: this.debug,
    });
    this.rx.stompErrors$.subscribe(fail);
    this.rx.unhandledReceipts$.subscribe(this.receiptArrived);
    const connected = pending();
    this.rx.connected$.pipe(take(1)).subscribe(connected.resolve);
    this.rx.activate();
    await inTime(connected.promise, 'CONNECTED');
  }
  async subscribe(destination, heard, headers = {}) {
    const receipt = this.receipt();
    const subscription = this.rx
      .watch({destination, subHeaders: {...headers, receipt: receipt.id}})
      .subscribe(heard);
    await receipt.arrived;
    return () => subscription.unsubscribe();
  }
  post(destination, body, headers) {
    this.rx.publish({destination, body, headers});
  }
  begin(name) {
    return this.rx.stompClient.begin(name);
  }
  /// Subscribes again by itself, before it tells those who began to listen later.
  async again() {
    const connected = pending();
    this.rx.connected$.pipe(skip(1), take(1)).subscribe(connected.resolve);
    await inTime(connected.promise, 'the next CONNECTED');
  }
  close() {
    return inTime(this.rx.deactivate(), 'the end of the connection');
  }
}

/// Those two do not connect again by themselves: their users make a new client when one is lost.
class NotByItself extends Face {
  async connect() {
    const connected = pending();
    this.lost = pending();
    const lost = this.lost;
    this.client = this.make();
    this.client.onreceipt = this.receiptArrived;
    this.client.debug = this.debug;
    this.client.connect({host: '/'}, () => connected.resolve(true), (error) => {
      if (error?.command === 'ERROR') fail(error);
      lost.resolve();
      connected.resolve(false);
    });
    if (!(await inTime(connected.promise, 'CONNECTED'))) throw new Error('no connection');
  }
  async again() {
    await inTime(this.lost.promise, 'the loss of the connection');
    const deadline = Date.now() + 60000;
    for (;;) {
      try {
        await this.connect();
        break;
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await new Promise((resolve) => setTimeout(resolve, RETRY));
      }
    }
    await this.resubscribe();
  }
  async close() {
    const receipt = this.receipt();
    this.client._transmit('DISCONNECT', {receipt: receipt.id}); // their own close at once
    await receipt.arrived;
    this.client.ws.onclose = null;
    this.client.ws.close();
    this.client._cleanUp();
  }
}

class WebStomp extends NotByItself {
  make() {
    const heartbeat = {incoming: this.beat, outgoing: this.beat};
    return webstomp.over(open(this.door), {heartbeat, protocols: versions});
  }
  post(destination, body, headers) {
    this.client.send(destination, body, headers);
  }
}

/// 2.3.3 knows 1.0 and 1.1, escapes nothing, and calls every header object its own.
class OldStompJs extends NotByItself {
  make() {
    const client = this.door.kind === 'tcp'
      ? oldStomp.overTCP(this.door.host, this.door.port)
      : oldStomp.over(open(this.door, ['v11.stomp', 'v10.stomp']));
    client.heartbeat = {incoming: this.beat, outgoing: this.beat};
    return client;
  }
  /// Of several messages in one piece, its own message.ack() takes the last.
  subscribe(destination, heard, headers) {
    return super.subscribe(destination, (frame) => {
      const {'message-id': id, subscription} = frame.headers;
      frame.ack = (more) => this.client.ack(id, subscription, more);
      frame.nack = (more) => this.client.nack(id, subscription, more);
      heard(frame);
    }, headers);
  }
  post(destination, body, headers) {
    this.client.send(destination, headers, body);
  }
}

export const faces = {
  'stompjs': StompJs,
  'stompjs-2': OldStompJs,
  'webstomp': WebStomp,
  'rx-stomp': Rx,
};
