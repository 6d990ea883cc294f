// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText, showLines} from '../dom.js';
import {icon} from '../icons.js';
import {folded} from '../foldedlines.js';
import {linesOf} from '../lines.js';
import {bannedWords} from '../ordernews.js';
import {receiptsOf} from '../receipts.js';
import {isForTwo} from '../roomoftwo.js';
import {rulingOf, showsEarlier} from '../roomsettings.js';
import {comingTime, hostWords, roomTitle, texts} from '../texts.js';
import {roomAddress} from './address.js';
import {lineLook, messageLine} from './messageline.js';
import {showReceipt} from './receiptmark.js';

/// A password that was wrong too often is asked for again by and by; what else has a time is tried again.
const closedWords = (why, again) => (again && why !== 'too many wrong passwords'
  ? `${hostWords(why)} ${texts.triedAgainAt(comingTime(again))}` : hostWords(why, again));

const near = 80; // px from an end that count as being there

/// What was said in the open room. It stays at the newest line, unless one has scrolled away from it;
/// then it stays at what one reads, whatever comes above or below.
export class Timeline {
  #room;
  #atEnd = true;
  #unseen = 0; // messages that came while one was reading further up
  #newest = 0;
  #opened = new Set(); // sequences of what ignored people said, and one wants to read

  /// @param doing what messages offer; see messageLine()
  /// @param {import('./selection.js').Selection} selection
  constructor(chat, doing, selection) {
    Object.assign(this, {chat, selection});
    this.doing = {...doing, goTo: (seq) => this.goTo(seq), unfold: (line) => this.#unfold(line)};
    this.older = make('button', {type: 'button', class: 'quiet older', text: texts.older, onclick: () => this.#room?.loadOlder()});
    this.top = make('p', {class: 'hint top', role: 'status'});
    this.list = make('ol', {role: 'log', 'aria-live': 'polite', 'aria-relevant': 'additions'});
    this.emptyTitle = make('strong');
    this.emptyMore = make('span');
    this.wayOut = make('a', {href: roomAddress('lobby'), text: texts.toLobby});
    this.password = make('input', {type: 'password', 'aria-label': texts.roomPassword, autocomplete: 'off', maxlength: 128});
    this.door = make('form', {class: 'door', hidden: true, onsubmit: (event) => {
      event.preventDefault();
      chat.enterWith(this.password.value);
      this.password.value = '';
    }}, this.password, make('button', {type: 'submit', class: 'main', text: texts.comeIn}));
    this.again = make('button', {type: 'button', class: 'main', hidden: true, text: texts.comeInAgain, onclick: () => chat.enterWith()});
    this.empty = make('div', {class: 'empty', role: 'status'}, this.emptyTitle, this.emptyMore, this.door, this.again, this.wayOut);
    this.scroller = make('div', {class: 'scroller', tabindex: '0', onscroll: () => this.#scrolled(), onclick: () => this.#scrolled()},
      this.older, this.top, this.list, this.empty);
    this.jumpText = make('span');
    this.jump = make('button', {type: 'button', class: 'jump', hidden: true, onclick: () => this.#toEnd()}, icon('down'), this.jumpText);
    this.element = make('div', {class: 'timeline'}, this.scroller, this.jump);
    const stay = new ResizeObserver(() => this.#atEnd && this.#toEnd());
    stay.observe(this.scroller);
    stay.observe(this.list);
  }

  show() {
    const {chat} = this;
    const {room} = chat;
    if (room !== this.#room) {
      this.#room = room;
      this.list.replaceChildren();
      this.#atEnd = true;
      this.#unseen = 0;
      this.#opened.clear();
      this.#newest = room?.log.last ?? 0;
    }
    if (room && this.#atEnd) room.shorten();
    const lines = room ? folded(linesOf(room.log.messages, chat.waiting(), chat.me), chat.ignored, this.#opened) : [];
    const known = room && (chat.rooms.get(room.id) ?? {roomId: room.id});
    for (const line of lines) {
      line.hasEarlier = line.kind === 'talk' && showsEarlier(known, line);
      line.look = lineLook(chat, line);
    }
    const {scroller, list} = this;
    // What is older comes in above and is not read out; what one reads stays where it is.
    const last = list.lastElementChild;
    const below = last && last.getBoundingClientRect().bottom;
    this.#showEnds(room, lines);
    list.setAttribute('aria-busy', String(Boolean(room?.isLoading)));
    list.setAttribute('aria-label', room ? (isForTwo(known) ? texts.logWith : texts.log)(roomTitle(known)) : '');
    showLines(list, lines, (line) => messageLine(chat, line, this.doing));
    const folds = list.querySelectorAll('.folded button');
    lines.filter(({kind}) => kind === 'folded').forEach(({seqs}, at) => setText(folds[at], texts.foldedLines(seqs.length)));
    this.#showReceipts(room, lines);
    this.selection.show(list, lines);
    if (this.#atEnd) this.#toEnd();
    else if (last?.isConnected) scroller.scrollTop += last.getBoundingClientRect().bottom - below;
    this.#countUnseen(room);
    if (room && !this.#atEnd && scroller.scrollTop < near) room.loadOlder();
  }

  /// In the lines that stand there: a line that is made anew is read out again.
  #showReceipts(room, lines) {
    const all = receiptsOf(lines, (seq) => this.chat.receipts.of(room?.id, seq));
    lines.forEach(({kind, own}, at) => kind === 'talk' && own && showReceipt(this.list.children[at].querySelector('.receipt'), all[at]));
  }

  #showEnds(room, lines) {
    const {obstacle} = this.chat;
    const isEmpty = lines.length === 0;
    const isLoading = Boolean(room) && !obstacle && (room.isLoading || (!room.hasAll && isEmpty && this.chat.connection.isOnline));
    this.older.hidden = !room?.hasOlder || isLoading;
    this.top.hidden = !room || obstacle || (!isLoading && (isEmpty || (room.log.hasOlder && !room.isCut)));
    setText(this.top, isLoading ? texts.loading : room?.isCut ? texts.notKeptFurther : texts.beginning);
    this.empty.hidden = !obstacle && (!isEmpty || isLoading || (room && !room.hasAll));
    this.wayOut.hidden = !obstacle;
    this.again.hidden = obstacle?.why !== 'sent out of this room';
    this.door.hidden = obstacle?.why !== 'wrong password';
    const [title, more] = this.#emptyWords(room, obstacle);
    setText(this.emptyTitle, title);
    setText(this.emptyMore, more);
  }

  #unfold({key, seqs, isOpen}) {
    for (const seq of seqs) {
      if (isOpen) this.#opened.delete(seq);
      else this.#opened.add(seq);
    }
    this.show();
    this.list.querySelector(`[data-key="${key}"] button`)?.focus({preventScroll: true});
  }

  #emptyWords(room, obstacle) {
    if (!room) return [texts.noRoom, texts.noRoomMore];
    if (!obstacle) return [texts.nothingYet, texts.nothingYetMore];
    const {what, why, again} = obstacle;
    const known = this.chat.rooms.get(room.id);
    if (why === 'sent out of this room') return [texts.sentOut, texts.sentOutMore];
    if (what !== 'closed') return [texts.noSuchRoom, texts.noSuchRoomMore];
    const words = why === 'banned from this room' ? [hostWords(why), bannedWords(rulingOf(known?.banned ?? {until: again}))] : [closedWords(why, again)];
    return [texts.notLetIn(roomTitle(known ?? {roomId: room.id})), words.filter(Boolean).join(' ')];
  }

  #countUnseen(room) {
    const last = room?.log.last ?? 0;
    const fresh = room?.log.messages.filter(({seq, senderId, type}) =>
      seq > this.#newest && senderId !== this.chat.me.id && type === 'TALK' && !this.chat.ignored.has(senderId)).length ?? 0;
    this.#unseen = this.#atEnd ? 0 : this.#unseen + fresh;
    this.#newest = last;
    this.jump.hidden = this.#atEnd;
    setText(this.jumpText, this.#unseen > 0 ? texts.newOnes(this.#unseen) : texts.toNewest);
  }

  /// The box by which that message is chosen.
  focusBox(seq) {
    this.selection.focus(this.list, seq);
  }

  /// To that message of the open room, which is fetched if it has to be. False when it is not there.
  async goTo(seq) {
    const room = this.#room;
    this.#atEnd = false;
    if (!room || !(await room.loadTo(seq)) || room !== this.#room) return false;
    this.show();
    const line = this.list.querySelector(`[data-key="m${seq}"]`);
    line?.scrollIntoView({block: 'center'});
    line?.classList.add('found');
    setTimeout(() => line?.classList.remove('found'), 2500);
    line?.querySelector('.do')?.focus({preventScroll: true});
    return Boolean(line);
  }

  /// The newest sequence that is in sight, when one looks at the end.
  get seen() {
    return this.#atEnd && !document.hidden && document.hasFocus() ? this.#room?.log.last ?? 0 : 0;
  }

  /// To be called when one has written something.
  toEnd() {
    this.#atEnd = true;
  }

  #toEnd() {
    this.#atEnd = true;
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.jump.hidden = true;
    this.#unseen = 0;
  }

  #scrolled() {
    const {scrollTop, scrollHeight, clientHeight} = this.scroller;
    this.#atEnd = scrollHeight - clientHeight - scrollTop < near;
    if (this.#atEnd) this.#unseen = 0;
    this.jump.hidden = this.#atEnd;
    if (scrollTop < near && !this.#atEnd) this.#room?.loadOlder();
  }
}
