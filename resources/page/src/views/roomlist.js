// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setAttribute, setText, showLines} from '../dom.js';
import {icon} from '../icons.js';
import {visibleName} from '../names.js';
import {isForTwo} from '../roomoftwo.js';
import {isClosed, settingsOf} from '../roomsettings.js';
import {roomTitle, shownName, texts} from '../texts.js';
import {roomAddress} from './address.js';
import {avatar} from './avatar.js';

/// What stands before a room's name: its emoji, or what kind of room it is.
function signOf(room) {
  const {icon: emoji} = settingsOf(room);
  if (emoji) return make('span', {class: 'hash emoji', 'aria-hidden': 'true', text: emoji});
  if (isForTwo(room)) return make('span', {class: 'hash'}, icon('talk'));
  return isClosed(room) ? make('span', {class: 'hash', title: texts.closedRoom}, icon('lock')) : make('span', {class: 'hash', 'aria-hidden': 'true', text: '#'});
}

/// The sidebar: whose Madang this is, its rooms, and who one is.
export class RoomList {
  constructor({newRoom, goOut, me}) {
    this.host = make('h1');
    this.hostAvatar = make('span', {class: 'place'});
    this.list = make('ul');
    this.twos = make('ul', {'aria-labelledby': 'conversations'});
    this.twosTitle = make('h2', {id: 'conversations', class: 'heading', text: texts.conversations});
    this.empty = make('p', {class: 'hint', text: texts.noRooms});
    this.myAvatar = make('span', {class: 'place small'});
    this.myName = make('span', {class: 'name', dir: 'auto'});
    this.badge = make('span', {class: 'badge', text: texts.guest});
    this.myReach = make('span', {class: 'unseen'});
    this.me = make('button', {type: 'button', class: 'me', 'aria-haspopup': 'dialog', onclick: me}, this.myAvatar, this.myName, this.badge, this.myReach);
    this.element = make('nav', {class: 'rooms', 'aria-label': texts.rooms},
      make('header', {}, this.hostAvatar, this.host),
      make('div', {class: 'heading'}, make('h2', {text: texts.rooms}),
        make('button', {type: 'button', class: 'icon-button', 'aria-label': texts.newRoom, title: texts.newRoom, onclick: newRoom}, icon('plus'))),
      this.empty, make('div', {class: 'lists'}, this.list, this.twosTitle, this.twos),
      make('footer', {}, this.me,
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
    const isOnline = chat.connection.isOnline;
    const {state, status} = chat.presence.reach;
    const seen = texts.stateName(isOnline ? state : 'offline');
    this.myAvatar.replaceChildren(avatar(chat.me.id, chat.me.name, chat.known.avatar(chat.me.id)), make('span', {class: 'presence'}));
    setAttribute(this.me, 'data-state', isOnline ? state : 'offline');
    setAttribute(this.me, 'title', [seen, isOnline && status].filter(Boolean).join(' · '));
    setText(this.myReach, `, ${seen}`);
    this.badge.hidden = !chat.me.guest;
    const rooms = [...chat.rooms.values()];
    this.empty.hidden = rooms.length > 0;
    const twos = rooms.filter(isForTwo);
    this.twosTitle.hidden = this.twos.hidden = twos.length === 0;
    this.#showRooms(chat, this.list, rooms.filter((room) => !isForTwo(room)));
    this.#showRooms(chat, this.twos, twos);
  }

  #showRooms(chat, list, rooms) {
    const open = chat.room?.id;
    showLines(list, rooms.map((room) => {
      const name = roomTitle(room);
      const isOpen = room.roomId === open;
      const {unread, mentions} = isOpen ? {unread: 0, mentions: 0} : chat.unread.of(room.roomId);
      return {key: room.roomId, look: JSON.stringify([name, room.here, isClosed(room), settingsOf(room).icon, isOpen, unread, mentions]), room, name, isOpen, unread, mentions};
    }), ({room, name, isOpen, unread, mentions}) =>
      make('li', {class: unread > 0 && 'unread'},
        make('a', {href: roomAddress(room.roomId), 'aria-current': isOpen && 'page'},
          signOf(room),
          make('span', {class: 'name', dir: 'auto', text: name}),
          unread > 0 && make('span', {class: `unread-count${mentions > 0 ? ' mentioned' : ''}`, 'aria-label': texts.unreadCount(unread, mentions), title: texts.unreadCount(unread, mentions),
            text: mentions > 0 ? `@${mentions}` : unread > 99 ? '99+' : unread}),
          room.here > 0 && !isForTwo(room) && make('span', {class: 'count', title: texts.peopleCount(room.here), text: room.here}),
          room.here > 0 && !isForTwo(room) && make('span', {class: 'unseen', text: texts.peopleCount(room.here)}))));
    for (const count of list.querySelectorAll('.count')) count.setAttribute('aria-hidden', 'true');
  }
}
