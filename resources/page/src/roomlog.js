// SPDX-License-Identifier: GPL-3.0-or-later
import {excerptOf} from './lines.js';
import {reacted} from './reactions.js';

/// Who has left the host for good is nobody any more, and what they said stays in its place.
const erased = 'erased';
const sameSender = (one, other) => one.senderId === other.senderId || [one.senderId, other.senderId].includes(erased);
const same = (one, other) => one.time === other.time && one.type === other.type && sameSender(one, other);

/// What was said in a room, as far as it is here: by sequence, without doubles, and knowing what is
/// missing between.
export class RoomLog {
  /** @type {{seq: number}[]} ascending */
  messages = [];

  get first() {
    return this.messages[0]?.seq ?? 0;
  }
  get last() {
    return this.messages.at(-1)?.seq ?? 0;
  }
  /// Whether there is something older than the oldest here.
  get hasOlder() {
    return this.first > 1;
  }

  /// False, and nothing is added, when one is not what is here under its number: then they are of
  /// different logs.
  add(added) {
    const fresh = added.filter(({seq}) => Number.isSafeInteger(seq) && seq > 0);
    if (fresh.length === 0) return true;
    if (fresh.length === 1 && fresh[0].seq > this.last) {
      this.messages.push(fresh[0]);
      return true;
    }
    const bySeq = new Map(this.messages.map((message) => [message.seq, message]));
    if (fresh.some((message) => !same(bySeq.get(message.seq) ?? message, message))) return false;
    for (const message of fresh) if (!bySeq.has(message.seq)) bySeq.set(message.seq, message);
    this.messages = [...bySeq.values()].sort((one, other) => one.seq - other.seq);
    return true;
  }

  /// What a message is now. False when it is not here, or here as something newer. An event that tells of
  /// a change leaves out the reactions.
  replace(message, {isEvent = false} = {}) {
    const at = this.#at(message.seq);
    if (at < 0) return this.#showAnswered(message);
    if ((this.messages[at].revision ?? 0) >= (message.revision ?? 0)) return false;
    const {reactions} = this.messages[at];
    this.messages[at] = isEvent && reactions && !message.deleted ? {...message, reactions} : message;
    return true;
  }

  /// What answers to a message quotes what it is now, also while that one is not here. False when nothing does.
  #showAnswered(message) {
    const excerpt = excerptOf(message);
    const isStale = ({replyTo}) => replyTo?.seq === message.seq && replyTo.excerpt !== excerpt;
    if (!this.messages.some(isStale)) return false;
    this.messages = this.messages.map((one) => (isStale(one) ? {...one, replyTo: {...one.replyTo, excerpt}} : one));
    return true;
  }

  /// Somebody reacted to a message, or took it back. False as above.
  react(event, isMine) {
    const at = this.#at(event.seq);
    if (at < 0 || (this.messages[at].revision ?? 0) >= event.revision) return false;
    const message = this.messages[at];
    this.messages[at] = {...message, revision: event.revision, reactions: reacted(message.reactions, event, isMine)};
    return true;
  }

  of(seq) {
    return this.messages[this.#at(seq)];
  }
  #at(seq) {
    return this.messages.findIndex((message) => message.seq === seq);
  }

  /// The newest hole: all between `after` and `before` is missing. Undefined when there is none.
  gap() {
    for (let at = this.messages.length - 1; at > 0; --at) {
      const after = this.messages[at - 1].seq;
      const before = this.messages[at].seq;
      if (before - after > 1) return {after, before, missing: before - after - 1};
    }
    return undefined;
  }

  /// Forgets what is older than that; it can be asked for again.
  forgetBefore(seq) {
    this.messages = this.messages.filter((message) => message.seq >= seq);
  }

  /// Keeps no more than the newest so many.
  keepNewest(count) {
    if (this.messages.length > count) this.messages = this.messages.slice(-count);
  }

  /// The message that somebody sent with that id.
  own(user, id) {
    return this.messages.findLast((message) => message.id === id && message.senderId === user);
  }
  hasOwn(user, id) {
    return this.own(user, id) !== undefined;
  }
}
