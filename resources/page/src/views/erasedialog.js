// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText} from '../dom.js';
import {cleanName} from '../names.js';
import {refusalWords, texts} from '../texts.js';

/// Says what goes for good and what stays, and lets one type one's own name to be sure.
export class EraseDialog {
  #busy = false;

  /// @param {() => void} erased the host has done it
  constructor(chat, erased) {
    Object.assign(this, {chat, erased});
    this.label = make('label', {for: 'erase-name'});
    this.name = make('input', {id: 'erase-name', maxlength: 64, autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false',
      'aria-describedby': 'erase-error', oninput: () => setText(this.error, '')});
    this.error = make('p', {id: 'erase-error', class: 'error', role: 'alert'});
    this.element = make('dialog', {class: 'erase-dialog', 'aria-labelledby': 'erase-title'},
      make('form', {class: 'card', method: 'dialog', onsubmit: (event) => {
        event.preventDefault();
        this.#erase();
      }},
      make('h2', {id: 'erase-title', tabindex: '-1', text: texts.eraseTitle}),
      make('p', {text: texts.eraseGoes}), make('p', {text: texts.eraseStays}), make('p', {class: 'warning', text: texts.eraseForGood}),
      make('p', {}, this.label, this.name), this.error,
      make('p', {class: 'buttons'}, make('button', {type: 'submit', class: 'delete', text: texts.eraseAll}),
        make('button', {type: 'button', class: 'quiet', text: texts.keepIt, onclick: () => this.element.close()}))));
  }

  open() {
    this.#busy = false;
    this.name.value = '';
    setText(this.error, '');
    setText(this.label, texts.eraseConfirm(this.chat.me.name));
    this.element.showModal();
    this.element.querySelector('h2').focus();
  }

  /// Something may be new.
  show() {
    if (this.#busy && !this.chat.connection.isOnline) this.#failed(texts.offline);
  }

  #failed(why) {
    this.#busy = false;
    setText(this.error, why);
  }

  #erase() {
    if (this.#busy) return;
    if (cleanName(this.name.value) !== cleanName(this.chat.me.name)) {
      setText(this.error, texts.eraseOtherName);
      this.name.focus();
      return;
    }
    this.#busy = this.chat.questions.erase(this.chat.me.name, {stored: this.erased, refused: (why, wait) => this.#failed(refusalWords(why, wait))});
    setText(this.error, this.#busy ? '' : texts.offline);
  }
}
