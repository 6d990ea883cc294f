// SPDX-License-Identifier: GPL-3.0-or-later
import {Client} from '@stomp/stompjs';
import SockJS from 'sockjs-client';
import {Doors} from './doors.js';
import {pauseBefore} from './pauses.js';

const endpoint = '/ws-stomp';
const protocols = ['v12.stomp', 'v11.stomp', 'v10.stomp'];
const patience = 12000; // ms for an attempt, from the first packet to CONNECTED
/// A tab in the background may run its timers once a minute. A WebSocket is kept by the host's pings
/// anyway; the others are given up after three silent periods.
const beats = {webSocket: 10000, sockJs: 25000};

/// Whoever comes without the right password is not let in, and need not try again by himself.
const refusals = ['access refused', 'too many failed logins, try again later'];

/// A session with the host that stays: it connects again by itself.
///
/// `state` is {kind, since, nextTry?}: "off", "connecting", "online", "waiting" (for nextTry) or
/// "refused" (with `why`); `since` tells when the last session was over, or the first attempt began.
export class Connection extends EventTarget {
  state = {kind: 'off', since: Date.now()};
  #client;
  #doors;
  #timer;
  #attempts = 0;
  #turn = 0; // of the attempt; what an older one has to say is not listened to
  #receipts = 0;
  #asked = new Map(); // receipt id → {stored, refused}
  #error; // of the session that is ending

  /// @param {{headers: () => Object<string, string>, transport?: string}} options
  constructor({headers, transport}) {
    super();
    this.headers = headers;
    this.#doors = new Doors(transport);
  }

  start() {
    this.#attempts = 0;
    this.#setState({kind: 'connecting', since: Date.now()});
    this.#attempt();
  }

  /// In order, and for good.
  stop() {
    ++this.#turn;
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = undefined;
    this.#asked.clear();
    client?.deactivate();
    this.#setState({kind: 'off', since: Date.now()});
  }

  tryNow() {
    if (this.state.kind !== 'waiting') return;
    clearTimeout(this.#timer);
    this.#attempt();
  }

  get isOnline() {
    return this.state.kind === 'online';
  }

  /// Until the session is over. Gives what unsubscribes.
  subscribe(destination, heard, headers = {}) {
    const client = this.#client;
    const subscription = client.subscribe(destination, (frame) => heard(JSON.parse(frame.body)), headers);
    return () => {
      if (this.#client === client && this.isOnline) subscription.unsubscribe();
    };
  }

  /// The one reply to a SUBSCRIBE; not called when the session ends before.
  ask(destination, replied, headers = {}) {
    const done = this.subscribe(destination, (reply) => {
      done();
      replied(reply);
    }, headers);
  }

  /// `stored` when the host has it. `refused` with the host's words when it will not take it. Neither,
  /// when the session ends before.
  send(destination, body, {stored, refused} = {}) {
    const receipt = `r${++this.#receipts}`;
    this.#asked.set(receipt, {stored, refused});
    this.#client.publish({
      destination,
      body: JSON.stringify(body),
      headers: {'content-type': 'application/json', receipt},
    });
  }

  #attempt() {
    const turn = ++this.#turn;
    const transports = this.#doors.next();
    const current = () => turn === this.#turn;
    this.#error = undefined;
    this.#setState({kind: 'connecting', since: this.state.since});
    const client = new Client({
      webSocketFactory: () =>
        transports
          ? new SockJS(endpoint, null, {transports})
          : new WebSocket(`${location.origin.replace(/^http/, 'ws')}${endpoint}`, protocols),
      connectHeaders: this.headers(),
      reconnectDelay: 0,
      heartbeatIncoming: 10000,
      heartbeatOutgoing: transports ? beats.sockJs : beats.webSocket,
      discardWebsocketOnCommFailure: true,
      onConnect: (frame) => current() && this.#connected(frame.headers),
      onUnhandledReceipt: (frame) => current() && this.#answered(frame.headers['receipt-id'], 'stored'),
      onStompError: (frame) => current() && this.#refused(frame),
      onWebSocketClose: (event) => current() && this.#over(event, !transports),
    });
    this.#client = client;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => current() && this.#over({}, !transports), patience);
    try {
      client.activate();
    } catch {
      this.#over({}, !transports);
    }
  }

  #connected(headers) {
    clearTimeout(this.#timer);
    this.#attempts = 0;
    this.#setState({kind: 'online', since: Date.now()});
    this.dispatchEvent(new CustomEvent('online', {detail: headers}));
  }

  #answered(receipt, how, why) {
    const asked = this.#asked.get(receipt);
    this.#asked.delete(receipt);
    asked?.[how]?.(why);
  }

  /// An ERROR; the host closes behind it.
  #refused(frame) {
    const why = frame.headers.message ?? '';
    this.#error = why;
    // What could not be stored now can be later; it is sent again in the next session.
    if (!why.startsWith('not stored')) this.#answered(frame.headers['receipt-id'], 'refused', why);
  }

  #over(event, wasWebSocket) {
    const reached = this.isOnline;
    const since = reached ? Date.now() : this.state.since;
    ++this.#turn;
    clearTimeout(this.#timer);
    this.#asked.clear();
    const client = this.#client;
    this.#client = undefined;
    client?.deactivate({force: true});
    if (!reached && refusals.includes(this.#error)) {
      this.#setState({kind: 'refused', since, why: this.#error});
      return;
    }
    if (!reached && wasWebSocket && !this.#error) this.#lookWhetherBlocked();
    if (event.code === 4500) this.dispatchEvent(new Event('tooslow'));
    const pause = pauseBefore(++this.#attempts);
    this.#timer = setTimeout(() => this.#attempt(), pause);
    this.#setState({kind: 'waiting', since, nextTry: Date.now() + pause});
  }

  async #lookWhetherBlocked() {
    const answers = await fetch(`${endpoint}/info`, {cache: 'no-store'}).then((answer) => answer.ok, () => false);
    this.#doors.failed(answers);
  }

  #setState(state) {
    this.state = state;
    this.dispatchEvent(new Event('state'));
  }
}
