// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText} from '../dom.js';
import {texts} from '../texts.js';

const longestName = 64;
const longestTopic = 250;
const longestPassword = 128;

/// Asks for a new room's name. `<dialog>` keeps the focus within and closes on Escape.
export class RoomDialog {
  /// @param {(name: string, topic: string, how: {isPrivate: boolean, password: string}) => boolean} makeRoom false: the host cannot be asked now
  constructor(makeRoom) {
    this.name = make('input', {id: 'room-name', maxlength: longestName, required: true, autocomplete: 'off'});
    this.topic = make('input', {id: 'room-topic', maxlength: longestTopic, autocomplete: 'off'});
    this.isPrivate = make('input', {id: 'room-private', type: 'checkbox'});
    this.password = make('input', {id: 'room-password', type: 'password', maxlength: longestPassword, autocomplete: 'new-password'});
    this.error = make('p', {class: 'error', role: 'alert'});
    this.element = make('dialog', {'aria-labelledby': 'room-dialog'},
      make('form', {class: 'card', method: 'dialog', onsubmit: (event) => {
        event.preventDefault();
        const name = this.name.value.trim();
        const isAsked = name !== '' && makeRoom(name, this.topic.value.trim(), {isPrivate: this.isPrivate.checked, password: this.password.value});
        setText(this.error, name === '' || isAsked ? '' : texts.offline);
        if (!isAsked) return;
        this.element.close();
        document.activeElement.blur(); // or another Enter would press the button that opened this
      }},
      make('h2', {id: 'room-dialog', text: texts.newRoom}),
      make('p', {}, make('label', {for: 'room-name', text: texts.roomName}), this.name),
      make('p', {}, make('label', {for: 'room-topic', text: texts.roomTopic}), this.topic),
      make('p', {}, make('label', {class: 'choice', for: 'room-private'}, this.isPrivate, texts.roomPrivate)),
      make('p', {}, make('label', {for: 'room-password', text: texts.roomPassword}), this.password),
      this.error,
      make('p', {class: 'buttons'},
        make('button', {type: 'submit', class: 'main', text: texts.makeRoom}),
        make('button', {type: 'button', class: 'quiet', text: texts.cancel, onclick: () => this.element.close()}))));
  }

  open() {
    this.name.value = '';
    this.topic.value = '';
    this.isPrivate.checked = false;
    this.password.value = '';
    setText(this.error, '');
    this.element.showModal();
    this.name.focus();
  }
}
