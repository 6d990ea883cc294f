// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText, showLines} from '../dom.js';
import {bannedWords} from '../ordernews.js';
import {refusalWords, shownName, texts} from '../texts.js';
import {OrderLog} from './orderlog.js';

/// Who is muted in a room or banned from it, for who keeps order there: each can be let off. For who owns the
/// host also who is banned from all of it; and what was done to keep order.
export class OrderList {
  #roomId;
  #lifted = new Set(); // keys that the host has not answered yet
  #isCut = false; // the session in which it was asked is over

  constructor(chat) {
    this.chat = chat;
    this.status = make('p', {class: 'hint', role: 'status'});
    this.error = make('p', {class: 'error', role: 'alert'});
    this.list = make('ul', {class: 'waiting-people'});
    this.log = new OrderLog(chat);
    this.title = make('h2', {id: 'order-list-title', tabindex: '-1', text: texts.orderList});
    this.element = make('dialog', {class: 'door-dialog', 'aria-labelledby': 'order-list-title'},
      make('form', {class: 'card', method: 'dialog'}, this.title, this.list, this.status, this.error, this.log.element,
        make('p', {class: 'buttons'}, make('button', {type: 'submit', class: 'quiet', text: texts.close}))));
  }

  open() {
    this.#roomId = this.chat.room?.id;
    this.#lifted.clear();
    this.list.replaceChildren();
    this.log.clear();
    setText(this.error, '');
    setText(this.status, texts.loading);
    this.element.showModal();
    this.title.focus();
    this.#ask();
  }

  /// Something may be new.
  show() {
    if (!this.element.open) return;
    if (this.chat.room?.id !== this.#roomId) {
      this.element.close();
    } else if (!this.chat.connection.isOnline) {
      this.#isCut = true;
      this.#lifted.clear();
      this.#tell('', texts.offline);
    } else if (this.#isCut) {
      this.#tell(texts.loading, '');
      this.#ask();
    }
  }

  #ask() {
    const roomId = this.#roomId;
    const isAsked = this.chat.orders.askOrder(roomId, this.chat.ownsHost, (rulings, more) => roomId === this.#roomId && this.#show(rulings, more),
      (why, wait) => this.#tell('', refusalWords(why, wait)));
    this.#isCut = !isAsked;
    this.log.ask(roomId);
    if (!isAsked) this.#tell('', texts.offline);
  }

  #tell(said, problem) {
    setText(this.status, said);
    setText(this.error, problem);
  }

  #show(rulings, more) {
    const hadFocus = this.list.contains(document.activeElement);
    const lines = rulings.map((ruling) => ({...ruling, key: `${ruling.kind}${ruling.user}`, look: JSON.stringify(ruling)}));
    showLines(this.list, lines, (ruling) => this.#line(ruling));
    this.#tell(lines.length === 0 ? texts.nobodyOrdered : more > 0 ? texts.moreAtTheDoor(more) : '', '');
    // Not on another person's button: one may be about to press again.
    if (hadFocus && !this.list.contains(document.activeElement)) this.title.focus();
  }

  #line({kind, user, name, byName, reason, until}) {
    const shown = shownName(name);
    return make('li', {}, make('span', {class: 'whose'}, make('span', {class: 'name', dir: 'auto', text: shown}),
      make('span', {class: 'badge', text: texts.orderedAs(kind)}), make('span', {class: 'aside ruling', dir: 'auto', text: bannedWords({byName, reason, until})})),
    make('button', {type: 'button', text: texts.lift(kind), 'aria-label': texts.liftWhom(kind, shown), onclick: () => this.#lift(kind, user)}));
  }

  #lift(kind, user) {
    const key = `${kind}${user}`;
    if (this.#lifted.has(key)) return;
    const answered = (act) => (why, wait) => {
      this.#lifted.delete(key);
      if (this.element.open) act(why, wait);
    };
    const isAsked = this.chat.orders[kind](this.#roomId, user, {on: false}, {
      done: answered(() => this.#ask()), refused: answered((why, wait) => this.#tell('', refusalWords(why, wait))),
    });
    if (isAsked) this.#lifted.add(key);
    else this.#tell('', texts.offline);
  }
}
