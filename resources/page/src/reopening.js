// SPDX-License-Identifier: GPL-3.0-or-later
import {pauseBefore} from './pauses.js';

const longestTimer = 2 ** 31 - 1; // ms
const slack = 250; // ms by which no two clocks agree

/// Tells when a room that is closed to one for a time may be tried again, which nobody else tells.
///
/// The time is the host's, whose clock may be behind: who is refused then, until the same time, is told again
/// after ever longer pauses.
export class Reopening {
  #at; // ms since 1970
  #told = 0; // how often, of that time
  #timer;

  /// @param {() => void} opens
  constructor(opens) {
    this.opens = opens;
  }

  /// undefined: nothing is closed, or nobody knows for how long.
  wait(at) {
    if (at === undefined) return this.stop();
    if (at !== this.#at) {
      this.stop();
      this.#at = at;
      this.#told = 0;
    }
    if (this.#timer === undefined) this.#begin();
    return undefined;
  }

  stop() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #begin() {
    const left = this.#at - Date.now() + slack;
    const pause = this.#told > 0 ? Math.max(left, pauseBefore(this.#told)) : left;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (Date.now() < this.#at) return this.#begin(); // it was too long for one timer
      ++this.#told;
      return this.opens();
    }, Math.min(Math.max(0, pause), longestTimer));
  }
}
