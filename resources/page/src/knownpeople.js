// SPDX-License-Identifier: GPL-3.0-or-later
import {fold, isBot} from './names.js';
import {avatarOf} from './wirechecks.js';

/// What was learned of people from what they said and from the lists of who is where.
export class KnownPeople {
  #accounts = new Set(); // their names, folded: a guest of such a name is marked
  #avatars = new Map(); // id → {emoji, color, file}

  /// A message, or a person as lists and events have them.
  saw({guest, sender, senderId, name, id, here, avatar}) {
    if (!guest && !isBot(senderId)) this.addAccount(sender ?? name);
    if (here !== undefined) this.setAvatar(id, avatar);
  }
  addAccount(name) {
    this.#accounts.add(fold(name));
  }
  setAvatar(id, avatar) {
    const shown = avatarOf(avatar);
    if (shown) this.#avatars.set(id, shown);
    else this.#avatars.delete(id);
  }

  /// Whether a guest goes by the name of somebody with an account.
  isImpostor(guest, name) {
    return Boolean(guest) && this.#accounts.has(fold(name));
  }
  /// What that person has for a picture; undefined: nothing of their own.
  avatar(id) {
    return this.#avatars.get(id);
  }
}
