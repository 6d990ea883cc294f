// SPDX-License-Identifier: GPL-3.0-or-later
// What the host says is looked at before it is shown: an operator may let others speak in its place.

const isText = (value) => typeof value === 'string';
const isCount = (value) => Number.isSafeInteger(value) && value >= 0;
export const isTime = (value) => Number.isFinite(value) && Math.abs(value) <= 8.64e15; // what a Date takes

/// Of a room's topic or history.
export const isMessage = (value) =>
  ['ENTER', 'TALK', 'LEAVE'].includes(value?.type) && isCount(value.seq) && isTime(value.time) &&
  [value.sender, value.senderId, value.message].every(isText) && (value.id === undefined || isText(value.id));

/// Of a room's events: a message was edited, deleted or pinned.
export const isChange = (value) => value?.type === 'CHANGED' && isMessage(value.message) && isCount(value.message.revision);

/// Of a room's events: somebody reacted to a message, or took it back.
export const isReaction = (value) =>
  value?.type === 'REACTION' && [value.seq, value.revision, value.count].every(isCount) && [value.emoji, value.name, value.id].every(isText);

/// Of a room's events: somebody is writing.
export const isTyping = (value) => value?.type === 'TYPING' && isText(value.id) && isText(value.name);

/// The files of a message: what can be fetched.
export const isFile = (value) =>
  /^[A-Za-z0-9_-]{16,64}$/.test(value?.token ?? '') && isText(value.name) && isText(value.type) && isCount(value.size);

/// How far a message of one's own got.
export function isReceipt(value) {
  const {seq, of, delivered, read, unconfirmed = 0} = value ?? {};
  return [seq, of, delivered, read, unconfirmed].every(isCount) && seq > 0 && read <= delivered && delivered <= of && unconfirmed <= of;
}

/// What a message answers to.
export const isAnswered = (value) => isCount(value?.seq) && [value.sender, value.senderId, value.excerpt].every(isText);

/// One of a message's reactions.
export const isReacted = (value) => isText(value?.emoji) && isCount(value.count) && Array.isArray(value.names) && value.names.every(isText);

/// Of the page of a search.
export const isHit = (value) =>
  isText(value?.roomId) && isCount(value.seq) && isTime(value.time) && [value.sender, value.senderId, value.excerpt].every(isText);

/// Of a room's list of members, or an event.
export const isPerson = (value) =>
  isText(value?.id) && isText(value.name) && [value.here, value.member].every((is) => typeof is === 'boolean');

/// Of the list of rooms, or a change of it.
export const isRoom = (value) =>
  isText(value?.roomId) && isText(value.name) && isText(value.topic) && [value.seq, value.here].every(isCount);

/// Of those who wait to be let into a room.
export const isKnock = (value) => isText(value?.user) && value.user !== '' && isText(value.name) && isTime(value.time);

const isEnd = (until) => until === undefined || isTime(until);

/// Of those who are muted in a room or banned from it.
export const isRuling = (value) =>
  isText(value?.user) && value.user !== '' && [value.name, value.byName ?? '', value.reason ?? ''].every(isText) && isEnd(value.until);

/// What a message said before.
export const isEarlier = (value) => isText(value?.message) && isTime(value.until);

/// Of what was done to keep order in a room.
export const isDone = (value) =>
  isCount(value?.number) && isTime(value.time) && isText(value.action) && isEnd(value.until) &&
  [value.name, value.byName, value.reason, value.detail].every((text) => text === undefined || isText(text));

/// Something was done to keep order in a room: to oneself, or to somebody in it.
export const isOrdered = (value) =>
  value?.type === 'ORDER' && ['MUTED', 'UNMUTED', 'SENT-OUT', 'BANNED', 'UNBANNED'].includes(value.action) && isText(value.roomId) && isRuling(value);

/// What somebody has for a picture of themselves; undefined where there is nothing of it to show.
export function avatarOf(value) {
  const {emoji, color, file} = value ?? {};
  const shown = {
    ...(isText(emoji) && /^\S{1,32}$/u.test(emoji) && {emoji}),
    ...(isText(color) && /^#[0-9a-f]{6}$/i.test(color) && {color}),
    ...(isText(file) && /^[A-Za-z0-9_-]{16,64}$/.test(file) && {file}),
  };
  return Object.keys(shown).length > 0 ? shown : undefined;
}

/// Those of a list that are so; none of what is no list.
export const allOf = (list, isSo) => (Array.isArray(list) ? list.filter(isSo) : []);
