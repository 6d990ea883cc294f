// SPDX-License-Identifier: GPL-3.0-or-later
// What a timeline shows, in order: days, notices, messages grouped by author, and what waits to be sent.

const together = 5 * 60 * 1000; // ms between two messages of one group

const dayOf = (time) => {
  const date = new Date(time);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
};

const sameAuthor = (one, other) =>
  one.senderId === other.senderId && one.sender === other.sender && Boolean(one.guest) === Boolean(other.guest);

const longestExcerpt = 120;

/// One line of what a message says.
export const excerptOf = ({deleted, message, files}) =>
  deleted ? '' : (message || files?.[0]?.name || '').replace(/\s+/g, ' ').trim().slice(0, longestExcerpt);

/// What a message answers to, as that one is now, where it is here.
function withAnswered(message, bySeq) {
  const {replyTo} = message;
  const answered = replyTo && bySeq.get(replyTo.seq);
  return answered && (answered.deleted || answered.edited) ? {...message, replyTo: {...replyTo, excerpt: excerptOf(answered)}} : message;
}

/// @param messages of the room, by sequence
/// @param waiting of the outbox, in the order they were written: {id, text, written, state}
/// @param me {id, name, guest}
export function linesOf(messages, waiting, me) {
  const lines = [];
  let day;
  let group; // the last line, if another message may join it

  // By what follows: when the host's clock is set back, a day comes twice.
  const startDay = (time, following) => {
    if (dayOf(time) === day) return;
    day = dayOf(time);
    lines.push({kind: 'day', key: `d${following}`, time});
    group = undefined;
  };
  const say = (line) => {
    const first = !(group && sameAuthor(group, line) && line.time - group.time < together);
    group = {...line, kind: 'talk', first};
    lines.push(group);
  };
  const notice = (message) => {
    group = undefined;
    const last = lines.at(-1);
    if (last?.kind === 'notice' && last.type === message.type) {
      if (!last.senders.includes(message.sender)) last.senders.push(message.sender);
    } else {
      lines.push({kind: 'notice', key: `m${message.seq}`, type: message.type, senders: [message.sender], time: message.time});
    }
  };

  const bySeq = new Map(messages.map((message) => [message.seq, message]));
  for (const message of messages) {
    startDay(message.time, message.seq);
    if (message.type === 'ENTER' || message.type === 'LEAVE') notice(message);
    else say({...withAnswered(message, bySeq), key: `m${message.seq}`, own: message.senderId === me.id});
  }
  for (const {id, text, written, state, why, until, replyTo, files} of waiting) {
    startDay(Math.max(written, lines.at(-1)?.time ?? 0), `w${id}`);
    say({...withAnswered({replyTo}, bySeq), key: `w${id}`, id, message: text, time: written, own: true, state, why, until, files,
      senderId: me.id, sender: me.name, guest: me.guest});
  }
  return lines;
}
