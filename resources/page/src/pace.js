// SPDX-License-Identifier: GPL-3.0-or-later

const longest = 24 * 3600 * 1000; // ms that are believed

/// How long the host does not read on from this session, because more was sent than it takes at a time.
export class Pace {
  #until = 0;
  #timer;

  /// @param {() => void} changed the seconds that are left are others
  constructor(connection, changed) {
    Object.assign(this, {connection, changed});
  }

  /// A session has begun.
  begin() {
    this.connection.subscribe('/user/queue/chat/pace', ({wait}) => this.#take(wait), {}, () => {});
  }
  /// It was said of a session that is over.
  end() {
    this.#set(0);
  }

  /// Seconds; 0: it reads.
  get left() {
    return Math.max(0, Math.ceil((this.#until - Date.now()) / 1000));
  }

  #take(wait) {
    if (Number.isFinite(wait) && wait > 0 && wait <= longest) this.#set(Date.now() + wait);
  }

  #set(until) {
    clearTimeout(this.#timer);
    const was = this.#until;
    this.#until = until;
    if (until) this.#tick();
    else if (was) this.changed();
  }

  /// Until the next full second.
  #tick() {
    const left = this.#until - Date.now();
    if (left > 0) this.#timer = setTimeout(() => this.#tick(), left % 1000 || 1000);
    else this.#until = 0;
    this.changed();
  }
}
