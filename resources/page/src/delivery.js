// SPDX-License-Identifier: GPL-3.0-or-later
import {randomId} from './randomid.js';
import {Removals} from './removals.js';
import {againAt} from './waits.js';
import {isTime} from './wirechecks.js';

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
  #told = new Map(); // id → {stored, refused}: who wants to hear what becomes of it
  #flying = new Set(); // ids that the host has not answered in this session, also of what was taken back
  #turn = 0;
  #pauses = new Map(); // room id → {until, timer}: the host takes nothing of ours before
  #look; // at what another tab wrote

  /// @param {() => void} changed there is something new to show
  /// @param {(why: string) => void} notRemoved the host does not delete what was taken back
  constructor(outbox, connection, changed, notRemoved = () => {}) {
    Object.assign(this, {outbox, connection, changed});
    this.removals = new Removals(outbox.storage, connection, {
      notice: notRemoved, isOnItsWay: (id) => this.#flying.has(id), now: () => ({me: this.me, room: this.room}),
    });
  }

  /// A session has begun.
  begin() {
    this.#sendAll();
    this.removals.look();
  }

  /// The session is over.
  end() {
    clearTimeout(this.#look);
    this.#look = undefined;
    this.#sent.clear();
    this.#flying.clear();
    this.removals.end();
    for (const {timer} of this.#pauses.values()) clearTimeout(timer);
    this.#pauses.clear();
  }

  /// Another tab changed the outbox.
  lookAgain() {
    this.#look ??= setTimeout(() => {
      this.#look = undefined;
      this.#sendAll();
      this.removals.look();
    }, untilAnotherIsAway);
    this.changed();
  }

  /// In the open room unless another is named. False when the browser does not keep it.
  /// @param {{id?: string, roomId?: string, replyTo?: {seq: number, sender: string, excerpt: string}, files?: object[],
  ///   told?: {stored: () => void, refused: (why: string, wait?: number) => void}}} more told: what becomes of it, while the page is open
  say(text, {id = randomId(), roomId = this.room.id, replyTo, files = [], told} = {}) {
    const {me} = this;
    const entry = {id, user: me.id, sender: me.name, roomId, text, written: Date.now(), turn: ++this.#turn};
    if (replyTo) entry.replyTo = replyTo;
    if (files.length > 0) entry.files = files;
    const isKept = this.outbox.put(entry);
    if (told) this.#told.set(id, told);
    if (this.connection.isOnline) this.#send(entry);
    this.changed();
    return isKept;
  }

  /// What the host refused.
  sayAgain(id) {
    const found = this.#kept(id);
    if (!found) return;
    const {why, again, ...entry} = found;
    this.outbox.put(entry);
    if (this.connection.isOnline) this.#send(entry);
    this.changed();
  }

  /// It is sent no more. What the host may have, as it was written to a socket once, is deleted there.
  discard(id, roomId = this.room?.id) {
    const entry = this.#kept(id) ?? this.#sent.get(id)?.entry;
    this.outbox.remove(id);
    this.#told.delete(id);
    const mayBeThere = !entry || entry.sent || this.#sent.has(id);
    this.#sent.delete(id);
    if (mayBeThere) this.removals.want({id, user: this.me.id, roomId: entry?.roomId ?? roomId});
    this.changed();
  }

  #kept(id) {
    return this.outbox.entries(this.me.id).find((entry) => entry.id === id);
  }

  /// How many messages of all who write in this browser wait, in all rooms.
  get count() {
    return this.outbox.count;
  }

  #sendAll() {
    if (!this.connection.isOnline) return;
    for (const entry of this.outbox.entries(this.me.id))
      if (!entry.why && !this.#sent.has(entry.id)) this.#send(entry);
  }

  #send(entry) {
    const {id, roomId, text, sender, replyTo, files, written} = entry;
    if (this.#pauses.has(roomId)) return;
    // In a later session it is not known whether this one brought it to the host.
    if (!entry.sent) this.outbox.put({...entry, sent: true});
    this.#sent.set(id, {state: 'sending', entry});
    this.#flying.add(id);
    const said = {type: 'TALK', roomId, sender: sender ?? this.me.name, message: text, id};
    if (replyTo) said.replyTo = replyTo.seq;
    if (files) said.files = files.map(({token}) => token);
    const waited = Date.now() - written;
    if (waited >= late) said.waited = waited;
    this.connection.send('/app/chat/message', said, {
      key: `TALK ${id}`, // how long it waited is another each time
      stored: () => {
        const isTakenBack = !this.#sent.has(id);
        this.outbox.remove(id);
        // Until the room brings it, so that it does not blink.
        if (!isTakenBack && this.room?.id === roomId && !this.#isHeard(id)) this.#sent.set(id, {state: 'accepted', entry});
        else this.#sent.delete(id);
        this.#answered(id, 'stored');
        this.changed();
      },
      refused: (why, retryAfter) => {
        const isPause = retryAfter > 0 && retryAfter <= longestPause;
        this.#sent.delete(id);
        // What was taken back meanwhile, here or in another tab, is not put back.
        if (this.#kept(id)) this.outbox.put(isPause ? entry : {...entry, why, again: againAt(retryAfter)});
        else if (!entry.sent) this.removals.drop(id);
        if (isPause) this.#pause(roomId, retryAfter);
        this.#answered(id, isPause ? undefined : 'refused', why, retryAfter);
        this.changed();
      },
    });
  }

  #answered(id, what, why, wait) {
    this.#flying.delete(id);
    if (what) {
      const told = this.#told.get(id);
      this.#told.delete(id);
      told?.[what](why, wait);
    }
    this.removals.answered(id);
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

  /// What is written and not in the log of the open room yet: entries with their `state`, and `until` when they are
  /// sent again, or may be by who wrote what was refused.
  waiting() {
    if (!this.room) return [];
    const kept = this.outbox.entries(this.me.id).map((entry) => ({
      ...entry, state: entry.why ? 'refused' : this.#sent.get(entry.id)?.state ?? this.#stateElsewhere(entry),
      until: entry.why ? (isTime(entry.again) ? entry.again : undefined) : this.#sent.has(entry.id) ? undefined : this.#pauses.get(entry.roomId)?.until,
    }));
    const accepted = [...this.#sent.values()].filter(({state}) => state === 'accepted').map(({entry}) => ({...entry, state: 'accepted'}));
    return [...accepted, ...kept].filter(({id, roomId}) => roomId === this.room.id && !this.#isHeard(id));
  }

  /// While we are online, what was written by another tab is sent by that one.
  #stateElsewhere({sent, roomId}) {
    return sent && this.connection.isOnline && !this.#pauses.has(roomId) ? 'sending' : 'waiting';
  }

  /// The open room has brought something.
  heard() {
    for (const [id, {state}] of this.#sent) if (state === 'accepted' && this.#isHeard(id)) this.#sent.delete(id);
    this.removals.look();
  }
}
