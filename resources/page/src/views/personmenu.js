// SPDX-License-Identifier: GPL-3.0-or-later
import {isForTwo} from '../roomoftwo.js';
import {isClosed, isOver, keepsOrder, rightsIn} from '../roomsettings.js';
import {roomTitle, shownName, texts} from '../texts.js';
import {Menu} from './menu.js';

const mostRooms = 12; // to be invited to

/// What one may do about somebody, beside their line in the list of people.
export class PersonMenu {
  #menu = new Menu(texts.people);

  /// @param {{open: (roomId: string) => void, notice: (what: string, about: string, why?: string) => void,
  ///   order: (kind: string, person: object) => void}} doing
  constructor(chat, doing) {
    Object.assign(this, {chat, doing});
  }

  get element() {
    return this.#menu.element;
  }

  open(button, person) {
    const {chat} = this;
    const {id, name} = person;
    const here = chat.rooms.get(chat.room?.id);
    const ignored = chat.ignored.has(id);
    this.element.setAttribute('aria-label', texts.personActions(shownName(name)));
    this.#menu.open(button, [
      !isForTwo(here) && ['talk', texts.talkAlone, () => chat.making.talkAlone(chat.me.id, id, (roomId) => this.doing.open(roomId))],
      ...this.#invitations(id, name),
      ...(here && person.member && rightsIn(here, chat.me).roles ? this.#roles(here.roomId, person) : []),
      ...(here && isOver(here, person) ? this.#order(person) : []),
      ['ignore', ignored ? texts.ignoreNoMore : texts.ignore, () => chat.ignore(id, !ignored)],
    ]);
  }

  /// To the other rooms that are not open to all, where one keeps order.
  #invitations(id, name) {
    const {chat} = this;
    const rooms = [...chat.rooms.values()].filter((room) => room.roomId !== chat.room?.id && keepsOrder(room) && isClosed(room));
    return rooms.slice(0, mostRooms).map((room) => ['plus', texts.inviteTo(roomTitle(room)), () =>
      chat.orders.invite(room.roomId, id, {done: () => this.doing.notice('invitedTo', shownName(name), roomTitle(room))})]);
  }

  #order(person) {
    const entry = (kind, drawing) => [drawing, `${texts.orderAct(kind)}…`, () => this.doing.order(kind, person)];
    return [entry('mute', 'mute'), entry('sendOut', 'out'), entry('ban', 'ignore')];
  }

  #roles(roomId, {id, name, role}) {
    const entry = (wanted, text, ask) => role !== wanted && ['users', text, () =>
      (!ask || confirm(ask)) && this.chat.orders.setRole(roomId, id, wanted)];
    return [
      entry('moderator', texts.makeModerator), entry('owner', texts.makeOwner, texts.makeOwnerAsk(shownName(name))),
      ['owner', 'moderator'].includes(role) && entry('member', texts.makeMember),
    ];
  }
}
