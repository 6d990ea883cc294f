// SPDX-License-Identifier: GPL-3.0-or-later
import {allOf, isReceipt} from './wirechecks.js';

const mostRooms = 50;
const mostOfRoom = 500; // the newest

/// How far one's own messages got, as the host tells in this session. No count goes back.
export class Receipts {
  #rooms = new Map(); // room id → Map of sequence → {of, delivered, read, unconfirmed}
  #asked = new Set(); // room ids

  /// @param {() => void} changed
  constructor(connection, changed) {
    Object.assign(this, {connection, changed});
  }

  /// A session has begun, perhaps with a host that counts anew.
  begin() {
    this.#rooms.clear();
    this.#asked.clear();
    this.connection.subscribe('/user/queue/chat/receipts', ({roomId, receipts}) => this.#take(roomId, receipts), {}, () => {});
  }

  /// The host has let us into that room: what it knows already is asked for, once a session.
  want(roomId) {
    if (this.#asked.has(roomId) || !this.connection.isOnline) return;
    this.#asked.add(roomId);
    this.connection.ask(`/app/chat/room/${roomId}/receipts`, ({receipts}) => this.#take(roomId, receipts), {}, () => {});
  }

  /// {of, delivered, read, unconfirmed} of a message of one's own; undefined: the host has said nothing.
  of(roomId, seq) {
    return this.#rooms.get(roomId)?.get(seq);
  }

  #take(roomId, receipts) {
    const fresh = allOf(receipts, isReceipt);
    if (typeof roomId !== 'string' || fresh.length === 0) return;
    const held = this.#rooms.get(roomId) ?? new Map();
    this.#rooms.delete(roomId);
    this.#rooms.set(roomId, held); // the last one to go
    if (this.#rooms.size > mostRooms) this.#rooms.delete(this.#rooms.keys().next().value);
    for (const {seq, of, delivered, read, unconfirmed = 0} of fresh) {
      const before = held.get(seq) ?? {delivered: 0, read: 0};
      held.set(seq, {of, delivered: Math.max(before.delivered, delivered), read: Math.max(before.read, read), unconfirmed});
    }
    if (held.size > mostOfRoom)
      for (const seq of [...held.keys()].sort((one, other) => one - other).slice(0, held.size - mostOfRoom)) held.delete(seq);
    this.changed();
  }
}

/// How far the messages of some lines got: per line {what: "stored", "delivered" or "read", isTold, …} as
/// of() has it, or undefined. It is said in words (isTold) where a message got further or less far than
/// the next of one's own; the others have the sign alone.
/// @param {(seq: number) => object | undefined} receiptOf
export function receiptsOf(lines, receiptOf) {
  const all = [];
  let below; // what the next one says
  for (let at = lines.length - 1; at >= 0; --at) {
    const {kind, own, seq, deleted} = lines[at];
    const receipt = kind === 'talk' && own && seq !== undefined && !deleted ? receiptOf(seq) : undefined;
    if (!receipt || receipt.of === 0) continue;
    const what = receipt.read > 0 ? 'read' : receipt.delivered > 0 ? 'delivered' : 'stored';
    const said = `${what} ${receipt[what] ?? 0} ${receipt.of}`;
    all[at] = {...receipt, what, isTold: what !== 'stored' && said !== below};
    below = said;
  }
  return all;
}
