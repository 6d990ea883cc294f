// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText, showLines} from '../dom.js';
import {icon} from '../icons.js';
import {isBot} from '../names.js';
import {language, shownName, texts} from '../texts.js';
import {roomAddress} from './address.js';
import {avatar} from './avatar.js';

const order = new Intl.Collator(language);
const roles = ['owner', 'moderator'];

/// The badge of a bot or a guest; undefined for others.
export function badge(chat, guest, name, id) {
  if (isBot(id)) return make('span', {class: 'badge', text: texts.bot});
  if (!guest) return undefined;
  return chat.known.isImpostor(guest, name)
    ? make('span', {class: 'badge impostor', text: texts.impostor, title: texts.impostorMore})
    : make('span', {class: 'badge', text: texts.guest});
}

/// Who is in the open room: those who are here first. A press on one of the others opens their menu.
export class People {
  /// @param {(button: Element, person: object) => void} menu
  constructor(menu) {
    this.menu = menu;
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
    const focused = this.list.contains(document.activeElement) && document.activeElement.closest('li').dataset.key;
    showLines(this.list, people.map((person) => {
      const {id, name, here, guest, state, status, member} = person;
      const isMe = id === chat.me.id;
      const role = (isMe && chat.rooms.get(room.id)?.role) || person.role;
      const look = JSON.stringify([name, here, guest, state, status, role, member, isMe, chat.known.isImpostor(guest, name), chat.known.avatar(id), chat.ignored.has(id)]);
      return {...person, role, key: id, look, isMe};
    }), (person) => make('li', {class: person.here ? 'here' : 'away'}, this.#line(chat, person)));
    // Somebody comes or goes, and one is on their line.
    if (focused && !this.list.contains(document.activeElement)) this.list.querySelector(`[data-key="${CSS.escape(focused)}"] button`)?.focus();
  }

  #line(chat, person) {
    const {id, name, here, guest, isMe, state, status, role} = person;
    const parts = [
      make('span', {class: 'place small'}, avatar(id, name, chat.known.avatar(id)), make('span', {class: 'presence'})),
      make('span', {class: 'whose'},
        make('span', {class: 'name', dir: 'auto', text: shownName(name), title: shownName(name)}),
        roles.includes(role) && make('span', {class: 'badge role', text: texts[role]}),
        badge(chat, guest, name),
        isMe && make('span', {class: 'aside', text: texts.you}),
        chat.ignored.has(id) && make('span', {class: 'aside', text: texts.ignored}),
        (!here || state === 'away' || state === 'dnd') && make('span', {class: 'aside', text: here && state === 'dnd' ? texts.dnd : texts.away}),
        status && make('span', {class: 'aside status', dir: 'auto', text: status, title: status})),
    ];
    return isMe
      ? make('div', {class: 'person'}, ...parts)
      : make('button', {type: 'button', class: 'person', 'aria-haspopup': 'dialog', onclick: ({currentTarget}) => this.menu(currentTarget, person)}, ...parts);
  }
}
