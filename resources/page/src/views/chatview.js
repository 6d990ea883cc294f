// SPDX-License-Identifier: GPL-3.0-or-later
import {copyText, make, setText} from '../dom.js';
import {icon} from '../icons.js';
import {ofThisTab, remember} from '../storage.js';
import {hostWords, roomTitle, shownName, texts} from '../texts.js';
import {peopleAddress, readAddress, roomAddress} from './address.js';
import {Composer} from './composer.js';
import {EmojiDialog} from './emojidialog.js';
import {MessageMenu} from './messagemenu.js';
import {People} from './people.js';
import {PinsDialog} from './pinsdialog.js';
import {RoomDialog} from './roomdialog.js';
import {RoomList} from './roomlist.js';
import {SearchDialog} from './searchdialog.js';
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
    this.dialog = new RoomDialog((name, topic, how) => {
      if (chat.connection.isOnline) chat.makeRoom(name, topic, how, (id) => this.#goTo(id));
      return chat.connection.isOnline;
    });
    // Closing the dialog gives the focus back to the button, and Enter may be pressed twice.
    const newRoom = () => chat.connection.isOnline && !chat.isMakingRoom && this.dialog.open();
    this.rooms = new RoomList({newRoom, goOut});
    const react = (line, emoji, on) => chat.actions.react(chat.room, line.seq, emoji, on);
    this.emoji = new EmojiDialog();
    this.menu = new MessageMenu({
      react,
      moreEmoji: (line) => this.emoji.open((emoji) => react(line, emoji, true)),
      reply: (line) => this.composer.reply(line),
      edit: (line) => this.composer.edit(line),
      copy: ({message}) => copyText(message),
      pin: ({seq, pinned}) => chat.actions.pin(chat.room, seq, !pinned),
      remove: ({seq}) => confirm(texts.removeThis) && chat.actions.remove(chat.room, seq),
    });
    this.search = new SearchDialog(chat, (roomId, seq) => this.#goToMessage(roomId, seq));
    this.pins = new PinsDialog(chat, (roomId, seq) => this.#goToMessage(roomId, seq));
    this.timeline = new Timeline(chat, {react, menu: (button, line) => this.menu.open(button, line, this.#may(line))});
    this.composer = new Composer({
      say: (text, replyTo) => this.#say(text, replyTo),
      edit: (seq, text) => chat.actions.edit(chat.room, seq, text),
      editLast: () => this.#editLast(),
      typing: (on) => chat.room && chat.typing.tell(chat.room.id, on),
      uploads: chat.uploads,
      pickEmoji: (picked) => this.emoji.open(picked),
      tooManyFiles: () => this.#complain({what: 'tooManyFiles'}),
    });
    this.writers = make('p', {class: 'writers', role: 'status', dir: 'auto'});
    this.people = new People();
    this.title = make('h2', {tabindex: '-1'});
    this.topic = make('p', {class: 'topic', dir: 'auto'});
    this.toPeople = make('a', {class: 'icon-button to-people', 'aria-label': texts.people, title: texts.people}, icon('users'));
    this.find = make('button', {type: 'button', class: 'icon-button', 'aria-label': texts.search, title: texts.search, onclick: () => this.search.open()}, icon('search'));
    this.toPins = make('button', {type: 'button', class: 'icon-button', 'aria-label': texts.pinnedHere, title: texts.pinnedHere, onclick: () => this.pins.open()}, icon('pin'));
    this.leave = make('button', {type: 'button', class: 'icon-button', 'aria-label': texts.leaveRoom, title: texts.leaveRoom, onclick: () => this.#leave()}, icon('out'));
    this.noticeText = make('span');
    this.notice = make('div', {class: 'complaint', role: 'alert', hidden: true}, icon('alert'), this.noticeText,
      make('button', {type: 'button', class: 'icon-button', 'aria-label': texts.close, onclick: () => (this.notice.hidden = true)}, icon('close')));
    this.header = make('header', {},
      make('a', {class: 'icon-button back', href: '#', 'aria-label': texts.back, title: texts.back}, icon('back')),
      make('div', {class: 'titles'}, this.title, this.topic), this.toPins, this.find, this.toPeople, this.leave);
    this.element = make('div', {class: 'chat'},
      make('a', {class: 'skip', href: '#writing', text: texts.toWriting, onclick: (event) => {
        event.preventDefault();
        this.composer.focus();
      }}),
      this.rooms.element,
      make('main', {ondragover: (event) => this.#over(event), ondrop: (event) => this.#dropped(event)},
        this.header, this.notice, this.timeline.element, this.writers, this.composer.element),
      this.people.element, this.dialog.element, this.menu.element, this.emoji.element, this.search.element, this.pins.element);
  }

  #may({own}) {
    const {room, obstacle, rooms} = this.chat;
    const mayWrite = Boolean(room) && !obstacle;
    return {mayWrite, mayRemove: mayWrite && (own || ['owner', 'moderator'].includes(rooms.get(room.id)?.role))};
  }

  #editLast() {
    const {room, me} = this.chat;
    const last = room?.log.messages.findLast(({type, senderId, deleted, message}) => type === 'TALK' && senderId === me.id && !deleted && message);
    if (last) this.composer.edit(last);
  }

  async #goToMessage(roomId, seq) {
    if (this.chat.room?.id !== roomId) {
      location.hash = roomAddress(roomId);
      this.#moved();
      await this.#hasLoaded();
    }
    if (this.chat.room?.id === roomId && !(await this.timeline.goTo(seq))) this.#complain({what: 'notFetched'});
  }

  /// Once the room that was opened has brought its newest.
  #hasLoaded() {
    return new Promise((loaded) => {
      const look = () => {
        if (!this.#ended.signal.aborted && this.chat.room && !this.chat.room.hasAll && !this.chat.obstacle) return;
        this.chat.removeEventListener('change', look);
        loaded();
      };
      this.chat.addEventListener('change', look);
      look();
    });
  }

  #over(event) {
    if (!event.dataTransfer?.types.includes('Files') || this.composer.element.hidden) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  }
  #dropped(event) {
    if (!event.dataTransfer?.files.length || this.composer.element.hidden) return;
    event.preventDefault();
    this.composer.attach(event.dataTransfer.files);
  }

  begin() {
    const {signal} = this.#ended;
    this.chat.addEventListener('change', () => this.#soon(), {signal});
    this.chat.addEventListener('notice', ({detail}) => this.#complain(detail), {signal});
    addEventListener('hashchange', () => this.#moved(), {signal});
    addEventListener('pagehide', () => this.#keepDraft(), {signal});
    addEventListener('focus', () => this.#soon(), {signal});
    addEventListener('keydown', (event) => {
      if (event.key !== 'f' || !event.ctrlKey || !event.shiftKey) return;
      event.preventDefault();
      this.search.open();
    }, {signal});
    if (!readAddress(location.hash).id && isWide()) history.replaceState(null, '', roomAddress('lobby'));
    this.#moved();
  }

  end() {
    this.#keepDraft();
    this.#ended.abort();
    for (const {element} of [this.dialog, this.menu, this.emoji, this.search, this.pins]) if (element.open) element.close();
    this.chat.uploads.clear();
  }

  #goTo(id) {
    location.hash = roomAddress(id);
  }

  #moved() {
    const {id, people} = readAddress(location.hash);
    if (id !== this.chat.room?.id) {
      this.#keepDraft();
      this.composer.drop();
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

  #say(text, replyTo) {
    if (!this.chat.room || !this.chat.me.id) return false;
    if (this.chat.isTooLong(text)) {
      this.#complain({what: 'tooLong'});
      return false;
    }
    this.timeline.toEnd();
    this.chat.say(text, {replyTo, files: this.chat.uploads.take()});
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
    setText(this.writers, isOpen ? texts.writing(chat.typing.names.map(shownName)) : '');
    this.composer.element.hidden = this.people.element.hidden = this.leave.hidden = this.toPins.hidden = this.toPeople.hidden = !isOpen;
    this.composer.setRoom(title);
    if (room) this.toPeople.href = readAddress(location.hash).people ? roomAddress(room.id) : peopleAddress(room.id);
    this.rooms.show(chat);
    this.timeline.show();
    this.composer.show();
    this.people.show(chat);
    if (isOpen && room.isIn) chat.unread.seen(room.id, room.log.gap() ? 0 : room.log.last, this.timeline.seen);
  }
}
