// SPDX-License-Identifier: GPL-3.0-or-later
import {make} from '../dom.js';
import {icon} from '../icons.js';
import {endOfFirst, partsOf} from '../longtext.js';
import {longestMarkdown} from '../messagetree.js';
import {findMentions} from '../mentions.js';
import {clockTime, comingTime, dayName, hostWords, shownName, texts, wholeTime} from '../texts.js';
import {isTime} from '../wirechecks.js';
import {avatar} from './avatar.js';
import {answered, files, looksOf, reactions} from './messageextras.js';
import {messageWords} from './messagewords.js';
import {badge} from './people.js';
import {receiptMark} from './receiptmark.js';

function words(chat, text) {
  const place = make('div', {class: 'text', dir: 'auto'});
  const shown = (part) => messageWords(part, chat.mentionNames, chat.me);
  const end = endOfFirst(text);
  if (end === text.length) {
    place.append(...shown(text));
    return place;
  }
  place.append(make('div', {}, ...shown(text.slice(0, end)), '…'), make('button', {
    type: 'button', class: 'quiet', text: texts.showAll(text.length), onclick: () => showAll(place, text, shown),
  }));
  return place;
}

/// Part by part, so that the page can be used meanwhile.
function showAll(place, text, shown) {
  const parts = text.length <= longestMarkdown ? [text].values() : partsOf(text);
  place.replaceChildren();
  const showNext = () => {
    const {value, done} = parts.next();
    if (done || !place.isConnected) return;
    place.append(make('div', {dir: 'auto'}, ...shown(value)));
    setTimeout(showNext);
  };
  showNext();
}

const time = (at) => make('time', {datetime: new Date(at).toISOString(), title: wholeTime(at), text: clockTime(at)});

const marks = {waiting: 'clock', sending: 'clock', accepted: 'check', refused: 'alert'};

function mark({state, why, until}) {
  if (!state) return undefined;
  const said = state === 'refused' ? texts.refused(hostWords(why, until)) : until ? texts.waitingTill(comingTime(until)) : texts[state];
  // What is over in a moment is only read out.
  const isShort = state === 'sending' || state === 'accepted';
  return make('span', {class: `mark ${state}`, title: said}, icon(marks[state]), make('span', {class: isShort && 'unseen', text: said}));
}

const act = (text, doIt, id) => make('button', {type: 'button', class: 'quiet', text, onclick: () => doIt([id])});
/// What waits may be dropped before it goes; what failed is sent again or dropped.
const drop = ({id, state}, doing) => state === 'waiting' && act(texts.doNotSend, doing.discard, id);
const actions = ({id, state}, doing) => state === 'refused' && make('span', {class: 'buttons'},
  act(texts.sendAgain, doing.sayAgain, id), act(texts.discard, doing.discard, id));

/// Of what came long after it was written: when that was, as its sender says.
function lateMark({written, time: arrived, seq}) {
  if (seq === undefined || !isTime(written) || written >= arrived) return undefined;
  const isOtherDay = dayName(written) !== dayName(arrived);
  const at = `${isOtherDay ? `${dayName(written)} ` : ''}${clockTime(written)}`;
  return make('span', {class: 'late', title: texts.lateMore(wholeTime(written), wholeTime(arrived))}, icon('clock'), make('span', {text: texts.late(at)}));
}

function marksOf(line) {
  if (line.deleted) return [];
  return [lateMark(line), line.edited && make('span', {class: 'mark', text: texts.edited, title: wholeTime(line.edited)}),
    line.pinned && make('span', {class: 'mark', title: texts.pinned}, icon('pin'), make('span', {class: 'unseen', text: texts.pinned}))];
}

/// Of what is deleted there may be what it said before.
const menuButton = (line, doing) => line.seq !== undefined && (!line.deleted || line.hasEarlier) && make('button', {
  type: 'button', class: 'icon-button do', 'aria-label': texts.actions, title: texts.actions, 'aria-haspopup': 'dialog',
  onclick: ({currentTarget}) => doing.menu(currentTarget, line),
}, icon('more'));

function talk(chat, line, doing) {
  const {senderId, sender, guest, own, first, message} = line;
  const name = shownName(sender);
  return make('li', {class: `talk${own ? ' own' : ''}${first ? ' first' : ''}`},
    first ? make('span', {class: 'place'}, avatar(senderId, sender, chat.known.avatar(senderId))) : time(line.time),
    make('div', {class: 'body'},
      first
        ? make('div', {class: 'who'}, make('strong', {class: 'name', dir: 'auto', text: name}), badge(chat, guest, sender, senderId), time(line.time))
        : make('span', {class: 'unseen', text: `${name}: `}),
      !line.deleted && answered(line, doing.goTo),
      make('div', {class: 'said'}, line.deleted ? make('div', {class: 'text gone', text: texts.deleted}) : message && words(chat, message),
        ...marksOf(line), mark(line), drop(line, doing), own && receiptMark()),
      files(line), reactions(line, doing.react), actions(line, doing)),
    menuButton(line, doing));
}

/// One line of the timeline, as linesOf() has them.
/// @param {{menu: (button: Element, line: object) => void, goTo: (seq: number) => void, react: (line: object, emoji: string, on: boolean) => void,
///   unfold: (line: object) => void, sayAgain: (ids: string[]) => void, discard: (ids: string[]) => void}} doing
export function messageLine(chat, line, doing) {
  if (line.kind === 'day') return make('li', {class: 'day'}, make('span', {text: dayName(line.time)}));
  if (line.kind === 'folded') return fold(line, doing);
  return line.kind === 'talk' ? talk(chat, line, doing) : notice(line);
}

/// What ignored people said; how much is written by the timeline, as it grows without being read out.
const fold = (line, doing) => make('li', {class: 'folded'},
  make('button', {type: 'button', class: 'quiet', 'aria-expanded': String(line.isOpen), onclick: () => doing.unfold(line)}));

const nameHere = '\0'; // which no name has

function notice({type, senders, time: at}) {
  const said = (type === 'ENTER' ? texts.entered : texts.left)(nameHere, senders.length - 1);
  const [before, after] = said.split(nameHere);
  return make('li', {class: 'notice'}, time(at),
    make('span', {}, before, make('bdi', {text: shownName(senders[0])}), after));
}

/// Whom a message mentions: people come and go, and most messages mention nobody.
const mentionsOf = (chat, {kind, message}) =>
  kind === 'talk' && message?.includes('@') ? findMentions(message, chat.mentionNames).map(({name}) => name) : undefined;

/// What makes a line look different; another one is drawn anew. A host that lost its log counts from 1 again:
/// then another time and sender tell that it is another message of that number.
export const lineLook = (chat, line) =>
  JSON.stringify([line.time, line.senderId, line.first, line.state, line.why, line.until, looksOf(line), line.senders, line.revision, line.hasEarlier, mentionsOf(chat, line), ...(line.kind === 'talk' ? [chat.known.isImpostor(line.guest, line.sender), chat.known.avatar(line.senderId)] : [line.isOpen])]);
