// SPDX-License-Identifier: GPL-3.0-or-later
import {randomId} from './randomid.js';

const longest = 48;

/// An id for a new room, like its name as far as an id can be. (The host could make it, but does not say
/// then which room is the new one.)
/// @param {(id: string) => boolean} isTaken
export function roomIdLike(name, isTaken, random = randomId) {
  const like = name.normalize('NFC').replace(/[^\w.\-가-힣]+/g, '-').replace(/^-+/, '').slice(0, longest).replace(/-+$/, '');
  if (like && !/^\.\.?$/.test(like) && !isTaken(like)) return like;
  return `${like || 'room'}-${random().slice(0, 8)}`;
}
