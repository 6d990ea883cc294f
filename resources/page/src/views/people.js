// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText, showLines} from '../dom.js';
import {icon} from '../icons.js';
import {isBot} from '../names.js';
import {language, shownName, texts} from '../texts.js';
import {roomAddress} from './address.js';
import {avatar} from './avatar.js';

const order = new Intl.Collator(language);

/// The badge of a bot or a guest; undefined for others.
export function badge(chat, guest, name, id) {
  if (isBot(id)) return make('span', {class: 'badge', text: texts.bot});
  if (!guest) return undefined;
  return chat.isImpostor(guest, name)
    ? make('span', {class: 'badge impostor', text: texts.impostor, title: texts.impostorMore})
    : make('span', {class: 'badge', text: texts.guest});
}

/// Who is in the open room: those who are here first.
export class People {
  constructor() {
    this.title = make('h2');
    this.list = make('ul');
    this.back = make('a', {class: 'icon-button back', 'aria-label': texts.backToRoom, title: texts.backToRoom}, icon('back'));
    this.element = make('aside', {class: 'people', 'aria-label': texts.people, onkeydown: ({key}) => {
      if (key === 'Escape' && this.back.offsetParent) this.back.click();
    }},
      make('header', {}, this.back, this.title), this.list);
  }

  show(chat) {
    const {room} = chat;
    const people = [...(room?.people.values() ?? [])].sort((one, other) =>
      Number(other.here) - Number(one.here) || order.compare(one.name, other.name));
    if (room) this.back.href = roomAddress(room.id);
    setText(this.title, texts.hereNow(people.filter(({here}) => here).length));
    showLines(this.list, people.map((person) => {
      const isMe = person.id === chat.me.id;
      const look = JSON.stringify([person.name, person.here, person.guest, person.state, person.status, isMe, chat.isImpostor(person.guest, person.name)]);
      return {...person, key: person.id, look, isMe};
    }), ({id, name, here, guest, isMe, state, status}) =>
      make('li', {class: here ? 'here' : 'away'},
        make('span', {class: 'place small'}, avatar(id, name), make('span', {class: 'presence'})),
        make('span', {class: 'whose'},
          make('span', {class: 'name', dir: 'auto', text: shownName(name), title: shownName(name)}),
          badge(chat, guest, name),
          isMe && make('span', {class: 'aside', text: texts.you}),
          (!here || state === 'away' || state === 'dnd') && make('span', {class: 'aside', text: here && state === 'dnd' ? texts.dnd : texts.away}),
          status && make('span', {class: 'aside status', dir: 'auto', text: status, title: status}))));
  }
}
