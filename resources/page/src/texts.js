// SPDX-License-Identifier: GPL-3.0-or-later
// Words, times and numbers in the language of the browser.
import {visibleName} from './names.js';
import {isForTwo} from './roomoftwo.js';
import {settingsOf} from './roomsettings.js';
import {againAt} from './waits.js';
import {chooseLanguage, words} from './words.js';

export const language = chooseLanguage(globalThis.navigator?.languages ?? []);
export const texts = words[language];

const locale = (globalThis.navigator?.languages ?? []).find((tag) => tag.toLowerCase().startsWith(language)) ?? language;
const clock = new Intl.DateTimeFormat(locale, {hour: 'numeric', minute: '2-digit'});
const toTheSecond = new Intl.DateTimeFormat(locale, {hour: 'numeric', minute: '2-digit', second: '2-digit'});
const day = new Intl.DateTimeFormat(locale, {month: 'long', day: 'numeric', weekday: 'long'});
const dayAndYear = new Intl.DateTimeFormat(locale, {year: 'numeric', month: 'long', day: 'numeric', weekday: 'long'});
const toTheMinute = new Intl.DateTimeFormat(locale, {dateStyle: 'long', timeStyle: 'short'});
const whole = new Intl.DateTimeFormat(locale, {dateStyle: 'full', timeStyle: 'medium'});

export const clockTime = (time) => clock.format(time);
export const minuteTime = (time) => toTheMinute.format(time);
export const wholeTime = (time) => whole.format(time);
export const dayName = (time) =>
  (new Date(time).getFullYear() === new Date().getFullYear() ? day : dayAndYear).format(time);

const hour = 3600 * 1000; // ms

/// A time to come, as exactly as one has to know it.
export function comingTime(time, now = Date.now()) {
  if (time - now < hour) return toTheSecond.format(Math.ceil(time / 1000) * 1000);
  return dayName(time) === dayName(now) ? clockTime(time) : minuteTime(time);
}

/// "12 s", "3 min", "2 h".
export function duration(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return texts.seconds(seconds);
  if (seconds < 3600) return texts.minutes(Math.floor(seconds / 60));
  return texts.hours(Math.floor(seconds / 3600));
}

/// "820 B", "4.2 MB".
export function sizeOf(bytes) {
  const step = bytes < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** step).toLocaleString(locale, {maximumFractionDigits: step === 0 ? 0 : 1})} ${['B', 'kB', 'MB', 'GB', 'TB'][step]}`;
}

const sentence = (said) => (/[.!?…]$/.test(said) ? said : `${said}.`);

/// What the host said in an ERROR, in our words where we have some; and when it may be asked again, if it may.
/// @param {number} [again] ms since 1970
export function hostWords(why, again) {
  const known = why.replace(/, try again .*$/, '');
  const said = typeof texts[known] === 'string' ? texts[known] : texts.hostSaid(why);
  return again ? `${sentence(said)} ${texts.againAt(comingTime(again))}` : said;
}

/// The same of what it says now, which may be asked again in `wait` ms.
export const refusalWords = (why, wait) => hostWords(why, againAt(wait));

/// A room as people see it.
export const roomTitle = (room) =>
  room.roomId === 'lobby' && room.name === 'Lobby' ? texts.lobby : visibleName(room.name || room.roomId, room.roomId);

/// The same where it stands alone: "# Lobby", "📚 Books", and for a conversation of two the other's name.
export const roomHeadline = (room) => {
  if (isForTwo(room)) return roomTitle(room);
  return `${settingsOf(room).icon || '#'} ${roomTitle(room)}`;
};

/// A person as people see them.
export const shownName = (name) => visibleName(name, texts.nameless);
