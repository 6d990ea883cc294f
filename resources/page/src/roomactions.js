// SPDX-License-Identifier: GPL-3.0-or-later

/// What one does to messages of the open room. The host has the last word: `refused` gets its words.
export class RoomActions {
  /// @param {(what: string, about?: string, why?: string, wait?: number) => void} notice
  constructor(connection, notice) {
    Object.assign(this, {connection, notice});
  }

  /// False when the host cannot be asked now.
  #ask(room, what, said, refused = () => {}) {
    if (!room || !this.connection.isOnline) {
      this.notice('offline');
      return false;
    }
    this.connection.send(`/app/chat/room/${room.id}/${what}`, said, {refused: (why, wait) => {
      this.notice('notDone', what, why, wait);
      refused(why);
    }});
    return true;
  }

  edit(room, seq, message, refused) {
    return this.#ask(room, 'edit', {seq, message}, refused);
  }
  remove(room, seq) {
    return this.#ask(room, 'delete', {seq});
  }
  react(room, seq, emoji, on) {
    return this.#ask(room, 'react', {seq, emoji, on});
  }
  pin(room, seq, on) {
    return this.#ask(room, 'pin', {seq, on});
  }
}
