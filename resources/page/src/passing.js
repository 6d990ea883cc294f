// SPDX-License-Identifier: GPL-3.0-or-later
// What was said, to be said again elsewhere: as the desktop program does it (ui/model/messagecopy.h).

const longestForward = 900 * 1024; // bytes
/// Whatever some parser takes for the end of a line: none may leave the quote.
const lineEnd = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;

const simplified = (text) => text.replace(/\s+/g, ' ').trim();
/// A name may look like markup, or like a mention.
const withoutMarkup = (name) => simplified(name).replace(/[\\*_`[\]<>~#]/g, '\\$&');

/// A message that passes on another one: its words, if it has any, as a quote, below who said them and where,
/// and then one's own. What is quoted calls nobody. Undefined when it is too long to be sent.
/// @param {{sender: string, room: string, text: string}} said
export function forwardedText({sender, room, text}, comment = '') {
  const quoted = text && `\n>${text.split(lineEnd).map((line) => `\n> ${line}`).join('')}`;
  const own = comment.trim() && `\n\n${comment.trim()}`;
  const whole = `> **${withoutMarkup(sender)}** · ${withoutMarkup(room)}${quoted}${own}`;
  return new TextEncoder().encode(whole).length <= longestForward ? whole : undefined;
}

const two = (number) => String(number).padStart(2, '0');
const dayOf = (time) => {
  const date = new Date(time);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};
const clockOf = (time) => `${two(new Date(time).getHours())}:${two(new Date(time).getMinutes())}`;

/// Messages as text, in their order. Of one its own words; of several each as "[18:02] 민수: 안녕" by this
/// computer's clock, and days on lines of their own where there is more than one.
/// @param {{seq: number, time: number, sender: string, message: string}[]} messages
export function copiedText(messages) {
  if (messages.length === 1) return messages[0].message;
  const all = [...messages].sort((one, other) => one.seq - other.seq);
  const hasDays = new Set(all.map(({time}) => dayOf(time))).size > 1;
  const text = [];
  let day;
  for (const {time, sender, message} of all) {
    if (hasDays && dayOf(time) !== day) text.push(day = dayOf(time));
    text.push(`[${clockOf(time)}] ${simplified(sender)}: ${message}`);
  }
  return text.join('\n');
}
