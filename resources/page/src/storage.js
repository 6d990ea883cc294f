// SPDX-License-Identifier: GPL-3.0-or-later

/// As a Storage, but gone with the page.
export class MemoryStorage {
  isLasting = false;
  #items = new Map();
  get length() {
    return this.#items.size;
  }
  key(at) {
    return [...this.#items.keys()][at] ?? null;
  }
  getItem(key) {
    return this.#items.get(key) ?? null;
  }
  setItem(key, value) {
    this.#items.set(key, String(value));
  }
  removeItem(key) {
    this.#items.delete(key);
  }
}

/// The browser's, or one in memory where the browser has none (its settings forbid it). One that is full
/// still has what was put there before.
function usable(name) {
  try {
    const storage = globalThis[name];
    storage.getItem('madang.name');
    return storage;
  } catch {
    return new MemoryStorage();
  }
}

export const lasting = usable('localStorage');
export const ofThisTab = usable('sessionStorage');

/// Takes away all that the page has put there: who one is, what waits to be sent, drafts, whom one ignores.
export function forgetAll(storage) {
  const keys = Array.from({length: storage.length}, (_, at) => storage.key(at));
  for (const key of keys) if (key?.startsWith('madang.')) storage.removeItem(key);
}

function userOf(value) {
  try {
    return JSON.parse(value)?.user;
  } catch {
    return undefined;
  }
}

/// Takes away what is of one identity alone; what others in the same browser have stays.
/// @param {{id: string, guest: boolean}} me
export function forgetIdentity(storage, {id, guest}) {
  const keys = Array.from({length: storage.length}, (_, at) => storage.key(at));
  const isOurs = (key) => {
    const value = storage.getItem(key);
    return (id !== '' && (value === id || userOf(value) === id)) || (guest && ['madang.guest-token', 'madang.name'].includes(key));
  };
  for (const key of keys) if (key?.startsWith('madang.') && isOurs(key)) storage.removeItem(key);
}

/// setItem() that may fail: what is put here is a convenience.
export function remember(storage, key, value) {
  try {
    storage.setItem(key, value);
  } catch {
    // full: then it is not remembered
  }
}
