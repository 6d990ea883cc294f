// SPDX-License-Identifier: GPL-3.0-or-later

/// What was asked of the host in one session after another, each with a receipt, and not answered yet.
///
/// An ERROR ends the session, and says by `receipt-id` which request it is about. Where it does not, the
/// next sessions ask one thing at a time, so that it is known: what ends two of them in a row is refused,
/// and the others go on.
export class Requests {
  #asked = new Map(); // receipt → request
  #later = []; // not written yet, as one is asked at a time
  #count = 0;
  #oneByOne = false;
  #suspect; // key of what was alone when a session ended

  /// `write` is called with the receipt to ask for, at once or later in this session. `key` is the same
  /// for the same request in another session. At most one of `stored` and `refused` (with the host's
  /// words, and in how many ms it may be asked again, if it may) is called.
  /// @param {{key: string, write: (receipt: string) => void, stored?: () => void, refused?: (why: string, retryAfter?: number) => void}} request
  ask(request) {
    if (this.#oneByOne && this.#asked.size > 0) this.#later.push(request);
    else this.#write(request);
  }

  /// Not to be written, if it was not yet.
  withdraw(request) {
    this.#later = this.#later.filter((other) => other !== request);
  }

  #write(request) {
    const receipt = `r${++this.#count}`;
    this.#asked.set(receipt, request);
    request.write(receipt);
  }

  #take(receipt) {
    const request = this.#asked.get(receipt);
    this.#asked.delete(receipt);
    return request;
  }

  stored(receipt) {
    const request = this.#take(receipt);
    if (request?.key === this.#suspect) this.#suspect = undefined;
    if (this.#asked.size === 0 && this.#later.length > 0) this.#write(this.#later.shift());
    request?.stored?.();
  }

  /// The host refuses that one, and the session goes on.
  declined(receipt, why, retryAfter) {
    const request = this.#take(receipt);
    if (this.#asked.size === 0 && this.#later.length > 0) this.#write(this.#later.shift());
    request?.refused?.(why, retryAfter);
  }

  /// The host ends the session. `receipt`: undefined where it does not say which request it minds.
  refused(receipt, why) {
    if (receipt !== undefined) {
      this.#take(receipt)?.refused?.(why);
      return;
    }
    this.#oneByOne = true;
    const [only, another] = this.#asked.values();
    if (!only || another) return;
    const again = only.key === this.#suspect;
    this.#suspect = again ? undefined : only.key;
    if (again) only.refused?.(why);
  }

  /// The session is over; what it did not answer nobody hears of. `lasted`: it was a good one.
  over(lasted) {
    this.#asked.clear();
    this.#later = [];
    if (!lasted) return;
    this.#oneByOne = false;
    this.#suspect = undefined;
  }
}
