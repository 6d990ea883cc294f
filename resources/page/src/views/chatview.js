// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText} from '../dom.js';
import {icon} from '../icons.js';
import {ofThisTab, remember} from '../storage.js';
import {hostWords, roomTitle, texts} from '../texts.js';
import {peopleAddress, readAddress, roomAddress} from './address.js';
import {Composer} from './composer.js';
import {People} from './people.js';
import {RoomDialog} from './roomdialog.js';
import {RoomList} from './roomlist.js';
import {Timeline} from './timeline.js';

const isWide = () => matchMedia('(min-width: 720px)').matches;
const draftKey = (id) => `madang.draft.${id}`;

/// Rooms, timeline and people. Which of them a narrow screen shows, and which room is open, is in the
/// page's address, so that "back" leads back.
export class ChatView {
  #isDue = false;
  #ended = new AbortController();

  constructor(chat, goOut) {
    this.chat = chat;
    this.dialog = new RoomDialog((name, topic) => {
      if (chat.connection.isOnline) chat.makeRoom(name, topic, (id) => this.#goTo(id));
      return chat.connection.isOnline;
    });
    // Closing the dialog gives the focus back to the button, and Enter may be pressed twice.
    const newRoom = () => chat.connection.isOnline && !chat.isMakingRoom && this.dialog.open();
    this.rooms = new RoomList({newRoom, goOut});
    this.timeline = new Timeline(chat);
    this.composer = new Composer((text) => this.#say(text));
    this.people = new People();
    this.title = make('h2', {tabindex: '-1'});
    this.topic = make('p', {class: 'topic', dir: 'auto'});
    this.toPeople = make('a', {class: 'icon-button to-people', 'aria-label': texts.people, title: texts.people}, icon('users'));
    this.leave = make('button', {type: 'button', class: 'icon-button', 'aria-label': texts.leaveRoom, title: texts.leaveRoom, onclick: () => this.#leave()}, icon('out'));
    this.noticeText = make('span');
    this.notice = make('div', {class: 'complaint', role: 'alert', hidden: true}, icon('alert'), this.noticeText,
      make('button', {type: 'button', class: 'icon-button', 'aria-label': texts.close, onclick: () => (this.notice.hidden = true)}, icon('close')));
    this.header = make('header', {},
      make('a', {class: 'icon-button back', href: '#', 'aria-label': texts.back, title: texts.back}, icon('back')),
      make('div', {class: 'titles'}, this.title, this.topic), this.toPeople, this.leave);
    this.element = make('div', {class: 'chat'},
      make('a', {class: 'skip', href: '#writing', text: texts.toWriting, onclick: (event) => {
        event.preventDefault();
        this.composer.focus();
      }}),
      this.rooms.element,
      make('main', {}, this.header, this.notice, this.timeline.element, this.composer.element),
      this.people.element, this.dialog.element);
  }

  begin() {
    const {signal} = this.#ended;
    this.chat.addEventListener('change', () => this.#soon(), {signal});
    this.chat.addEventListener('notice', ({detail}) => this.#complain(detail), {signal});
    addEventListener('hashchange', () => this.#moved(), {signal});
    addEventListener('pagehide', () => this.#keepDraft(), {signal});
    if (!readAddress(location.hash).id && isWide()) history.replaceState(null, '', roomAddress('lobby'));
    this.#moved();
  }

  end() {
    this.#keepDraft();
    this.#ended.abort();
    if (this.dialog.element.open) this.dialog.element.close();
  }

  #goTo(id) {
    location.hash = roomAddress(id);
  }

  #moved() {
    const {id, people} = readAddress(location.hash);
    if (id !== this.chat.room?.id) {
      this.#keepDraft();
      this.chat.open(id);
      this.composer.draft = id ? ofThisTab.getItem(draftKey(id)) ?? '' : '';
      if (id && isWide() && !people) this.composer.focus();
    }
    this.element.dataset.pane = !id ? 'rooms' : people ? 'people' : 'room';
    this.#show();
    // The pane one came from is gone on a narrow screen, and the focus with it.
    if (!isWide()) {
      if (people) this.people.back.focus();
      else if (id) this.title.focus();
    }
  }

  #keepDraft() {
    const id = this.chat.room?.id;
    if (!id) return;
    if (this.composer.draft) remember(ofThisTab, draftKey(id), this.composer.draft);
    else ofThisTab.removeItem(draftKey(id));
  }

  #say(text) {
    if (!this.chat.room || !this.chat.me.id) return false;
    if (this.chat.isTooLong(text)) {
      this.#complain({what: 'tooLong'});
      return false;
    }
    this.timeline.toEnd();
    this.chat.say(text);
    return true;
  }

  #leave() {
    if (!this.chat.connection.isOnline) return;
    this.#keepDraft(); // one may come back
    this.chat.leaveRoom();
    location.hash = '';
    this.rooms.focus(); // the button is gone, and the focus with it
  }

  #complain({what, about, why}) {
    const host = why && hostWords(why);
    const text = about ? texts[what](about, host) : texts[what];
    setText(this.noticeText, text);
    this.notice.hidden = false;
  }

  /// Many messages may come in one go; they are shown together.
  #soon() {
    if (this.#isDue) return;
    this.#isDue = true;
    const show = () => {
      this.#isDue = false;
      if (!this.#ended.signal.aborted) this.#show();
    };
    if (document.hidden) setTimeout(show, 200);
    else requestAnimationFrame(show);
  }

  #show() {
    const {chat} = this;
    const {room} = chat;
    const known = room && (chat.rooms.get(room.id) ?? {roomId: room.id, topic: ''});
    const title = known ? roomTitle(known) : '';
    document.title = [title, chat.hostName || texts.madang].filter(Boolean).join(' – ');
    setText(this.title, title ? `# ${title}` : '');
    setText(this.topic, known?.topic ?? '');
    const isOpen = Boolean(room) && !chat.obstacle;
    this.header.hidden = !room;
    this.composer.element.hidden = this.people.element.hidden = this.leave.hidden = this.toPeople.hidden = !isOpen;
    this.composer.setRoom(title);
    if (room) this.toPeople.href = readAddress(location.hash).people ? roomAddress(room.id) : peopleAddress(room.id);
    this.rooms.show(chat);
    this.timeline.show();
    this.people.show(chat);
  }
}
