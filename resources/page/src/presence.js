// SPDX-License-Identifier: GPL-3.0-or-later
// How people can be reached, as the host tells it.

const states = ['online', 'away', 'dnd', 'offline'];
const longestStatus = 100;

const isTime = (value) => Number.isSafeInteger(value) && value > 0 && value <= 8.64e15;

/// {state, status, statusUntil, lastSeen} of a person as lists and events have them, at that time: what
/// is not as it should be is as if it were not there.
export function reachOf({state, status, statusUntil, lastSeen} = {}, now = Date.now()) {
  const until = isTime(statusUntil) ? statusUntil : undefined;
  const isOver = until !== undefined && until <= now;
  const text = typeof status === 'string' && !isOver ? status.replace(/\s+/g, ' ').trim().slice(0, longestStatus) : '';
  const is = states.includes(state) ? state : 'online';
  return {state: is, status: text, statusUntil: text ? until : undefined, lastSeen: is === 'offline' && isTime(lastSeen) ? lastSeen : undefined};
}

/// How one says that one can be reached. What is chosen the host keeps for the person; that nobody uses
/// this page is said in each session anew.
export class OwnPresence {
  /** As the host told it last, or as it was chosen. */
  reach = reachOf();
  /** Whether the host has told it in this page, or it was chosen here. */
  isKnown = false;
  #isIdle = false;
  #isIdleAway = false; // away as nobody used this page, not as it was chosen

  /// @param {() => void} changed
  constructor(connection, changed) {
    Object.assign(this, {connection, changed});
  }

  /// The state that was chosen; undefined when it is not known.
  get chosen() {
    return this.isKnown && !this.#isIdleAway ? this.reach.state : undefined;
  }

  /// A session has begun.
  begin() {
    if (this.#isIdle) this.#send({idle: true});
  }

  /// A list or an event says it of us.
  heard(person) {
    const before = this.reach.state;
    this.reach = reachOf(person);
    this.isKnown = true;
    this.#isIdleAway = this.reach.state === 'away' && (this.#isIdleAway || (this.#isIdle && before !== 'away'));
    this.changed();
  }

  /// Nobody has used this page for a while, or somebody does again.
  setIdle(idle) {
    if (this.#isIdle === idle) return;
    this.#isIdle = idle;
    if (this.connection.isOnline) this.#send({idle});
  }

  /// What is undefined stays as the host has it; `until` goes with the text.
  /// @param {{state?: "online" | "away" | "dnd", text?: string, until?: number}} chosen false when the host cannot be asked now
  choose({state, text, until}, {stored, refused}) {
    if (!this.connection.isOnline) return false;
    const status = text?.replace(/\s+/g, ' ').trim().slice(0, longestStatus);
    this.#send({...(state && {state}), ...(status !== undefined && {text: status}), ...(status && until && {until})}, {
      refused, stored: () => {
        const {reach} = this;
        const {isKnown} = this;
        this.heard({...reach, ...(state && {state}), ...(status !== undefined && {status, statusUntil: until})});
        if (state) this.#isIdleAway = false;
        this.isKnown = isKnown || (state !== undefined && status !== undefined);
        stored();
      },
    });
    return true;
  }

  #send(said, answers) {
    this.connection.send('/app/chat/presence', said, answers);
  }
}
