// SPDX-License-Identifier: GPL-3.0-or-later

const isOver = 5000; // ms after it was said last
const again = 3000; // ms until one says it again

/// Who is writing in the open room; and telling the others that one is.
export class Typing {
  #people = new Map(); // id → {name, timer}
  #said = 0; // when one said it last
  #where; // the room one said it of

  /// @param {() => void} changed somebody began or stopped
  constructor(connection, changed) {
    Object.assign(this, {connection, changed});
  }

  get names() {
    return [...this.#people.values()].map(({name}) => name);
  }

  /// An event of the open room.
  heard({id, name, on}) {
    clearTimeout(this.#people.get(id)?.timer);
    if (on) this.#people.set(id, {name, timer: setTimeout(() => this.over(id), isOver)});
    else this.#people.delete(id);
    this.changed();
  }

  /// That person has said something, or left.
  over(id) {
    if (!this.#people.has(id)) return;
    clearTimeout(this.#people.get(id).timer);
    this.#people.delete(id);
    this.changed();
  }

  /// Another room is open, or the session is over.
  clear() {
    for (const {timer} of this.#people.values()) clearTimeout(timer);
    this.#people.clear();
    this.#where = undefined;
  }

  /// One writes, or no more, in that room.
  tell(roomId, on) {
    const isTold = this.#where === roomId && Date.now() - this.#said < again;
    if (!this.connection.isOnline || (on ? isTold : this.#where !== roomId)) return;
    this.#where = on ? roomId : undefined;
    this.#said = Date.now();
    this.connection.send(`/app/chat/room/${roomId}/typing`, {on});
  }
}
