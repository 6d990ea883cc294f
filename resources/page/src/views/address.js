// SPDX-License-Identifier: GPL-3.0-or-later
// Where one is, behind the # of the page's address: #/lobby is a room, #/lobby/people who is there.

export const roomAddress = (id) => `#/${encodeURIComponent(id)}`;
export const peopleAddress = (id) => `${roomAddress(id)}/people`;

/// @returns {{id?: string, people: boolean}}
export function readAddress(hash) {
  const [, id, rest] = /^#\/([^/]+)(\/people)?$/.exec(hash) ?? [];
  try {
    return {id: id && decodeURIComponent(id), people: Boolean(rest)};
  } catch {
    return {people: false};
  }
}
