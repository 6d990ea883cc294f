// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of the host's search, and of whom it can be asked.

/// The beginning of that day here, `later` days on; undefined for what is no day.
function dayStart(day, later = 0) {
  const [, year, month, date] = /^(\d{4,6})-(\d\d)-(\d\d)$/.exec(day ?? '')?.map(Number) ?? [];
  const time = new Date(year, month - 1, date + later).getTime();
  return Number.isFinite(time) ? time : undefined;
}

/// The headers of a search; undefined when nothing is said of what to look for. Days count as a whole,
/// whichever of the two is the later one.
/// @param {{query: string, room?: string, sender?: string, first?: string, last?: string, links: boolean, files: boolean}} wanted
///   first and last: days as a field has them, "2026-11-22"
export function searchHeaders({query, room, sender, first, last, links, files}) {
  const [from, to] = dayStart(first) > dayStart(last) ? [last, first] : [first, last];
  const has = [links && 'link', files && 'file'].filter(Boolean).join(',');
  const asked = {query: query.trim(), room, sender, has, from: dayStart(from), to: dayStart(to, 1)};
  const said = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined && value !== ''));
  return ['query', 'room', 'sender', 'has'].some((name) => name in said) ? said : undefined;
}

const mostSenders = 200;

/// Whose messages can be looked for: who is in the open room or said something in what of it is here, as
/// [id, name], each once.
export function sendersOf(room) {
  const found = new Map();
  for (const {id, name} of room?.people.values() ?? []) found.set(id, name);
  for (const {type, senderId, sender} of room?.log.messages ?? [])
    if (type === 'TALK' && senderId !== 'erased' && !found.has(senderId)) found.set(senderId, sender);
  return [...found].slice(0, mostSenders);
}
