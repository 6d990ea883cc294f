// SPDX-License-Identifier: GPL-3.0-or-later
// A room as records, one a line: the export.jsonl of docs/export.md, but for what is in files, of which only is said
// what they are. What the host tells is looked at, so that another host takes all of it.
import {allOf, isAnswered, isFile, isReacted} from './wirechecks.js';

const latest = 253_402_300_799_999; // ms, the year 9999
const isTime = (value) => Number.isSafeInteger(value) && value >= 0 && value <= latest;
const isId = (value) => /^[A-Za-z0-9_-]{1,200}$/.test(value ?? '');
const isUid = (value) => /^[0-9a-f]{32}$/.test(value ?? '');
const record = (object) => `${JSON.stringify(object)}\n`;
const times = (message, keys) => Object.fromEntries(keys.filter((key) => isTime(message[key])).map((key) => [key, message[key]]));

/// So that another host keeps the room as it was kept. Its password is not known here: nobody gets in by it there.
function keptSettings({password, deleteAt, ...settings}) {
  const kept = password && (settings.visibility ?? 'public') === 'public' ? {...settings, visibility: 'private'} : settings;
  return Object.keys(kept).length > 0 ? {settings: JSON.stringify(kept)} : {};
}

/// What stands above the messages of a room.
export function recordsHead(hostName, room, now) {
  const {roomId, name, topic, revision, settings} = room;
  return record({'madang-export': 1, host: '', hostName, made: now, program: 'page'}) +
    record({room: roomId, name, topic, creator: '', created: 0, revision: Number.isSafeInteger(revision) && revision > 0 ? revision : 0,
      settings: keptSettings(settings ?? {}), members: []});
}

/// Of a reaction the host tells how many there are, and the first names.
function reactionsOf({reactions}) {
  const all = new Map(allOf(reactions, isReacted).flatMap(({emoji, names}) => names.map((name) => [`${emoji}\n${name}`, {emoji, user: '', name}])));
  return all.size > 0 ? {reactions: [...all.values()]} : {};
}

function filesOf({files, senderId, time}) {
  const all = allOf(files, isFile).filter(({id, name}) => isId(id) && /^[^/\\\x00-\x1f\x7f]{1,1000}$/u.test(name) && !['.', '..'].includes(name));
  return all.length > 0 ? {files: all.map(({id, token, name, type, size}) => ({id, token, name, type, size, sha256: '', owner: senderId, created: time}))} : {};
}

export function messageRecord(message) {
  const {seq, type, sender, senderId, guest, time, id, replyTo, revision} = message;
  const isChanged = Number.isSafeInteger(revision) && revision > 0;
  const gone = isChanged && isTime(message.deleted);
  return record({
    message: seq, type, sender, senderId, time: Math.max(0, Math.min(Math.trunc(time), latest)), text: gone ? '' : message.message,
    ...(isUid(message.uid) && {uid: message.uid}), ...(guest && {guest: true}), ...(isId(id) && {clientId: id}), ...(isAnswered({senderId: '', ...replyTo}) && replyTo.seq < seq && {replyTo: replyTo.seq}),
    ...times(message, ['written']), ...(isChanged && {revision, ...times(message, ['edited', 'deleted', 'pinned'])}), ...reactionsOf(message), ...(!gone && filesOf(message)),
  });
}

/// What stands below so many messages.
export const recordsEnd = (count) => record({roomEnd: count}) + record({end: 1});
