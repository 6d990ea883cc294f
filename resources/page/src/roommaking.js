// SPDX-License-Identifier: GPL-3.0-or-later
import {randomId} from './randomid.js';
import {roomIdLike} from './roomid.js';
import {roomOfTwo} from './roomoftwo.js';

/// Makes rooms and conversations of two, one at a time, and tells when one of them is there to be opened.
export class RoomMaking {
  #making; // {id, made, isStored}

  /// @param {import('./rooms.js').Rooms} rooms
  /// @param {(what: string, about?: string, why?: string) => void} notice
  constructor({connection, rooms, orders, notice}) {
    Object.assign(this, {connection, rooms, orders, notice});
  }

  get isBusy() {
    return this.#making !== undefined;
  }

  /// `made` is called with the new room's id, unless the session ends before.
  /// @param {{isPrivate?: boolean, password?: string}} how
  make(name, topic, how, made) {
    // Nobody guesses the id of a private room, nor that there is one.
    const id = how.isPrivate ? randomId() : roomIdLike(name, (taken) => this.rooms.has(taken));
    this.#begin(id, made);
    const settings = {...(how.isPrivate && {visibility: 'private'}), ...(how.password && {password: how.password})};
    const room = {roomId: id, name, topic, ...(Object.keys(settings).length > 0 && {settings})};
    this.connection.send('/app/chat/createroom', room, {
      stored: () => this.#isStored(), refused: (why, wait) => this.#refused('roomNotMade', name, why, wait),
    });
  }

  /// The conversation with that person: the one there is, or a new one.
  talkAlone(me, user, made) {
    if (this.isBusy) return;
    const isAsked = this.orders.talkAlone(user, {done: () => this.#isStored(), refused: (why, wait) => this.#refused('notDone', 'direct', why, wait)});
    if (isAsked) this.#begin(roomOfTwo(me, user), made);
    else this.notice('offline');
  }

  #begin(id, made) {
    this.#making = {id, made, isStored: false};
  }
  #isStored() {
    if (!this.#making) return;
    this.#making.isStored = true;
    this.look();
  }
  #refused(...what) {
    this.end();
    this.notice(...what);
  }

  /// There may be another room than before.
  look() {
    const {id, made, isStored} = this.#making ?? {};
    if (!isStored || !this.rooms.has(id)) return;
    this.end();
    made(id);
  }

  /// The session is over, or nothing comes of it.
  end() {
    this.#making = undefined;
  }
}
