// SPDX-License-Identifier: GPL-3.0-or-later
import {allOf, isRoom} from './wirechecks.js';

/// The rooms that one sees, by id, each with what it is to oneself: `role`, `invited`, `knocks`, `muted`, `banned`. What
/// everybody is told of a room does not say that; it stays as it was.
export class Rooms extends Map {
  /// The host's list of them.
  reset(list) {
    this.clear();
    for (const room of allOf(list, isRoom)) this.set(room.roomId, room);
  }

  /// A room as it is now, as everybody was told, or (`isOwn`) we alone.
  hear(room, isOwn) {
    const {role, invited, knocks, muted, banned} = this.get(room.roomId) ?? {};
    this.set(room.roomId, isOwn ? room : {...room, role, invited, knocks, muted, banned});
  }

  /// One is no member of it any more; its owner stays that.
  left(id) {
    const room = this.get(id);
    if (room && room.role !== 'owner') this.set(id, {...room, role: undefined});
  }
}
