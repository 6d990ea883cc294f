// SPDX-License-Identifier: GPL-3.0-or-later
// What a room is, who may change what of it, and what a change of it would be. What the host tells is
// looked at here: a field that is not as it should be is as if it were not there.
import {visibleName} from './names.js';
import {isForTwo} from './roomoftwo.js';

export const mostDays = 36500;
export const mostMessages = 10_000_000;
export const usualCounts = {days: 30, messages: 1000};
/// Seconds between two messages of one person that are offered.
export const pauses = [0, 5, 10, 30, 60, 300, 900, 3600];

const isNumber = (value, least, most) => Number.isSafeInteger(value) && value >= least && value <= most;

/// {keep: "forever" | "days" | "messages" | "nothing", count: 0 or how many}
function retentionOf({keep, count} = {}) {
  if (keep === 'nothing') return {keep, count: 0};
  const most = {days: mostDays, messages: mostMessages}[keep];
  return most && isNumber(count, 1, most) ? {keep, count} : {keep: 'forever', count: 0};
}

/// The settings of a room, with all their fields.
export function settingsOf(room) {
  const {visibility, icon, password, approves, locked, readOnly, archived, slowMode, retention, keepsEarlier, deleteAt} = room.settings ?? {};
  return {
    kind: ['private', 'direct'].includes(visibility) ? visibility : 'public',
    icon: typeof icon === 'string' && /^\S{1,32}$/u.test(icon) ? visibleName(icon, '') : '',
    password: password === true,
    entry: locked === true ? 'nobody' : approves === true ? 'letIn' : 'free',
    readOnly: readOnly === true,
    archived: archived === true,
    slowMode: isNumber(slowMode, 1, 86400) ? slowMode : 0,
    retention: retentionOf(retention ?? {}),
    keepsEarlier: keepsEarlier === true,
    deleteAt: isNumber(deleteAt, 1, 8.64e15) ? deleteAt : undefined,
  };
}

/// Whether only who belongs to it, or is let in, hears what is said there.
export function isClosed(room) {
  const {kind, password, entry} = settingsOf(room);
  return kind !== 'public' || password || entry !== 'free';
}

export const keepsOrder = (room) => ['owner', 'moderator'].includes(room?.role) && !isForTwo(room);

const rank = (role) => ['member', 'moderator', 'owner'].indexOf(role ?? 'member');

/// Whether one keeps order there, and over that person.
export const isOver = (room, person) => keepsOrder(room) && rank(room.role) > rank(person.role);

/// Whether one is shown what that message said before.
export const showsEarlier = (room, {own, edited, deleted}) =>
  Boolean((edited || deleted) && (own || keepsOrder(room)) && settingsOf(room).keepsEarlier);

/// Whether one may say something there, as far as is known.
export function maySpeakIn(room) {
  const {archived, readOnly, deleteAt} = settingsOf(room);
  return !archived && !deleteAt && !mutedIn(room) && !bannedFrom(room) && (!readOnly || keepsOrder(room)) && (!isClosed(room) || Boolean(room.role));
}

/// {byName, reason, until} of what keeps one from speaking in a room, or from entering it.
export function rulingOf({byName, reason, until}) {
  const words = (text) => (typeof text === 'string' ? text.replace(/\s+/g, ' ').trim().slice(0, 200) : '');
  return {byName: words(byName), reason: words(reason), until: isNumber(until, 1, 8.64e15) ? until : undefined};
}

function rulingAt(told, now) {
  if (!told || typeof told !== 'object') return undefined;
  const ruling = rulingOf(told);
  return ruling.until !== undefined && ruling.until <= now ? undefined : ruling;
}

/// Who lets one say nothing there, why and until when; undefined when one may.
export const mutedIn = ({muted} = {}, now = Date.now()) => rulingAt(muted, now);
/// The same of who does not let one in.
export const bannedFrom = ({banned} = {}, now = Date.now()) => rulingAt(banned, now);

/// What one may change. @param {{guest: boolean}} me
export function rightsIn(room, me) {
  const forTwo = isForTwo(room);
  const isLobby = room.roomId === 'lobby';
  const owns = room.role === 'owner' && !forTwo;
  const order = keepsOrder(room);
  const {readOnly, archived} = settingsOf(room);
  return {
    name: owns && !isLobby,
    topic: order || forTwo || (!me.guest && !readOnly && !archived && !isClosed(room)),
    icon: owns || forTwo,
    entry: owns && !isLobby, // kind and password
    admits: order && !isLobby,
    order,
    keeping: owns || forTwo,
    earlier: owns,
    archive: (owns && !isLobby) || forTwo,
    end: owns && !isLobby,
    roles: owns,
  };
}

/// What a form about the room has in its fields: texts, as fields have them.
export function valuesOf(room) {
  const {kind, icon, entry, readOnly, slowMode, retention, keepsEarlier} = settingsOf(room);
  const {keep, count} = retention;
  return {
    name: room.name, topic: room.topic, icon, kind, entry, speakers: readOnly ? 'order' : 'all',
    slow: String(slowMode), keep: count > 0 ? `${keep} ${count}` : keep,
    earlier: keepsEarlier ? 'kept' : 'gone',
  };
}

const tidy = (text) => text.replace(/\s+/g, ' ').trim();

function keptAs(value) {
  const [keep, count] = value.split(' ');
  return count === undefined ? {keep} : {keep, count: Number(count)};
}

/// What is wrong with the values of a form: the name of a text and, for a count, the largest one.
export function problemIn(values, may) {
  if (may.name && tidy(values.name) === '') return {what: 'nameOfRoomNeeded'};
  const {keep, count} = keptAs(values.keep);
  const most = {days: mostDays, messages: mostMessages}[keep];
  if (may.keeping && most && !isNumber(count, 1, most)) return {what: 'countNeeded', about: most};
  return may.entry && values.password === '' ? {what: 'passwordOfRoomNeeded'} : undefined;
}

/// The fields to be sent: those that one may change and that are not as they are. `password` of the
/// values is undefined where it stays, false where it goes.
export function changesIn(room, values, may) {
  const is = valuesOf(room);
  const differs = (field, right = field) => may[right] && tidy(values[field]) !== tidy(is[field]);
  const change = {};
  if (differs('name')) change.name = tidy(values.name);
  if (differs('topic')) change.topic = tidy(values.topic);
  if (differs('icon')) change.icon = tidy(values.icon);
  if (differs('kind', 'entry')) change.visibility = values.kind;
  if (differs('entry', 'admits')) {
    change.locked = values.entry === 'nobody';
    if (values.entry !== 'nobody') change.approves = values.entry === 'letIn';
  }
  if (may.entry && values.password) change.password = values.password;
  if (may.entry && values.password === false && settingsOf(room).password) change.password = '';
  if (differs('speakers', 'order')) change.readOnly = values.speakers === 'order';
  if (differs('slow', 'order')) change.slowMode = Number(values.slow);
  if (differs('keep', 'keeping')) change.retention = keptAs(values.keep);
  if (differs('earlier')) change.keepsEarlier = values.earlier === 'kept';
  return change;
}

/// Whether messages that are kept now would be no more.
export function losesMessages(room, {retention}) {
  const {keep, count} = settingsOf(room).retention;
  if (!retention || retention.keep === 'forever' || keep === 'nothing') return false;
  return retention.keep !== keep || retention.count < count;
}

/// Whether what messages said before they were changed is kept now, and would be no more.
export const losesEarlier = (room, {keepsEarlier}) => keepsEarlier === false && settingsOf(room).keepsEarlier;

/// Whether everybody could read then what only some could.
export const opensToAll = (room, {visibility}) => visibility === 'public' && settingsOf(room).kind === 'private';
