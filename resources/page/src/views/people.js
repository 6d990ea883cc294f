// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText, showLines} from '../dom.js';
import {icon} from '../icons.js';
import {isBot} from '../names.js';
import {reachOf} from '../presence.js';
import {clockTime, dayName, language, minuteTime, shownName, texts} from '../texts.js';
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

const longestTimer = 2 ** 31 - 1;

/// When that was, as short as can be.
const seenAt = (time) => (dayName(time) === dayName(Date.now()) ? clockTime(time) : `${dayName(time)} ${clockTime(time)}`);

/// How somebody can be reached, in words; '' who is here and can be.
function reachWords(here, {state, lastSeen}) {
  if (state === 'offline') return lastSeen ? texts.lastSeen(seenAt(lastSeen)) : texts.offlineState;
  if (state === 'dnd') return texts.dnd;
  if (state === 'away') return texts.away;
  return here ? '' : texts.elsewhere;
}

/// Who is in the open room: those who are here first. A press on one of the others opens their menu.
export class People {
  #timer; // until the next status is over

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
    this.#wait(chat, people);
    const focused = this.list.contains(document.activeElement) && document.activeElement.closest('li').dataset.key;
    showLines(this.list, people.map((person) => {
      const {id, name, here, guest, member} = person;
      const reach = reachOf(person);
      const isMe = id === chat.me.id;
      const role = (isMe && chat.rooms.get(room.id)?.role) || person.role;
      const look = JSON.stringify([name, here, guest, reach, role, member, isMe, chat.known.isImpostor(guest, name), chat.known.avatar(id), chat.ignored.has(id)]);
      return {...person, reach, role, key: id, look, isMe};
    }), (person) => make('li', {class: person.here ? 'here' : 'away', 'data-state': person.reach.state}, this.#line(chat, person)));
    // Somebody comes or goes, and one is on their line.
    if (focused && !this.list.contains(document.activeElement)) this.list.querySelector(`[data-key="${CSS.escape(focused)}"] button`)?.focus();
  }

  end() {
    clearTimeout(this.#timer);
  }

  /// Nobody tells when the time of a status is over.
  #wait(chat, people) {
    clearTimeout(this.#timer);
    const next = Math.min(...people.map((person) => reachOf(person).statusUntil ?? Infinity));
    if (next < Infinity) this.#timer = setTimeout(() => this.show(chat), Math.min(next - Date.now() + 50, longestTimer));
  }

  #line(chat, person) {
    const {id, name, here, guest, isMe, reach, role} = person;
    const {status, statusUntil} = reach;
    const words = reachWords(here, reach);
    const parts = [
      make('span', {class: 'place small'}, avatar(id, name, chat.known.avatar(id)), make('span', {class: 'presence'})),
      make('span', {class: 'whose'},
        make('span', {class: 'name', dir: 'auto', text: shownName(name), title: shownName(name)}),
        roles.includes(role) && make('span', {class: 'badge role', text: texts[role]}),
        badge(chat, guest, name),
        isMe && make('span', {class: 'aside', text: texts.you}),
        chat.ignored.has(id) && make('span', {class: 'aside', text: texts.ignored}),
        words && make('span', {class: 'aside reach', text: words, title: words}),
        status && make('span', {class: 'aside status', dir: 'auto', text: status, title: statusUntil ? texts.statusUntil(status, minuteTime(statusUntil)) : status})),
    ];
    return isMe
      ? make('div', {class: 'person'}, ...parts)
      : make('button', {type: 'button', class: 'person', 'aria-haspopup': 'dialog', onclick: ({currentTarget}) => this.menu(currentTarget, person)}, ...parts);
  }
}
