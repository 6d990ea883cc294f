// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText, showLines} from '../dom.js';
import {dayName, clockTime, hostWords, shownName, texts} from '../texts.js';
import {avatar} from './avatar.js';

/// Who waits to be let into the open room: a hint for who keeps order there, and behind it the list.
export class Door {
  #roomId;
  #turn; // of the door that the list was asked for
  #knocks = [];

  constructor(chat) {
    this.chat = chat;
    this.hintText = make('span');
    this.hint = make('div', {class: 'knocks', role: 'status', hidden: true},
      this.hintText, make('button', {type: 'button', class: 'quiet', 'aria-haspopup': 'dialog', text: texts.look, onclick: () => this.#open()}));
    this.status = make('p', {class: 'hint', role: 'status'});
    this.error = make('p', {class: 'error', role: 'alert'});
    this.list = make('ul', {class: 'waiting-people'});
    this.close = make('button', {type: 'submit', class: 'quiet', text: texts.close});
    this.element = make('dialog', {class: 'door-dialog', 'aria-labelledby': 'door-title'},
      make('form', {class: 'card', method: 'dialog'}, make('h2', {id: 'door-title', text: texts.door}), this.list, this.status, this.error,
        make('p', {class: 'buttons'}, this.close)));
  }

  #open() {
    this.#roomId = this.chat.room?.id;
    this.#turn = undefined;
    this.#knocks = [];
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
    if (!room || room.roomId !== this.#roomId) this.element.close();
    else if (this.#turn !== chat.doorTurn) this.#ask();
  }

  #ask() {
    const turn = this.chat.doorTurn;
    const isAsked = this.chat.orders.askKnocks(this.#roomId, (knocks) => {
      if (turn !== this.#turn) return;
      this.#knocks = knocks;
      this.#showList();
    }, (why) => setText(this.error, hostWords(why)));
    if (isAsked) this.#turn = turn;
    setText(this.error, isAsked ? '' : texts.offline);
  }

  #showList() {
    const hadFocus = this.list.contains(document.activeElement);
    showLines(this.list, this.#knocks.map((knock) => ({...knock, key: knock.user, look: knock.name})), (knock) => this.#line(knock));
    setText(this.status, this.#knocks.length > 0 ? '' : texts.nobodyAtTheDoor);
    if (hadFocus && !this.list.contains(document.activeElement)) (this.list.querySelector('button') ?? this.close).focus();
  }

  #line({user, name, guest, time}) {
    const shown = shownName(name);
    const answer = (accept) => {
      const isAsked = this.chat.orders.admit(this.#roomId, user, accept, {refused: (why) => setText(this.error, hostWords(why))});
      if (!isAsked) setText(this.error, texts.offline);
    };
    return make('li', {}, make('span', {class: 'place small'}, avatar(user, name, this.chat.known.avatar(user))),
      make('span', {class: 'whose'}, make('span', {class: 'name', dir: 'auto', text: shown}), guest && make('span', {class: 'badge', text: texts.guest}),
        make('span', {class: 'aside', text: `${dayName(time)} ${clockTime(time)}`})),
      make('button', {type: 'button', class: 'let-in', text: texts.letIn, 'aria-label': texts.letInWhom(shown), onclick: () => answer(true)}),
      make('button', {type: 'button', class: 'quiet', text: texts.refuse, 'aria-label': texts.refuseWhom(shown), onclick: () => answer(false)}));
  }
}
