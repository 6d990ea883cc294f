// SPDX-License-Identifier: GPL-3.0-or-later

const window = 10000; // ms, as in the desktop program

/// Takes the last message back, for some seconds after it was sent.
///
/// It was sent at once, and is deleted: where it was, the others see that a message was deleted. What
/// still waits is dropped; what was on its way once is deleted as soon as it is found.
export class SendUndo {
  #last; // {id, roomId, text, replyTo}
  #timer;

  /// @param {import('./delivery.js').Delivery} delivery
  /// @param {() => void} changed
  constructor(delivery, changed) {
    Object.assign(this, {delivery, changed});
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
    this.delivery.discard(last.id, last.roomId);
    return last;
  }
}
