// SPDX-License-Identifier: GPL-3.0-or-later
import {againAt} from './waits.js';

/// Invites several people into a room, one after another, and tells once of all what became of it.
export class Inviting {
  #begun = new Set(); // {roomId, left: people, invited: people, failed: {name, why?, again?}[]}

  /// @param {import('./roomorders.js').RoomOrders} orders
  /// @param {(group: {roomId: string, invited: {id: string, name: string}[], failed: {name: string, why?: string, again?: number}[]}) => void} told
  ///   `why`: the host's words; undefined where it could not be asked
  constructor(orders, told) {
    Object.assign(this, {orders, told});
  }

  /// @param {{id: string, name: string}[]} people
  begin(roomId, people) {
    if (people.length === 0) return;
    const group = {roomId, left: [...people], invited: [], failed: []};
    this.#begun.add(group);
    this.#next(group);
  }

  /// The session is over: whom it did not answer for is not known to be invited.
  end() {
    for (const group of [...this.#begun]) this.#giveUp(group);
  }

  #next(group) {
    const [person] = group.left;
    if (!person) return this.#over(group);
    const answered = (act) => (...said) => {
      if (!this.#begun.has(group)) return;
      group.left.shift();
      act(...said);
      this.#next(group);
    };
    const isAsked = this.orders.invite(group.roomId, person.id, {
      done: answered(() => group.invited.push(person)),
      refused: answered((why, wait) => group.failed.push({name: person.name, why, again: againAt(wait)})),
    });
    return isAsked || this.#giveUp(group);
  }

  #giveUp(group) {
    group.failed.push(...group.left.splice(0).map(({name}) => ({name})));
    this.#over(group);
  }

  #over(group) {
    this.#begun.delete(group);
    const {roomId, invited, failed} = group;
    this.told({roomId, invited, failed});
  }
}
