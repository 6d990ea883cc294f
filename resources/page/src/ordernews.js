// SPDX-License-Identifier: GPL-3.0-or-later
// What was done to keep order, in words.
import {minuteTime, roomTitle, shownName, texts} from './texts.js';

/// {byName, reason, until} as {by, more}: who it was, and till when and why.
function partsOf({byName, reason, until}) {
  return {by: byName ? shownName(byName) : '', more: [until && texts.untilTime(minuteTime(until)), reason && texts.reasonIs(reason)].filter(Boolean).join(' ')};
}
const joined = (...parts) => parts.filter(Boolean).join(' ');

/// Why one says nothing in a room: a ruling as mutedIn() has it.
export function mutedWords(ruling) {
  const {by, more} = partsOf(ruling);
  return joined(texts.youAreMuted(by), more);
}

/// What keeps one out of a room, as its object says; '' when that says nothing.
export function bannedWords(ruling) {
  const {by, more} = partsOf(ruling);
  return joined(by && texts.decidedBy(by), more);
}

/// What was decided about oneself or (`isMine` false) about somebody else, in that room.
export function orderNews(event, room, isMine) {
  const {by, more} = partsOf(event);
  const title = roomTitle(room);
  if (isMine) return joined(texts.orderedMe(event.action, title, by), more);
  return texts.orderedOther(event.action, title, shownName(event.name), by);
}

/// What somebody did to keep order, as the log has it.
export function doneWords(entry) {
  const {action, name, detail} = entry;
  const {by, more} = partsOf(entry);
  return joined(texts.deed(action, by || shownName(''), shownName(name ?? ''), detail ?? ''), more);
}
