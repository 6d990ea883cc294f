// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText, showLines} from '../dom.js';
import {icon} from '../icons.js';
import {visibleName} from '../names.js';
import {roomTitle, shownName, texts} from '../texts.js';
import {roomAddress} from './address.js';
import {avatar} from './avatar.js';

/// The sidebar: whose Madang this is, its rooms, and who one is.
export class RoomList {
  constructor({newRoom, goOut}) {
    this.host = make('h1');
    this.hostAvatar = make('span', {class: 'place'});
    this.list = make('ul');
    this.empty = make('p', {class: 'hint', text: texts.noRooms});
    this.myAvatar = make('span', {class: 'place small'});
    this.myName = make('span', {class: 'name', dir: 'auto'});
    this.badge = make('span', {class: 'badge', text: texts.guest});
    this.element = make('nav', {class: 'rooms', 'aria-label': texts.rooms},
      make('header', {}, this.hostAvatar, this.host),
      make('div', {class: 'heading'}, make('h2', {text: texts.rooms}),
        make('button', {type: 'button', class: 'icon-button', 'aria-label': texts.newRoom, title: texts.newRoom, onclick: newRoom}, icon('plus'))),
      this.empty, this.list,
      make('footer', {}, this.myAvatar, this.myName, this.badge,
        make('button', {type: 'button', class: 'quiet', text: texts.goOut, onclick: goOut})));
  }

  focus() {
    this.list.querySelector('a')?.focus();
  }

  show(chat) {
    const title = visibleName(chat.hostName, texts.madang);
    setText(this.host, title);
    this.hostAvatar.replaceChildren(avatar(title, title));
    setText(this.myName, shownName(chat.me.name));
    this.myAvatar.replaceChildren(avatar(chat.me.id, chat.me.name));
    this.badge.hidden = !chat.me.guest;
    const rooms = [...chat.rooms.values()];
    this.empty.hidden = rooms.length > 0;
    const open = chat.room?.id;
    showLines(this.list, rooms.map((room) => {
      const name = roomTitle(room);
      const isOpen = room.roomId === open;
      return {key: room.roomId, look: JSON.stringify([name, room.here, isOpen]), room, name, isOpen};
    }), ({room, name, isOpen}) =>
      make('li', {},
        make('a', {href: roomAddress(room.roomId), 'aria-current': isOpen && 'page'},
          make('span', {class: 'hash', 'aria-hidden': 'true', text: '#'}),
          make('span', {class: 'name', dir: 'auto', text: name}),
          room.here > 0 && make('span', {class: 'count', title: texts.peopleCount(room.here), text: room.here}),
          room.here > 0 && make('span', {class: 'unseen', text: texts.peopleCount(room.here)}))));
    for (const count of this.list.querySelectorAll('.count')) count.setAttribute('aria-hidden', 'true');
  }
}
