// SPDX-License-Identifier: GPL-3.0-or-later
// Two STOMP clients that others wrote, behind one small face.
import {Client} from '@stomp/stompjs';
import webstomp from 'webstomp-client';
import {WebSocket} from 'ws';

const versions = ['v12.stomp', 'v11.stomp', 'v10.stomp'];

/// Rejects when the promise takes longer than a minute; says what was waited for.
export function inTime(promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited in vain for ${what}`)), 60000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/// A value that is waited for: resolve() may come before or after the wait.
export function pending() {
  let resolve;
  const promise = new Promise((done) => (resolve = done));
  return {promise, resolve};
}

class Peer {
  receipts = new Map();
  lastReceipt = 0;

  /// A receipt id, and a promise for it.
  receipt() {
    const id = `r-${++this.lastReceipt}`;
    const wait = pending();
    this.receipts.set(id, wait.resolve);
    return {id, arrived: inTime(wait.promise, `receipt ${id}`)};
  }
  receiptArrived(id) {
    this.receipts.get(id)?.();
    this.receipts.delete(id);
  }
}

export class StompJs extends Peer {
  constructor(url, options = {}) {
    super();
    this.events = [];
    this.client = new Client({
      webSocketFactory: () => new WebSocket(url, options.protocols ?? versions),
      reconnectDelay: 0,
      heartbeatIncoming: 0,
      heartbeatOutgoing: 0,
      ...options,
    });
    this.client.onUnhandledReceipt = (frame) => this.receiptArrived(frame.headers['receipt-id']);
    this.client.onDisconnect = () => this.events.push('receipt of DISCONNECT');
    this.client.onWebSocketClose = (event) => this.events.push(`close ${event.code}`);
    this.error = pending();
    this.client.onStompError = (frame) => this.error.resolve(frame);
  }
  connect(headers = {}) {
    const wait = pending();
    this.client.connectHeaders = headers;
    this.client.onConnect = wait.resolve;
    this.client.activate();
    return inTime(wait.promise, 'CONNECTED');
  }
  get protocol() {
    return this.client.webSocket.protocol;
  }
  async subscribe(destination, heard, headers = {}) {
    const receipt = this.receipt();
    this.client.subscribe(destination, heard, {...headers, receipt: receipt.id});
    await receipt.arrived;
  }
  send(destination, body, headers = {}) {
    const receipt = this.receipt();
    const content = typeof body === 'string' ? {body} : {binaryBody: body};
    this.client.publish({destination, ...content, headers: {...headers, receipt: receipt.id}});
    return receipt.arrived;
  }
  close() {
    return inTime(this.client.deactivate(), 'the end of the connection');
  }
}

export class WebStomp extends Peer {
  constructor(url, options = {}) {
    super();
    const socket = new WebSocket(url, options.protocols ?? versions);
    this.client = webstomp.over(socket, {
      debug: false,
      heartbeat: false,
      protocols: versions,
      ...options,
    });
    this.client.onreceipt = (frame) => this.receiptArrived(frame.headers['receipt-id']);
  }
  connect(headers = {}) {
    const wait = pending();
    this.client.connect({...headers}, wait.resolve, (error) => (this.failure = error));
    return inTime(wait.promise, 'CONNECTED');
  }
  get protocol() {
    return this.client.ws.protocol;
  }
  async subscribe(destination, heard, headers = {}) {
    const receipt = this.receipt();
    this.client.subscribe(destination, heard, {...headers, receipt: receipt.id});
    await receipt.arrived;
  }
  send(destination, body, headers = {}) {
    const receipt = this.receipt();
    this.client.send(destination, body, {...headers, receipt: receipt.id});
    return receipt.arrived;
  }
  async close() {
    const receipt = this.receipt();
    this.client._transmit('DISCONNECT', {receipt: receipt.id}); // its own closes at once
    await receipt.arrived;
    this.client.ws.onclose = null;
    this.client.ws.close();
  }
}
