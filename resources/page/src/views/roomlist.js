// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText, showLines} from '../dom.js';
import {icon} from '../icons.js';
import {visibleName} from '../names.js';
import {roomTitle, shownName, texts} from '../texts.js';
import {roomAddress} from './address.js';
import {avatar} from './avatar.js';

const isClosed = ({settings}) => Boolean(settings && (settings.visibility || settings.password || settings.approves || settings.locked));

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
      const {unread, mentions} = isOpen ? {unread: 0, mentions: 0} : chat.unread.of(room.roomId);
      return {key: room.roomId, look: JSON.stringify([name, room.here, isClosed(room), isOpen, unread, mentions]), room, name, isOpen, unread, mentions};
    }), ({room, name, isOpen, unread, mentions}) =>
      make('li', {class: unread > 0 && 'unread'},
        make('a', {href: roomAddress(room.roomId), 'aria-current': isOpen && 'page'},
          isClosed(room) ? make('span', {class: 'hash', title: texts.closedRoom}, icon('lock')) : make('span', {class: 'hash', 'aria-hidden': 'true', text: '#'}),
          make('span', {class: 'name', dir: 'auto', text: name}),
          unread > 0 && make('span', {class: `unread-count${mentions > 0 ? ' mentioned' : ''}`, 'aria-label': texts.unreadCount(unread, mentions), title: texts.unreadCount(unread, mentions),
            text: mentions > 0 ? `@${mentions}` : unread > 99 ? '99+' : unread}),
          room.here > 0 && make('span', {class: 'count', title: texts.peopleCount(room.here), text: room.here}),
          room.here > 0 && make('span', {class: 'unseen', text: texts.peopleCount(room.here)}))));
    for (const count of this.list.querySelectorAll('.count')) count.setAttribute('aria-hidden', 'true');
  }
}
