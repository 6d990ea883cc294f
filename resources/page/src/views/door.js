// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText, showLines} from '../dom.js';
import {dayName, clockTime, refusalWords, shownName, texts} from '../texts.js';
import {avatar} from './avatar.js';

/// Who waits to be let into the open room: a hint for who keeps order there, and behind it the list.
export class Door {
  #roomId;
  #turn; // of the door that the list was asked for
  #knocks = [];
  #more = 0; // who wait, too, and are not shown
  #answered = new Set(); // whom one has answered, and the host not yet

  constructor(chat) {
    this.chat = chat;
    this.hintText = make('span');
    this.hint = make('div', {class: 'knocks', role: 'status', hidden: true},
      this.hintText, make('button', {type: 'button', class: 'quiet', 'aria-haspopup': 'dialog', text: texts.look, onclick: () => this.#open()}));
    this.status = make('p', {class: 'hint', role: 'status'});
    this.error = make('p', {class: 'error', role: 'alert'});
    this.list = make('ul', {class: 'waiting-people'});
    this.close = make('button', {type: 'submit', class: 'quiet', text: texts.close});
    this.title = make('h2', {id: 'door-title', tabindex: '-1', text: texts.door});
    this.element = make('dialog', {class: 'door-dialog', 'aria-labelledby': 'door-title'},
      make('form', {class: 'card', method: 'dialog'}, this.title, this.list, this.status, this.error,
        make('p', {class: 'buttons'}, this.close)));
  }

  #open() {
    this.#roomId = this.chat.room?.id;
    this.#turn = undefined;
    this.#knocks = [];
    this.#more = 0;
    this.#answered.clear();
    setText(this.error, '');
    this.element.showModal();
    this.show();
  }

  /// Something may be new.
  show() {
    const {chat} = this;
    const room = chat.rooms.get(chat.room?.id);
    const count = Number.isSafeInteger(room?.knocks) ? room.knocks : 0;
    this.hint.hidden = count === 0;
    setText(this.hintText, count > 0 ? texts.atTheDoor(count) : '');
    if (!this.element.open) return;
    if (!chat.connection.isOnline && this.#answered.size > 0) {
      this.#answered.clear();
      setText(this.error, texts.offline);
      this.#showList();
    }
    if (!room || room.roomId !== this.#roomId) this.element.close();
    else if (this.#turn !== chat.doorTurn) this.#ask();
  }

  #ask() {
    const turn = this.chat.doorTurn;
    const isAsked = this.chat.orders.askKnocks(this.#roomId, (knocks, more) => {
      if (turn !== this.#turn) return;
      this.#knocks = knocks;
      this.#more = more;
      this.#showList();
    }, (why, wait) => setText(this.error, refusalWords(why, wait)));
    if (isAsked) this.#turn = turn;
    setText(this.error, isAsked ? '' : texts.offline);
  }

  #showList() {
    const hadFocus = this.list.contains(document.activeElement);
    const lines = this.#knocks.map((knock) => ({...knock, key: knock.user, look: `${this.#answered.has(knock.user) ? '-' : '+'}${knock.name}`}));
    showLines(this.list, lines, (knock) => this.#line(knock));
    const isAny = lines.length > 0;
    setText(this.status, isAny ? (this.#more > 0 ? texts.moreAtTheDoor(this.#more) : '') : texts.nobodyAtTheDoor);
    // Not on another person's button: one may be about to press again.
    if (hadFocus && !this.list.contains(document.activeElement)) this.title.focus();
  }

  #answer(user, accept) {
    const answered = () => {
      this.#answered.delete(user);
      if (this.element.open) this.#showList();
    };
    const isAsked = this.chat.orders.admit(this.#roomId, user, accept, {done: answered, refused: (why, wait) => {
      answered();
      if (this.element.open) this.#ask();
      setText(this.error, refusalWords(why, wait));
    }});
    if (!isAsked) {
      setText(this.error, texts.offline);
      return;
    }
    this.#answered.add(user);
    this.#showList();
  }

  #line({user, name, guest, time}) {
    const shown = shownName(name);
    const disabled = this.#answered.has(user);
    return make('li', {}, make('span', {class: 'place small'}, avatar(user, name, this.chat.known.avatar(user))),
      make('span', {class: 'whose'}, make('span', {class: 'name', dir: 'auto', text: shown}), guest && make('span', {class: 'badge', text: texts.guest}),
        make('span', {class: 'aside', text: `${dayName(time)} ${clockTime(time)}`})),
      make('button', {type: 'button', class: 'let-in', disabled, text: texts.letIn, 'aria-label': texts.letInWhom(shown), onclick: () => this.#answer(user, true)}),
      make('button', {type: 'button', class: 'quiet', disabled, text: texts.refuse, 'aria-label': texts.refuseWhom(shown), onclick: () => this.#answer(user, false)}));
  }
}
