// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText} from '../dom.js';
import {refusalWords, roomHeadline, shownName, texts} from '../texts.js';

/// Seconds; 0: until it is lifted.
const times = [600, 3600, 86400, 604800, 0];
const longestReason = 200;

/// Asks how long and why somebody is muted in the open room, sent out of it or banned from it.
export class OrderDialog {
  #about; // {kind: "mute", "sendOut" or "ban", user, roomId}
  #busy = false;

  constructor(chat) {
    this.chat = chat;
    this.title = make('h2', {id: 'order-title', tabindex: '-1'});
    this.room = make('p', {class: 'hint', dir: 'auto'});
    this.what = make('p');
    this.time = make('select', {id: 'order-time'}, ...times.map((seconds) => make('option', {value: seconds, text: texts.orderTime(seconds)})));
    this.reason = make('input', {id: 'order-reason', maxlength: longestReason, autocomplete: 'off', dir: 'auto'});
    this.address = make('input', {id: 'order-address', type: 'checkbox'});
    this.timeField = make('p', {}, make('label', {for: 'order-time', text: texts.howLong}), this.time);
    this.where = make('select', {id: 'order-where', onchange: () => this.#explain()},
      make('option', {value: '', text: texts.whereHere}), make('option', {value: 'all', text: texts.whereAll}));
    this.whereField = make('p', {}, make('label', {for: 'order-where', text: texts.where}), this.where);
    this.addressField = make('p', {}, make('label', {class: 'choice', for: 'order-address'}, this.address, texts.orderAddress));
    this.error = make('p', {class: 'error', role: 'alert'});
    this.act = make('button', {type: 'submit', class: 'main'});
    this.element = make('dialog', {class: 'order-dialog', 'aria-labelledby': 'order-title'},
      make('form', {class: 'card', method: 'dialog', onsubmit: (event) => {
        event.preventDefault();
        this.#order();
      }},
      this.title, this.room, this.what, this.timeField,
      make('p', {}, make('label', {for: 'order-reason', text: texts.orderReason}), this.reason), this.addressField, this.whereField, this.error,
      make('p', {class: 'buttons'}, this.act,
        make('button', {type: 'button', class: 'quiet', text: texts.cancel, onclick: () => this.element.close()}))));
  }

  /// @param {"mute" | "sendOut" | "ban"} kind
  open(kind, {id, name}) {
    const room = this.chat.rooms.get(this.chat.room?.id);
    if (!room) return;
    this.#about = {kind, user: id, roomId: room.roomId};
    this.#busy = false;
    setText(this.title, texts.orderTitle(kind, shownName(name)));
    setText(this.room, roomHeadline(room));
    this.where.value = '';
    setText(this.act, texts.orderAct(kind));
    this.timeField.hidden = this.addressField.hidden = kind === 'sendOut';
    this.whereField.hidden = kind !== 'ban' || !this.chat.ownsHost;
    this.#explain();
    this.time.value = '3600';
    this.reason.value = '';
    this.address.checked = false;
    setText(this.error, '');
    this.element.showModal();
    this.title.focus();
  }

  /// Something may be new.
  show() {
    if (!this.element.open) return;
    if (this.chat.room?.id !== this.#about.roomId) this.element.close();
    else if (this.#busy && !this.chat.connection.isOnline) this.#failed(texts.offline);
  }

  /// What is asked for: the kind, or "banEverywhere".
  get #kind() {
    const {kind} = this.#about;
    return kind === 'ban' && !this.whereField.hidden && this.where.value === 'all' ? 'banEverywhere' : kind;
  }

  #explain() {
    this.room.hidden = this.#kind === 'banEverywhere';
    setText(this.what, texts.orderMeans(this.#kind));
  }

  #failed(why) {
    this.#busy = false;
    setText(this.error, why);
  }

  #order() {
    if (this.#busy) return;
    const about = this.#about;
    const {kind, user, roomId} = about;
    const reason = this.reason.value.trim();
    const ruling = kind === 'sendOut' ? {} : {seconds: Number(this.time.value), ...(this.address.checked && {address: true})};
    setText(this.error, '');
    const isAsked = this.chat.orders[this.#kind](roomId, user, {...ruling, ...(reason && {reason})}, {
      done: () => this.#about === about && this.element.close(),
      refused: (why, wait) => this.#about === about && this.#failed(refusalWords(why, wait)),
    });
    this.#busy = isAsked;
    if (!isAsked) setText(this.error, texts.offline);
  }
}
