// SPDX-License-Identifier: GPL-3.0-or-later
import {allOf, isDone, isKnock, isRuling} from './wirechecks.js';

const mostKnocks = 200; // shown of a room
const mostRulings = 500;

/// What one asks for about rooms and the people in them. Each takes `done` and `refused`, which gets the
/// host's words and in how many ms it may be asked again, if it may; without it they are told as a notice.
/// False when the host cannot be asked now.
export class RoomOrders {
  /// @param {(what: string, about?: string, why?: string, wait?: number) => void} notice
  constructor(connection, notice) {
    Object.assign(this, {connection, notice});
  }

  #order(destination, said, {done, refused} = {}) {
    if (!this.connection.isOnline) {
      if (!refused) this.notice('offline');
      return false;
    }
    this.connection.send(`/app/chat/${destination}`, said, {
      stored: done, refused: refused ?? ((why, wait) => this.notice('notDone', destination, why, wait)),
    });
    return true;
  }

  change(roomId, change, answers) {
    return this.#order(`room/${roomId}/settings`, change, answers);
  }
  setRole(roomId, user, role, answers) {
    return this.#order(`room/${roomId}/role`, {user, role}, answers);
  }
  invite(roomId, user, answers) {
    return this.#order(`room/${roomId}/invite`, {user}, answers);
  }
  admit(roomId, user, accept, answers) {
    return this.#order(`room/${roomId}/admit`, {user, accept}, answers);
  }
  remove(roomId, answers) {
    return this.#order(`room/${roomId}/remove-room`, {}, answers);
  }
  restore(roomId, answers) {
    return this.#order(`room/${roomId}/restore`, {}, answers);
  }
  talkAlone(user, answers) {
    return this.#order('direct', {user}, answers);
  }

  /// `ruling` has what there is of `seconds`, `reason` and `address`, or `on`: false to lift it.
  mute(roomId, user, ruling, answers) {
    return this.#order(`room/${roomId}/mute`, {user, ...ruling}, answers);
  }
  sendOut(roomId, user, {reason}, answers) {
    return this.#order(`room/${roomId}/send-out`, {user, reason}, answers);
  }
  ban(roomId, user, ruling, answers) {
    return this.#order(`room/${roomId}/ban`, {user, ...ruling}, answers);
  }

  /// From all of the host; the room is not looked at.
  banEverywhere(_, user, ruling, answers) {
    return this.#order('people/ban', {user, ...ruling}, answers);
  }

  /// Who is muted in a room or banned from it, and (`everywhere`) from all of the host, each with `kind`:
  /// "mute", "ban" or "banEverywhere". `found` gets those that can be shown, and how many more there are.
  askOrder(roomId, everywhere, found, refused) {
    if (!this.connection.isOnline) return false;
    const of = (list, kind) => allOf(list, isRuling).map((ruling) => ({...ruling, kind}));
    const tell = (all) => found(all.slice(0, mostRulings), Math.max(0, all.length - mostRulings));
    this.connection.ask(`/app/chat/room/${roomId}/order`, ({muted, banned}) => {
      const here = [...of(muted, 'mute'), ...of(banned, 'ban')];
      if (!everywhere) return tell(here);
      return this.connection.ask('/app/chat/people/banned', (host) => tell([...here, ...of(host.banned, 'banEverywhere')]), {}, refused);
    }, {}, refused);
    return true;
  }

  /// What was done to keep order in a room, newest first, from before that number; undefined: from the
  /// newest. `found` gets a page of it, and whether there is more.
  askDone(roomId, before, found, refused) {
    if (!this.connection.isOnline) return false;
    this.connection.ask(`/app/chat/room/${roomId}/audit`, ({entries, more}) => found(allOf(entries, isDone), more === true),
      before === undefined ? {} : {before}, refused);
    return true;
  }

  /// Who waits at the door of a room, the first first; each once. `found` gets those that can be shown,
  /// and how many more there are.
  askKnocks(roomId, found, refused) {
    if (!this.connection.isOnline) return false;
    this.connection.ask(`/app/chat/room/${roomId}/knocks`, ({knocks}) => {
      const seen = new Set();
      const people = allOf(knocks, isKnock).filter(({user}) => !seen.has(user) && seen.add(user));
      found(people.slice(0, mostKnocks), Math.max(0, people.length - mostKnocks));
    }, {}, refused);
    return true;
  }
}
