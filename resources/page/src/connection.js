// SPDX-License-Identifier: GPL-3.0-or-later
import {Client} from '@stomp/stompjs';
import SockJS from 'sockjs-client';
import {Doors} from './doors.js';
import {hasLasted, pauseBefore} from './pauses.js';
import {Requests} from './requests.js';
import {againAt, waitOf} from './waits.js';
import {isTime} from './wirechecks.js';

const endpoint = '/ws-stomp';
const protocols = ['v12.stomp', 'v11.stomp', 'v10.stomp'];
const longestTimer = 2 ** 31 - 1; // ms
const patience = 12000; // ms for an attempt, from the first packet to CONNECTED
/// A tab in the background may run its timers once a minute. A WebSocket is kept by the host's pings
/// anyway; the others are given up after three silent periods.
const beats = {webSocket: 10000, sockJs: 25000};

/// Whoever comes without the right password is not let in, and need not try again by himself.
const refusals = ['access refused', 'banned from this host', 'an invitation is needed', 'this invitation is over', 'not let in'];
/// The host's words while whoever hosts is asked. It lets one in by itself then, so it is asked again soon.
export const isAwaited = (why) => why === 'waiting to be let in';
/// Too much that was wrong came from this address, or about this account: whether one is right nobody has looked.
const isTooOften = (why) => /^too many (failed logins|wrong tries)\b/.test(why ?? '');

/// The host's words to who has been erased, who does not come back as the same.
export const isErased = (why) => why === 'everything of yours is being erased';

/// An ERROR that is about no request, and may be over the next time.
const isOfTheHost = (why) => /^(not stored|No heart-beat)/.test(why);
/// How a WebSocket is closed because of a message, and how sockjs-client says it of a request.
const isTooBig = ({code, reason}) => code === 1009 || /\b413$/.test(reason);

function parsed(body) {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/// A session with the host that stays: it connects again by itself.
///
/// `state` is {kind, since, nextTry?, why?, again?}: "off", "connecting", "online", "waiting" (for nextTry) or
/// "refused"; `since` tells when the last session was over, or the first attempt began; `why` is what the
/// host said when it ended one, `again` when it lets one try again, if it says so.
export class Connection extends EventTarget {
  state = {kind: 'off', since: Date.now()};
  #client;
  #doors;
  #timer;
  #attempts = 0;
  #turn = 0; // of the attempt; what an older one has to say is not listened to
  #requests = new Requests();
  #error; // of the session that is ending
  #again; // when the host lets one try again, as that says
  #wasIn = false; // in a session before

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
    this.#requests.over(false);
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

  /// Until the session is over. Gives what unsubscribes. What is no JSON object is not heard; `refused`
  /// gets the host's words when it does not let us.
  subscribe(destination, heard, headers = {}, refused = undefined) {
    const client = this.#client;
    let subscription;
    const request = {
      key: `SUBSCRIBE ${destination}`,
      write: (receipt) => {
        subscription = client.subscribe(destination, (frame) => {
          const said = parsed(frame.body);
          if (said && typeof said === 'object') heard(said);
        }, {...headers, receipt});
      },
      refused,
    };
    this.#requests.ask(request);
    return () => {
      this.#requests.withdraw(request);
      if (this.#client === client && this.isOnline) subscription?.unsubscribe();
    };
  }

  /// The one reply to a SUBSCRIBE; not called when the session ends before.
  ask(destination, replied, headers = {}, refused = undefined) {
    const done = this.subscribe(destination, (reply) => {
      done();
      replied(reply);
    }, headers, refused);
  }

  /// `stored` when the host has it. `refused` with the host's words when it will not take it. Neither,
  /// when the session ends before. `key`: of Requests, where the same is not said in the same words again.
  send(destination, said, {stored, refused, key} = {}) {
    const client = this.#client;
    const body = JSON.stringify(said);
    const write = (receipt) => client.publish({destination, body, headers: {'content-type': 'application/json', receipt}});
    this.#requests.ask({key: key ?? `SEND ${destination} ${body}`, write, stored, refused});
  }

  #attempt() {
    const turn = ++this.#turn;
    const transports = this.#doors.next();
    const current = () => turn === this.#turn;
    this.#error = undefined;
    this.#again = undefined;
    this.#setState({kind: 'connecting', since: this.state.since, why: this.state.why});
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
      onUnhandledReceipt: (frame) => current() && this.#requests.stored(frame.headers['receipt-id']),
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
    this.#wasIn = true;
    this.#setState({kind: 'online', since: Date.now()});
    // Where we listen to these, what the host refuses ends no session.
    this.#client.subscribe('/user/queue/errors', ({body}) => {
      const {receipt, message, retryAfter} = parsed(body) ?? {};
      this.#requests.declined(receipt, `${message ?? ''}`, Number.isFinite(retryAfter) ? retryAfter : undefined);
    });
    this.dispatchEvent(new CustomEvent('online', {detail: headers}));
  }

  /// An ERROR; the host closes behind it.
  #refused(frame) {
    const why = frame.headers.message ?? '';
    this.#error = why;
    const {until} = frame.headers; // of a ban
    this.#again = againAt(waitOf(frame.headers['retry-after'])) ?? (isTime(Number(until)) && Number(until) > Date.now() ? Number(until) : undefined);
    // What could not be stored now can be later; it is sent again in the next session.
    if (this.isOnline && !isOfTheHost(why)) this.#requests.refused(frame.headers['receipt-id'], why);
  }

  #over(event, wasWebSocket) {
    const reached = this.isOnline;
    const since = reached ? Date.now() : this.state.since;
    const lasted = reached && hasLasted(since - this.state.since);
    ++this.#turn;
    clearTimeout(this.#timer);
    if (reached && !this.#error && isTooBig(event)) this.#requests.refused(undefined, 'message too long');
    this.#requests.over(lasted);
    const client = this.#client;
    this.#client = undefined;
    client?.deactivate({force: true});
    // Who was in is right, and waits; who was not may have typed something wrong.
    const isRefused = refusals.includes(this.#error) || (isTooOften(this.#error) && !this.#wasIn);
    if (isErased(this.#error) || (!reached && isRefused)) {
      this.#setState({kind: 'refused', since, why: this.#error, again: this.#again});
      return;
    }
    if (!reached && wasWebSocket && !this.#error) this.#lookWhetherBlocked();
    if (event.code === 4500) this.dispatchEvent(new Event('tooslow'));
    if (lasted) this.#attempts = 0;
    const asked = this.#again === undefined ? 0 : this.#again - Date.now();
    if (isAwaited(this.#error)) this.#attempts = 0;
    const pause = Math.min(Math.max(pauseBefore(++this.#attempts), asked), longestTimer);
    this.#timer = setTimeout(() => this.#attempt(), pause);
    this.#setState({kind: 'waiting', since, nextTry: Date.now() + pause, why: this.#error});
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
