// SPDX-License-Identifier: GPL-3.0-or-later
const prefix = 'madang.removal.';
const mostRemovals = 50;
const page = 200; // messages, the most that a host gives
const mostPages = 5; // of a room's history, in a session
const slack = 24 * 3600 * 1000; // ms that the host's clock may be before ours

/// What was taken back after it had been written to a socket: whether the host has it or will is not
/// known, so it is deleted where it turns up. Kept in the browser's storage, one entry a message, until
/// the host has deleted it or refuses to; the oldest go when they are too many.
///
/// Where it stands in its room is found in the log of the open room, or in the history of another.
export class Removals {
  /** @type {Map<string, object>} what the storage did not take */
  #unkept = new Map();
  #sought = new Set(); // ids that were looked for in this session
  #asked = new Set(); // ids of which the host was asked in this session
  #timers = new Map(); // id → timer until the host may be asked again

  /// @param {Storage} storage
  /// @param {{notice: (why: string) => void, isOnItsWay: (id: string) => boolean, now: () => {me: object, room?: object}}} asking
  ///   isOnItsWay: the host will answer to the message itself; now: who one is, and the open room
  constructor(storage, connection, {notice, isOnItsWay, now}) {
    Object.assign(this, {storage, connection, notice, isOnItsWay, now});
  }

  /// Whether a key of the storage is one of ours.
  static has(key) {
    return key.startsWith(prefix);
  }

  /// Of that identity, the oldest first.
  entries(user) {
    const found = new Map(this.#unkept);
    for (let at = 0; at < this.storage.length; ++at) {
      const key = this.storage.key(at);
      const entry = key && Removals.has(key) && this.#read(key);
      if (entry) found.set(entry.id, entry);
    }
    return [...found.values()].filter((entry) => entry.user === user).sort((one, other) => one.taken - other.taken);
  }

  #read(key) {
    try {
      const entry = JSON.parse(this.storage.getItem(key));
      const isWhole = typeof entry.user === 'string' && typeof entry.roomId === 'string' && Number.isFinite(entry.taken);
      return isWhole ? {...entry, id: key.slice(prefix.length)} : undefined;
    } catch {
      return undefined;
    }
  }

  /// @param {{id: string, user: string, roomId: string}} message
  want({id, user, roomId}) {
    const entry = {id, user, roomId, taken: Date.now()};
    try {
      this.storage.setItem(prefix + id, JSON.stringify(entry));
    } catch {
      this.#unkept.set(id, entry);
    }
    for (const old of this.entries(user).slice(0, -mostRemovals)) this.drop(old.id);
    this.look();
  }

  drop(id) {
    this.#unkept.delete(id);
    this.storage.removeItem(prefix + id);
  }

  /// The session is over.
  end() {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#sought.clear();
    this.#asked.clear();
  }

  /// The host has answered to the message itself: now it can be found.
  answered(id) {
    this.#sought.delete(id);
    this.look();
  }

  /// A session has begun, or the open room has brought something.
  look() {
    if (!this.connection.isOnline) return;
    const {me, room} = this.now();
    const unseen = new Map(); // room id → entries
    for (const entry of this.entries(me.id)) {
      const {id, roomId} = entry;
      const stored = room?.id === roomId ? room.log.own(me.id, id) : undefined;
      if (stored) this.#found(entry, stored);
      else if (!this.#sought.has(id) && !this.#asked.has(id) && !this.isOnItsWay(id)) unseen.set(roomId, [...(unseen.get(roomId) ?? []), entry]);
    }
    for (const [roomId, entries] of unseen) {
      for (const {id} of entries) this.#sought.add(id);
      this.#seek(roomId, entries, mostPages);
    }
  }

  #seek(roomId, entries, pages, before) {
    this.connection.ask(`/app/chat/room/${roomId}/history`, ({messages}) => {
      const had = Array.isArray(messages) ? messages.filter((message) => Number.isSafeInteger(message?.seq)) : [];
      const left = entries.filter((entry) => {
        const stored = had.find(({id, senderId}) => id === entry.id && senderId === entry.user);
        if (stored) this.#found(entry, stored);
        return !stored;
      });
      const [oldest] = had.sort((one, other) => one.seq - other.seq);
      if (left.length === 0 || !oldest || oldest.seq <= 1 || pages <= 1) return;
      if (oldest.time >= Math.min(...left.map(({taken}) => taken)) - slack) this.#seek(roomId, left, pages - 1, oldest.seq);
    }, {limit: page, ...(before && {before})}, () => {}); // refused: when the room is open, its log tells
  }

  #found({id, roomId}, {seq, deleted}) {
    if (deleted) {
      this.drop(id);
      return;
    }
    if (this.#asked.has(id)) return;
    this.#asked.add(id);
    this.connection.send(`/app/chat/room/${roomId}/delete`, {seq}, {
      stored: () => this.drop(id),
      refused: (why, retryAfter) => {
        if (retryAfter > 0) {
          this.#again(id, retryAfter);
          return;
        }
        this.drop(id);
        if (why !== 'no such message') this.notice(why); // another tab was first
      },
    });
  }

  #again(id, time) {
    this.#timers.set(id, setTimeout(() => {
      this.#timers.delete(id);
      this.#asked.delete(id);
      this.answered(id);
    }, Math.min(time, 2 ** 31 - 1)));
  }
}
