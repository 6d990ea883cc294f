// SPDX-License-Identifier: GPL-3.0-or-later
import {isAnswered, isFile} from './wirechecks.js';

const prefix = 'madang.unsent.';

/// What was written and is not known to be stored by the host. Kept in the browser's storage, one entry
/// a message so that two tabs do not overwrite each other, until the host's receipt.
///
/// An entry belongs to the identity it was written under: the host recognises a resend by (identity,
/// id), so nobody else may send it.
export class Outbox {
  /** @type {Map<string, object>} what the storage did not take */
  #unkept = new Map();

  /// @param {Storage} storage
  constructor(storage) {
    this.storage = storage;
  }

  /// Of that identity, in the order they were written.
  entries(user) {
    return this.#all()
      .filter((entry) => entry.user === user)
      .sort((one, other) => one.written - other.written || one.turn - other.turn);
  }

  /// How many there are, of all identities.
  get count() {
    return this.#all().length;
  }

  #all() {
    const found = new Map();
    for (let at = 0; at < this.storage.length; ++at) {
      const key = this.storage.key(at);
      if (!key || !Outbox.has(key)) continue;
      const entry = this.#read(key);
      if (entry) found.set(entry.id, entry);
    }
    // What the storage did not take is newer than what it has.
    for (const [id, entry] of this.#unkept) found.set(id, entry);
    return [...found.values()];
  }

  #read(key) {
    try {
      const entry = JSON.parse(this.storage.getItem(key));
      const whole = ['user', 'roomId', 'text'].every((name) => typeof entry[name] === 'string');
      if (entry.replyTo && !isAnswered({senderId: '', ...entry.replyTo})) return undefined;
      if (entry.files && !(Array.isArray(entry.files) && entry.files.every(isFile))) return undefined;
      return whole && Number.isFinite(entry.written) ? {...entry, id: key.slice(prefix.length)} : undefined;
    } catch {
      return undefined;
    }
  }

  /// False when the browser does not keep it: it is lost when the page closes. An older one of that id,
  /// which it still has, is better than none.
  /// @param {{id: string, user: string, roomId: string, text: string, written: number, turn: number}} entry
  put(entry) {
    try {
      this.storage.setItem(prefix + entry.id, JSON.stringify(entry));
      this.#unkept.delete(entry.id);
      return this.storage.isLasting !== false;
    } catch {
      this.#unkept.set(entry.id, entry);
      return false;
    }
  }

  /// Whether a key of the storage is one of ours.
  static has(key) {
    return key.startsWith(prefix);
  }

  remove(id) {
    this.#unkept.delete(id);
    this.storage.removeItem(prefix + id);
  }
}
