// SPDX-License-Identifier: GPL-3.0-or-later
import {randomId} from './randomid.js';

/// Another tab of this browser sends what it wrote itself; if it does not, it is away, and we do.
const untilAnotherIsAway = 4000; // ms
const longestPause = 15 * 60 * 1000; // ms that one is asked to wait, and does
const late = 60 * 1000; // ms from which on it is said that a message had to wait

/// What one wrote, on its way to the host: kept in the outbox, sent in this session or a later one.
export class Delivery {
  /** Who one is. */
  me;
  /** @type {import('./room.js').Room | undefined} the one that is open */
  room;
  #sent = new Map(); // id of a message → {state: "sending" or "accepted", entry}, in this session
  #turn = 0;
  #pauses = new Map(); // room id → {until, timer}: the host takes nothing of ours before
  #look; // at what another tab wrote

  /// @param {() => void} changed there is something new to show
  constructor(outbox, connection, changed) {
    Object.assign(this, {outbox, connection, changed});
  }

  /// A session has begun.
  begin() {
    this.#sendAll();
  }

  /// The session is over.
  end() {
    clearTimeout(this.#look);
    this.#look = undefined;
    this.#sent.clear();
    for (const {timer} of this.#pauses.values()) clearTimeout(timer);
    this.#pauses.clear();
  }

  /// Another tab changed the outbox.
  lookAgain() {
    this.#look ??= setTimeout(() => {
      this.#look = undefined;
      this.#sendAll();
    }, untilAnotherIsAway);
    this.changed();
  }

  /// In the open room unless another is named. False when the browser does not keep it.
  /// @param {{id?: string, roomId?: string, replyTo?: {seq: number, sender: string, excerpt: string}, files?: object[]}} more
  say(text, {id = randomId(), roomId = this.room.id, replyTo, files = []} = {}) {
    const {me} = this;
    const entry = {id, user: me.id, sender: me.name, roomId, text, written: Date.now(), turn: ++this.#turn};
    if (replyTo) entry.replyTo = replyTo;
    if (files.length > 0) entry.files = files;
    const isKept = this.outbox.put(entry);
    if (this.connection.isOnline) this.#send(entry);
    this.changed();
    return isKept;
  }

  /// What the host refused.
  sayAgain(id) {
    const found = this.outbox.entries(this.me.id).find((entry) => entry.id === id);
    if (!found) return;
    const {why, ...entry} = found;
    this.outbox.put(entry);
    if (this.connection.isOnline) this.#send(entry);
    this.changed();
  }

  discard(id) {
    this.outbox.remove(id);
    this.#sent.delete(id);
    this.changed();
  }

  /// Drops what is not on its way. False when it is, or was stored.
  withdraw(id) {
    const isHere = this.outbox.entries(this.me.id).some((entry) => entry.id === id);
    if (!isHere || this.#sent.has(id)) return false;
    this.discard(id);
    return true;
  }

  /// How many messages of ours the host does not have, in all rooms.
  get count() {
    return this.outbox.entries(this.me.id).length;
  }

  isRefused(id) {
    return this.outbox.entries(this.me.id).some((entry) => entry.id === id && entry.why !== undefined);
  }

  #sendAll() {
    if (!this.connection.isOnline) return;
    for (const entry of this.outbox.entries(this.me.id))
      if (!entry.why && !this.#sent.has(entry.id)) this.#send(entry);
  }

  #send(entry) {
    const {id, roomId, text, sender, replyTo, files, written} = entry;
    if (this.#pauses.has(roomId)) return;
    this.#sent.set(id, {state: 'sending', entry});
    const said = {type: 'TALK', roomId, sender: sender ?? this.me.name, message: text, id};
    if (replyTo) said.replyTo = replyTo.seq;
    if (files) said.files = files.map(({token}) => token);
    const waited = Date.now() - written;
    if (waited >= late) said.waited = waited;
    this.connection.send('/app/chat/message', said, {
      key: `TALK ${id}`, // how long it waited is another each time
      stored: () => {
        this.outbox.remove(id);
        // Until the room brings it, so that it does not blink.
        if (this.room?.id === roomId && !this.#isHeard(id)) this.#sent.set(id, {state: 'accepted', entry});
        else this.#sent.delete(id);
        this.changed();
      },
      refused: (why, retryAfter) => {
        this.#sent.delete(id);
        if (retryAfter > 0 && retryAfter <= longestPause) this.#pause(roomId, retryAfter);
        else this.outbox.put({...entry, why});
        this.changed();
      },
    });
  }

  /// Slow mode, or too much at once: what is written meanwhile goes behind it.
  #pause(roomId, time) {
    clearTimeout(this.#pauses.get(roomId)?.timer);
    const timer = setTimeout(() => {
      this.#pauses.delete(roomId);
      this.#sendAll();
      this.changed();
    }, time);
    this.#pauses.set(roomId, {until: Date.now() + time, timer});
  }

  #isHeard(id) {
    return this.room.log.hasOwn(this.me.id, id);
  }

  /// What is written and not in the log of the open room yet: entries with their `state`.
  waiting() {
    if (!this.room) return [];
    const kept = this.outbox.entries(this.me.id).map((entry) => ({
      ...entry, state: entry.why ? 'refused' : this.#sent.get(entry.id)?.state ?? 'waiting',
      until: this.#sent.has(entry.id) ? undefined : this.#pauses.get(entry.roomId)?.until,
    }));
    const accepted = [...this.#sent.values()].filter(({state}) => state === 'accepted').map(({entry}) => ({...entry, state: 'accepted'}));
    return [...accepted, ...kept].filter(({id, roomId}) => roomId === this.room.id && !this.#isHeard(id));
  }

  /// The open room has brought something.
  heard() {
    for (const [id, {state}] of this.#sent) if (state === 'accepted' && this.#isHeard(id)) this.#sent.delete(id);
  }
}
