// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText} from '../dom.js';
import {isForTwo} from '../roomoftwo.js';
import {rightsIn} from '../roomsettings.js';
import {refusalWords, roomHeadline, texts} from '../texts.js';
import {ExportButton} from './exportbutton.js';
import {RoomEnd} from './roomend.js';
import {RoomForm} from './roomform.js';

/// What the open room is, for everybody in it; a form for who may change that.
export class AboutRoom {
  #roomId;
  #busy = false;

  /// @param {{pickEmoji: (picked: (emoji: string) => void) => void, leave: () => void, showOrder: () => void}} doing
  constructor(chat, doing) {
    this.chat = chat;
    this.title = make('h2', {id: 'about-title', tabindex: '-1'});
    this.name = make('p', {class: 'about-name', dir: 'auto'});
    this.form = new RoomForm(doing.pickEmoji);
    this.end = new RoomEnd((order) => this.#order(order, texts.saved));
    this.export = new ExportButton(chat);
    this.hint = make('p', {class: 'hint', text: texts.whoMayChange});
    this.status = make('p', {class: 'hint', role: 'status'});
    this.error = make('p', {class: 'error', role: 'alert'});
    this.save = make('button', {type: 'submit', class: 'main', text: texts.save});
    this.order = make('button', {type: 'button', class: 'show-order', 'aria-haspopup': 'dialog', text: `${texts.orderList}…`, onclick: () => doing.showOrder()});
    this.leave = make('button', {type: 'button', class: 'quiet leave', text: texts.leaveRoom, onclick: () => {
      this.element.close();
      doing.leave();
    }});
    this.element = make('dialog', {class: 'about-room', 'aria-labelledby': 'about-title', onclose: () => {
      this.form.begin();
      this.export.reset();
    }},
      make('form', {class: 'card', method: 'dialog', novalidate: true, onsubmit: (event) => {
        event.preventDefault();
        this.#save();
      }},
      this.title, this.name, this.form.element, this.hint, this.export.element, this.status, this.error,
      make('p', {class: 'buttons'}, this.save,
        make('button', {type: 'button', class: 'quiet', text: texts.close, onclick: () => this.element.close()}), this.order, this.leave),
      this.end.element));
  }

  open() {
    this.#roomId = this.chat.room?.id;
    if (!this.chat.rooms.has(this.#roomId)) return;
    this.#busy = false;
    this.form.begin();
    this.#tell('');
    this.element.showModal();
    this.show();
    this.title.focus();
  }

  /// Something may be new.
  show() {
    const {chat, element} = this;
    if (!element.open) return;
    this.export.show();
    const room = chat.rooms.get(this.#roomId);
    if (!room || chat.room?.id !== this.#roomId) return element.close();
    const may = rightsIn(room, chat.me);
    if (this.#busy && !chat.connection.isOnline) {
      this.#busy = false;
      this.#tell('', texts.offline);
    }
    setText(this.title, isForTwo(room) ? texts.aboutTwo : texts.aboutRoom);
    setText(this.name, roomHeadline(room));
    this.end.show(room, may);
    const isAny = Object.values(may).includes(true);
    this.save.hidden = !isAny;
    this.hint.hidden = isAny;
    this.order.hidden = !may.order;
    this.leave.hidden = isForTwo(room);
    if (this.form.show(room, may)) this.#tell(texts.othersChanged);
    return undefined;
  }

  #tell(said, problem = '') {
    setText(this.status, said);
    setText(this.error, problem);
  }

  #save() {
    if (this.#busy) return undefined;
    const {problem, change, questions, isSaved} = this.form.collect();
    if (problem) return this.#tell('', problem.about ? texts[problem.what](problem.about) : texts[problem.what]);
    if (Object.keys(change).length === 0) return this.#tell(texts.nothingChanged);
    if (!questions.every((question) => confirm(question))) return undefined;
    return this.#order((orders, id, answers) => orders.change(id, change, answers), texts.saved, isSaved);
  }

  /// @param {(orders: object, id: string, answers: object) => boolean} order
  #order(order, said, done = () => {}) {
    if (this.#busy) return;
    const id = this.#roomId;
    const answered = (act) => (...what) => {
      if (this.#roomId !== id) return;
      this.#busy = false;
      act(...what);
    };
    const isAsked = order(this.chat.orders, id, {
      done: answered(() => {
        done();
        this.#tell(said);
        this.show();
      }),
      refused: answered((why, wait) => this.#tell('', texts.notSaved(refusalWords(why, wait)))),
    });
    this.#busy = isAsked;
    if (isAsked) this.#tell(texts.saving);
    else this.#tell('', texts.offline);
  }
}
