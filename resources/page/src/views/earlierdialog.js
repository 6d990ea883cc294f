// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText} from '../dom.js';
import {minuteTime, refusalWords, texts} from '../texts.js';

/// What a message of the open room said before, oldest first.
export class EarlierDialog {
  #turn = 0; // of the question; what an older one brings is not listened to

  constructor(chat) {
    this.chat = chat;
    this.title = make('h2', {id: 'earlier-title', tabindex: '-1', text: texts.earlier});
    this.status = make('p', {class: 'hint', role: 'status'});
    this.list = make('ol', {class: 'hits earlier', tabindex: '0', 'aria-labelledby': 'earlier-title'});
    this.element = make('dialog', {class: 'search', 'aria-labelledby': 'earlier-title', onclick: ({target}) => target === this.element && this.element.close()},
      make('form', {class: 'card', method: 'dialog'}, this.title, make('p', {class: 'hint', text: texts.earlierMore}), this.list, this.status,
        make('p', {class: 'buttons'}, make('button', {type: 'submit', class: 'quiet', text: texts.close}))));
  }

  open({seq}) {
    const {room, connection, questions} = this.chat;
    if (!room) return;
    const turn = ++this.#turn;
    const current = () => turn === this.#turn && room === this.chat.room;
    this.list.replaceChildren();
    this.list.hidden = true;
    setText(this.status, connection.isOnline ? texts.loading : texts.offline);
    this.element.showModal();
    this.title.focus();
    questions.earlier(room.id, seq, (earlier, more) => {
      if (!current()) return;
      this.list.replaceChildren(...earlier.map(({message, until}) => make('li', {},
        make('p', {class: 'aside', text: texts.earlierUntil(minuteTime(until))}), make('p', {class: 'words', dir: 'auto', text: message}))));
      this.list.hidden = earlier.length === 0;
      setText(this.status, earlier.length === 0 ? texts.noEarlier : more ? texts.earlierCut : '');
    }, (why, wait) => current() && setText(this.status, refusalWords(why, wait)));
  }

  /// Something may be new.
  show() {
    if (this.element.open && !this.chat.connection.isOnline && this.list.hidden) setText(this.status, texts.offline);
  }
}
