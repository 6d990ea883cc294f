// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText} from '../dom.js';
import {excerptOf} from '../lines.js';
import {clockTime, dayName, shownName, texts} from '../texts.js';

/// What is pinned in the open room; a press leads there.
export class PinsDialog {
  /// @param {(roomId: string, seq: number) => void} goTo
  constructor(chat, goTo) {
    Object.assign(this, {chat, goTo});
    this.status = make('p', {class: 'hint', role: 'status'});
    this.list = make('ol', {class: 'hits'});
    this.element = make('dialog', {class: 'search', 'aria-labelledby': 'pins-title', onclick: ({target}) => target === this.element && this.element.close()},
      make('form', {class: 'card', method: 'dialog'}, make('h2', {id: 'pins-title', text: texts.pinnedHere}), this.status, this.list,
        make('p', {class: 'buttons'}, make('button', {type: 'submit', class: 'quiet', text: texts.close}))));
  }

  open() {
    const {room} = this.chat;
    if (!room) return;
    this.list.replaceChildren();
    setText(this.status, this.chat.connection.isOnline ? texts.loading : texts.offline);
    this.element.showModal();
    this.chat.questions.pins(room.id, (messages) => {
      if (room !== this.chat.room) return;
      this.list.replaceChildren(...messages.map((message) => this.#line(room.id, message)));
      setText(this.status, messages.length > 0 ? '' : texts.nothingPinned);
    });
  }

  #line(roomId, message) {
    const {seq, sender, time} = message;
    return make('li', {}, make('button', {type: 'button', onclick: () => {
      this.element.close();
      this.goTo(roomId, seq);
    }},
    make('span', {class: 'where'}, make('strong', {dir: 'auto', text: shownName(sender)}),
      make('span', {class: 'aside', text: `${dayName(time)} ${clockTime(time)}`})),
    make('span', {class: 'excerpt', dir: 'auto', text: excerptOf(message)})));
  }
}
