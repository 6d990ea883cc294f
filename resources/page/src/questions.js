// SPDX-License-Identifier: GPL-3.0-or-later
import {isBot} from './names.js';
import {allOf, isEarlier, isHit, isMessage, isPerson} from './wirechecks.js';

/// What one asks of the host and is answered once, and one's own picture.
export class Questions {
  constructor(connection) {
    this.connection = connection;
  }

  /// Calls `found` with {hits, next, unsearched}, or undefined when the host does not search, and in how many ms it
  /// may be asked again, if it says so. `asked` has the headers of a search.
  search(asked, found) {
    if (!this.connection.isOnline) return found(undefined);
    return this.connection.ask('/app/chat/search', ({hits, next, unsearched}) => found({hits: allOf(hits, isHit), next, unsearched: Number.isSafeInteger(unsearched) ? unsearched : 0}), asked, (_, wait) => found(undefined, wait));
  }

  /// Calls `found` with what is pinned in that room.
  pins(roomId, found) {
    if (!this.connection.isOnline) return;
    this.connection.ask(`/app/chat/room/${roomId}/pins`, ({messages}) => found(allOf(messages, isMessage)), {}, () => found([]));
  }

  /// Calls `found` with who belongs to that room or is there, bots left out.
  people(roomId, found) {
    if (this.connection.isOnline) this.connection.ask(`/app/chat/room/${roomId}/members`, ({members}) => found(allOf(members, isPerson).filter(({id}) => !isBot(id))), {}, () => {});
  }

  /// Calls `found` with what that message said before, oldest first, and whether there was more.
  earlier(roomId, seq, found, refused) {
    if (this.connection.isOnline) this.connection.ask(`/app/chat/room/${roomId}/earlier`, ({texts, more}) => found(allOf(texts, isEarlier), more === true), {seq}, refused);
  }

  /// Calls `told` with what the host knows of our account, if it knows of any.
  me(told) {
    if (this.connection.isOnline) this.connection.ask('/app/chat/me', told, {}, () => {});
  }

  /// Everything of one's own on the host, for good. False as below.
  erase(name, answers) {
    if (this.connection.isOnline) this.connection.send('/app/chat/me/erase', {confirm: name}, answers);
    return this.connection.isOnline;
  }

  /// @param {{emoji?: string, color: string}} picture false when the host cannot be asked now
  setPicture(picture, answers) {
    if (this.connection.isOnline) this.connection.send('/app/chat/me/avatar', picture, answers);
    return this.connection.isOnline;
  }
}
