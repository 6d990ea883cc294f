// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText} from '../dom.js';
import {texts} from '../texts.js';
import {PeopleChooser} from './peoplechooser.js';

const longestName = 64;
const longestTopic = 250;
const longestPassword = 128;

/// Asks for a new room's name, and for one that is private whom to invite. `<dialog>` keeps the focus within and
/// closes on Escape.
export class RoomDialog {
  /// @param {(name: string, topic: string, how: {isPrivate: boolean, password: string, invited: {id: string, name: string}[]}) => boolean} makeRoom
  ///   false: the host cannot be asked now
  constructor(makeRoom) {
    this.name = make('input', {id: 'room-name', maxlength: longestName, required: true, autocomplete: 'off'});
    this.topic = make('input', {id: 'room-topic', maxlength: longestTopic, autocomplete: 'off'});
    this.isPrivate = make('input', {id: 'room-private', type: 'checkbox', onchange: () => this.#showPeople()});
    this.people = new PeopleChooser({id: 'room-people', label: texts.inviteWhom});
    this.password = make('input', {id: 'room-password', type: 'password', maxlength: longestPassword, autocomplete: 'new-password'});
    this.error = make('p', {class: 'error', role: 'alert'});
    this.element = make('dialog', {class: 'room-dialog', 'aria-labelledby': 'room-dialog'},
      make('form', {class: 'card', method: 'dialog', onsubmit: (event) => {
        event.preventDefault();
        const name = this.name.value.trim();
        const isAsked = name !== '' && makeRoom(name, this.topic.value.trim(), {
          isPrivate: this.isPrivate.checked, password: this.password.value, invited: this.isPrivate.checked ? this.people.chosen : []});
        setText(this.error, name === '' || isAsked ? '' : texts.offline);
        if (!isAsked) return;
        this.element.close();
        document.activeElement.blur(); // or another Enter would press the button that opened this
      }},
      make('h2', {id: 'room-dialog', text: texts.newRoom}),
      make('p', {}, make('label', {for: 'room-name', text: texts.roomName}), this.name),
      make('p', {}, make('label', {for: 'room-topic', text: texts.roomTopic}), this.topic),
      make('p', {}, make('label', {class: 'choice', for: 'room-private'}, this.isPrivate, texts.roomPrivate)),
      this.people.element,
      make('p', {}, make('label', {for: 'room-password', text: texts.roomPassword}), this.password),
      this.error,
      make('p', {class: 'buttons'},
        make('button', {type: 'submit', class: 'main', text: texts.makeRoom}),
        make('button', {type: 'button', class: 'quiet', text: texts.cancel, onclick: () => this.element.close()}))));
  }

  #showPeople() {
    this.people.element.hidden = !this.isPrivate.checked;
  }

  /// More of those who can be invited are known now.
  set candidates(people) {
    this.people.people = people;
  }

  open() {
    this.people.clear();
    this.name.value = '';
    this.topic.value = '';
    this.isPrivate.checked = false;
    this.#showPeople();
    this.password.value = '';
    setText(this.error, '');
    this.element.showModal();
    this.name.focus();
  }
}
