// SPDX-License-Identifier: GPL-3.0-or-later
import {remember} from './storage.js';

const key = 'madang.ignored';
const most = 1000; // people

/// Whom one does not want to read: kept in this browser, told to nobody.
export class Ignored {
  #people = new Set();

  constructor(storage) {
    this.storage = storage;
    this.lookAgain();
  }

  static has(storageKey) {
    return storageKey === key;
  }

  /// Another tab may have changed it.
  lookAgain() {
    try {
      const kept = JSON.parse(this.storage.getItem(key) ?? '[]');
      this.#people = new Set(Array.isArray(kept) ? kept.filter((id) => typeof id === 'string').slice(-most) : []);
    } catch {
      this.#people = new Set();
    }
  }

  has(id) {
    return this.#people.has(id);
  }

  /// Their ids; whom one ignores since last is the last.
  get all() {
    return [...this.#people];
  }

  set(id, on) {
    this.lookAgain();
    this.#people.delete(id);
    if (on) this.#people.add(id);
    remember(this.storage, key, JSON.stringify([...this.#people].slice(-most)));
  }
}
