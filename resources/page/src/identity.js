// SPDX-License-Identifier: GPL-3.0-or-later
import {randomToken} from './randomid.js';
import {remember} from './storage.js';

const tokenKey = 'madang.guest-token';
const untilSettled = 150; // ms until all tabs of a browser read the same

/// Who one is to hosts: the same in all tabs of a browser, which send each other's messages; and what
/// the host called it last time, so that what waits is shown before it answers.
export class Identity {
  #token; // where the browser keeps none
  #said; // to the host

  /// @param {Storage} storage shared by the tabs
  /// @param {Storage} ofTab what stands in where that one is full
  constructor(storage, ofTab, login) {
    Object.assign(this, {storage, ofTab, userKey: login ? `madang.user.${login}` : 'madang.user', isGuest: !login});
  }

  #read(key) {
    return this.storage.getItem(key) ?? this.ofTab.getItem(key) ?? undefined;
  }
  #keep(key, value) {
    remember(this.storage, key, value);
    if (this.storage.getItem(key) !== value) remember(this.ofTab, key, value);
  }

  get user() {
    return this.#read(this.userKey) ?? '';
  }

  /// The secret that makes a guest the same one again. A new guest has it before the host is asked: two
  /// tabs that come in at once would be given two, and one's messages would be nobody's later.
  get token() {
    return this.#read(tokenKey) ?? this.#token;
  }

  /// Calls `ready` when all tabs have the same one.
  settle(ready) {
    if (!this.isGuest || this.token) return ready();
    this.#token = randomToken();
    this.#keep(tokenKey, this.#token);
    setTimeout(ready, untilSettled);
    return undefined;
  }

  /// The headers of CONNECT that say it.
  headers() {
    this.#said = this.token;
    return this.#said ? {'guest-token': this.#said} : {};
  }

  /// What CONNECTED says. False, and nothing is taken, when another tab has become somebody else
  /// meanwhile: who one is to be then is asked for by another CONNECT.
  take(headers) {
    if (this.isGuest && this.token !== this.#said) return false;
    const token = headers['guest-token'];
    if (token && token !== this.#said) {
      this.#token = token;
      this.#keep(tokenKey, token);
    }
    this.#keep(this.userKey, headers['user-id']);
    return true;
  }
}
