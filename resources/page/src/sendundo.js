// SPDX-License-Identifier: GPL-3.0-or-later

const window = 10000; // ms, as in the desktop program
const mostRemovals = 20;

/// Takes the last message back, for some seconds after it was sent.
///
/// It was sent at once, and is deleted: where it was, the others see that a message was deleted. What
/// still waits is dropped; what is on its way is deleted as soon as the room has brought it.
export class SendUndo {
  #last; // {id, roomId, text, replyTo}
  #timer;
  #removals = []; // wanted, and not in the log of their room yet

  /// @param {import('./delivery.js').Delivery} delivery
  /// @param {(seq: number) => void} remove from the room that is open
  /// @param {() => void} changed
  constructor(delivery, remove, changed) {
    Object.assign(this, {delivery, remove, changed});
  }

  /// What was just said; the one before can no longer be taken back.
  noteSent(sent) {
    clearTimeout(this.#timer);
    this.#last = sent;
    this.#timer = setTimeout(() => this.forget(), window);
  }

  forget() {
    clearTimeout(this.#timer);
    this.#last = undefined;
    this.changed();
  }

  /// Whether there is something to take back in the room that is open.
  get isPossible() {
    return this.#last !== undefined && this.#last.roomId === this.delivery.room?.id;
  }

  /// Takes it back and gives {text, replyTo}, to be written anew; undefined when it is too late.
  undo() {
    if (!this.isPossible) return undefined;
    const last = this.#last;
    this.forget();
    if (!this.delivery.withdraw(last.id)) {
      this.#removals = [...this.#removals, last].slice(-mostRemovals);
      this.heard();
    }
    return last;
  }

  /// The open room, or what is waiting, is another than before.
  heard() {
    const {room, connection, me} = this.delivery;
    if (!connection.isOnline) return;
    this.#removals = this.#removals.filter(({id, roomId}) => {
      if (roomId !== room?.id) return true;
      if (this.delivery.isRefused(id)) {
        this.delivery.discard(id);
        return false;
      }
      const stored = room.log.own(me.id, id);
      if (stored && !stored.deleted) this.remove(stored.seq);
      return !stored;
    });
  }
}
