// SPDX-License-Identifier: GPL-3.0-or-later
import {allOf, isChange} from './wirechecks.js';

const pause = 1000; // ms between two reports of what was seen, and between two questions for counts
const mostWatched = 100; // rooms
const mostLeftOut = 500; // people, as the host takes it
const longestHeader = 8000; // octets; a header line may have 10 KiB

const isCount = (value) => Number.isSafeInteger(value?.unread) && Number.isSafeInteger(value?.mentions) && Number.isSafeInteger(value.last) && typeof value.roomId === 'string';

/// As the host takes an id; with another one it would count nothing.
const isUser = (id) => id.length > 0 && id.length <= 128 && !/[,\p{C}]/u.test(id) && id.trim() === id;

/// Whom the host shall leave out of what it counts, as a header of the question: the newest of those, as many as it takes.
export function leavingOut(people) {
  const octets = new TextEncoder();
  const ids = [];
  let length = 0;
  for (const id of people.filter(isUser).reverse()) {
    length += octets.encode(id).length + 2 * id.split(/[:\\]/).length; // with its comma, and what is escaped
    if (ids.length === mostLeftOut || length > longestHeader) break;
    ids.push(id);
  }
  return ids.length > 0 ? {without: ids.join(',')} : {};
}

/// What is unread in the rooms one belongs to, as the host counts it for all devices of a person; and
/// telling it what was seen here.
export class Unread {
  /** Id of the room that is open. */
  open;
  #counts = new Map(); // room id → {unread, mentions}
  #told = new Map(); // room id → {delivered, read}
  #next; // {roomId, delivered, read} to be told
  #timer;
  #watched = new Map(); // room id → what ends it
  #grown = new Map(); // room id → timer until its counts are asked for

  /// @param {() => void} changed
  /// @param {import('./ignored.js').Ignored} ignored who does not count
  constructor(connection, changed, ignored) {
    Object.assign(this, {connection, changed, ignored});
  }

  /// A session has begun.
  begin() {
    this.#told.clear();
    this.connection.subscribe('/user/queue/chat/unread', (count) => this.#hear(count), {}, () => {});
    this.ask();
  }
  /// For all rooms anew, as one ignores others than before.
  ask() {
    if (this.connection.isOnline) this.#ask({});
  }
  end() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#next = undefined;
    for (const timer of this.#grown.values()) clearTimeout(timer);
    this.#grown.clear();
    this.#watched.clear();
  }

  #ask(headers) {
    this.connection.ask('/app/chat/unread', ({rooms}) => this.#take(rooms), {...headers, ...leavingOut(this.ignored.all)}, () => {});
  }

  /// What the host tells by itself leaves nobody out.
  #hear(count) {
    if (count?.unread > 0 && this.ignored.all.length > 0 && isCount(count)) this.#grew(count.roomId);
    else this.#take([count]);
  }

  #take(counts) {
    for (const {roomId, unread, mentions, last} of allOf(counts, isCount)) {
      this.#counts.set(roomId, {unread, mentions});
      // What is said before the host hears that we listen comes again.
      this.watch(roomId, {since: last});
    }
    this.changed();
  }

  /// Hears when somebody says something in a room that one belongs to and that is not open: that one is
  /// watched by whoever shows it.
  watch(roomId, headers = {}) {
    if (roomId === this.open || !this.connection.isOnline || this.#watched.has(roomId) || this.#watched.size >= mostWatched) return;
    const topic = `/topic/chat/room/${roomId}`;
    const ends = [
      this.connection.subscribe(topic, ({type, senderId}) => type === 'TALK' && !this.ignored.has(senderId) && this.#grew(roomId), headers,
        () => this.#watched.delete(roomId)),
      // A deletion, or a name in a text or no longer in it, makes another count.
      this.connection.subscribe(`${topic}/events`, (event) => isChange(event) && this.#grew(roomId), {}, () => {}),
    ];
    this.#watched.set(roomId, () => ends.forEach((end) => end()));
  }
  unwatch(roomId) {
    this.#watched.get(roomId)?.();
    this.#watched.delete(roomId);
  }

  /// One belongs to it no more.
  forget(roomId) {
    if (this.open === roomId) this.open = undefined;
    this.unwatch(roomId);
    this.#counts.delete(roomId);
  }

  /// Whether one belongs to that room, as far as is known.
  has(roomId) {
    return this.#counts.has(roomId) || this.#watched.has(roomId);
  }

  /// {unread, mentions} of a room.
  of(roomId) {
    return this.#counts.get(roomId) ?? {unread: 0, mentions: 0};
  }

  /// The host tells counts by itself only when the marker moves.
  #grew(roomId) {
    if (this.#grown.has(roomId)) return;
    this.#grown.set(roomId, setTimeout(() => {
      this.#grown.delete(roomId);
      if (this.connection.isOnline) this.#ask({room: roomId});
    }, pause));
  }

  /// All up to `delivered` is here, and up to `read` it was in sight of the person; 0: nothing is known.
  seen(roomId, delivered, read) {
    const told = this.#told.get(roomId) ?? {delivered: 0, read: 0};
    if (!this.connection.isOnline || (delivered <= told.delivered && read <= told.read)) return;
    if (this.#next && this.#next.roomId !== roomId) this.#tell();
    this.#next = {roomId, delivered: Math.max(delivered, told.delivered), read: Math.max(read, told.read, this.#next?.read ?? 0)};
    this.#timer ??= setTimeout(() => this.#tell(), pause);
  }

  #tell() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const {roomId, ...seen} = this.#next ?? {};
    this.#next = undefined;
    if (!roomId || !this.connection.isOnline) return;
    this.#told.set(roomId, seen);
    this.connection.send(`/app/chat/room/${roomId}/seen`, seen);
  }
}
