// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText, showLines} from '../dom.js';
import {doneWords} from '../ordernews.js';
import {minuteTime, refusalWords, texts} from '../texts.js';

const mostShown = 1000; // as many as the host keeps of a room

/// What was done to keep order in a room, the newest first.
export class OrderLog {
  #roomId;
  #entries = [];
  #turn = 0; // of the question; what an older one brings is not listened to

  constructor(chat) {
    this.chat = chat;
    this.status = make('p', {class: 'hint', role: 'status'});
    this.list = make('ol', {class: 'done', tabindex: '0', 'aria-labelledby': 'order-done'});
    this.more = make('button', {type: 'button', class: 'quiet', text: texts.moreDone, 'aria-label': texts.moreDoneMore, onclick: () => this.#askOlder()});
    this.element = make('section', {class: 'order-log'}, make('h3', {id: 'order-done', text: texts.done}), this.list, this.status, this.more);
    this.clear();
  }

  clear() {
    ++this.#turn;
    this.#entries = [];
    this.#show(false);
    setText(this.status, '');
  }

  /// From the newest on.
  ask(roomId) {
    this.#roomId = roomId;
    this.#ask(undefined, (entries) => entries);
  }

  #askOlder() {
    this.list.focus(); // the button may go
    this.#ask(this.#entries.at(-1)?.number, (entries) => [...this.#entries, ...entries]);
  }

  #ask(before, joined) {
    const turn = ++this.#turn;
    const current = () => turn === this.#turn;
    this.chat.orders.askDone(this.#roomId, before, (entries, more) => {
      if (!current()) return;
      this.#entries = joined(entries).slice(0, mostShown);
      this.#show(more && entries.length > 0 && this.#entries.length < mostShown);
      setText(this.status, this.#entries.length === 0 ? texts.nothingDone : '');
    }, (why, wait) => current() && setText(this.status, refusalWords(why, wait)));
  }

  #show(more) {
    this.more.hidden = !more;
    this.list.hidden = this.#entries.length === 0;
    showLines(this.list, this.#entries.map((entry) => ({...entry, key: `${entry.number}`, look: JSON.stringify(entry)})), (entry) => make('li', {},
      make('time', {class: 'aside', datetime: new Date(entry.time).toISOString(), text: minuteTime(entry.time)}), make('span', {dir: 'auto', text: doneWords(entry)})));
  }
}
