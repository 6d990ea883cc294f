// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText} from '../dom.js';
import {refusalWords, shownName, texts} from '../texts.js';
import {avatar} from './avatar.js';
import {Leaving} from './leaving.js';
import {PresenceForm} from './presenceform.js';

const roles = {owner: 'roleOwner', member: 'roleMember'};
const usualColour = '#0b6b63';

/// Who one is here, and how one can be reached. Who has an account chooses an emoji and a colour for a picture.
export class MeDialog {
  #emoji;
  #busy = false;

  /// @param {{pickEmoji: (picked: (emoji: string) => void) => void, forget: () => void, erase: () => void}} doing
  constructor(chat, {pickEmoji, forget, erase}) {
    this.chat = chat;
    this.picture = make('span', {class: 'place'});
    this.name = make('strong', {class: 'name', dir: 'auto'});
    this.role = make('span', {class: 'badge', hidden: true});
    this.about = make('p');
    this.more = make('p', {class: 'hint'});
    this.emoji = make('button', {type: 'button', class: 'pick-emoji', onclick: () => pickEmoji((emoji) => this.#pick(emoji))});
    this.colour = make('input', {id: 'me-colour', type: 'color', oninput: () => this.#preview()});
    this.status = make('p', {class: 'hint', role: 'status'});
    this.error = make('p', {class: 'error', role: 'alert'});
    this.fields = make('form', {class: 'picture-form', hidden: true, onsubmit: (event) => {
      event.preventDefault();
      this.#set();
    }},
    make('h3', {text: texts.picture}),
    make('p', {class: 'row'}, this.emoji, make('label', {for: 'me-colour'}, texts.pictureColour, this.colour),
      make('button', {type: 'submit', text: texts.setPicture})), this.status, this.error);
    this.presence = new PresenceForm(chat);
    const leaving = new Leaving({waiting: () => chat.delivery.count, forget, erase});
    this.element = make('dialog', {class: 'me-dialog', 'aria-labelledby': 'me-title'}, make('div', {class: 'card'},
      make('h2', {id: 'me-title', tabindex: '-1', text: texts.me}),
      make('p', {class: 'row'}, this.picture, this.name, this.role), this.about, this.more, this.presence.element, this.fields, leaving.element,
      make('p', {class: 'buttons'}, make('button', {type: 'button', class: 'quiet', text: texts.close, onclick: () => this.element.close()}))));
  }

  open() {
    const {me, login, known} = this.chat;
    const {emoji, color} = known.avatar(me.id) ?? {};
    this.colour.value = color ?? usualColour;
    this.#pick(emoji);
    this.picture.replaceChildren(avatar(me.id, me.name, known.avatar(me.id)));
    setText(this.name, shownName(me.name));
    setText(this.about, me.guest ? texts.meGuest : texts.meAccount(login ?? me.name));
    this.more.hidden = this.fields.hidden = this.role.hidden = true;
    this.#busy = false;
    this.#tell('');
    this.presence.open();
    this.element.showModal();
    this.element.querySelector('h2').focus();
    if (!me.guest) this.chat.questions.me((told) => this.#show(told));
  }

  /// Something may be new.
  show() {
    this.presence.show();
    if (!this.element.open || !this.#busy || this.chat.connection.isOnline) return;
    this.#busy = false;
    this.#tell('', texts.offline);
  }

  #show({role, operators}) {
    this.more.hidden = this.fields.hidden = false;
    setText(this.more, operators ? texts.meByOperator : texts.meElsewhere);
    this.role.hidden = !(role in roles);
    setText(this.role, texts[roles[role]] ?? '');
  }

  #tell(said, problem = '') {
    setText(this.status, said);
    setText(this.error, problem);
  }

  #pick(emoji) {
    this.#emoji = emoji;
    setText(this.emoji, emoji ?? texts.pickPicture);
    this.emoji.setAttribute('aria-label', emoji ? `${texts.pickPicture} ${emoji}` : texts.pickPicture);
    this.#preview();
  }
  #preview() {
    const {me} = this.chat;
    if (this.element.open) this.picture.replaceChildren(avatar(me.id, me.name, {emoji: this.#emoji, color: this.colour.value}));
  }

  #set() {
    if (this.#busy) return;
    const answered = (...said) => {
      this.#busy = false;
      this.#tell(...said);
    };
    this.#busy = this.chat.questions.setPicture({...(this.#emoji && {emoji: this.#emoji}), color: this.colour.value}, {
      stored: () => answered(texts.saved), refused: (why, wait) => answered('', texts.notSaved(refusalWords(why, wait))),
    });
    if (this.#busy) this.#tell(texts.saving);
    else this.#tell('', texts.offline);
  }
}
