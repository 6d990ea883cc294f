// SPDX-License-Identifier: GPL-3.0-or-later
import {copyText, make, setText} from '../dom.js';
import {groupNews} from '../groupnews.js';
import {icon} from '../icons.js';
import {IdleWatch} from '../idlewatch.js';
import {isBot, isErasedPerson} from '../names.js';
import {mutedWords, orderNews} from '../ordernews.js';
import {isForTwo} from '../roomoftwo.js';
import {isOver, keepsOrder, mutedIn, settingsOf, showsEarlier} from '../roomsettings.js';
import {ofThisTab, remember} from '../storage.js';
import {duration, hostWords, minuteTime, roomHeadline, roomTitle, shownName, texts} from '../texts.js';
import {AboutRoom} from './aboutroom.js';
import {peopleAddress, readAddress, roomAddress} from './address.js';
import {Composer} from './composer.js';
import {Door} from './door.js';
import {EarlierDialog} from './earlierdialog.js';
import {EmojiDialog} from './emojidialog.js';
import {EraseDialog} from './erasedialog.js';
import {ForwardDialog} from './forwarddialog.js';
import {MeDialog} from './medialog.js';
import {MessageMenu} from './messagemenu.js';
import {OrderDialog} from './orderdialog.js';
import {OrderList} from './orderlist.js';
import {People} from './people.js';
import {PersonMenu} from './personmenu.js';
import {PinsDialog} from './pinsdialog.js';
import {RoomDialog} from './roomdialog.js';
import {RoomList} from './roomlist.js';
import {SearchDialog} from './searchdialog.js';
import {Selection} from './selection.js';
import {Timeline} from './timeline.js';
import {Unsent} from './unsent.js';

const isWide = () => matchMedia('(min-width: 720px)').matches;
/// Notices that complain of nothing.
const news = ['invited', 'knocked', 'invitedTo', 'forwarded', 'willForward', 'copied'];
const draftKey = (id) => `madang.draft.${id}`;

/// Rooms, timeline and people. Which of them a narrow screen shows, and which room is open, is in the
/// page's address, so that "back" leads back.
export class ChatView {
  #isDue = false;
  #begun = new Map(); // room id → what was put aside there: an answer, a change
  #ended = new AbortController();
  #muteEnds; // timer

  /// @param {{goOut: () => void, forget: (why: string) => void}} leaving forget: all that this browser keeps
  constructor(chat, {goOut, forget}) {
    this.chat = chat;
    this.dialog = new RoomDialog((name, topic, how) => {
      if (chat.connection.isOnline) {
        chat.making.make(name, topic, how, (id) => {
          this.#goTo(id);
          chat.inviting.begin(id, how.invited);
        });
      }
      return chat.connection.isOnline;
    });
    // Closing the dialog gives the focus back to the button, and Enter may be pressed twice.
    const newRoom = () => chat.connection.isOnline && !chat.making.isBusy && this.#newRoom();
    this.rooms = new RoomList({newRoom, goOut, me: () => this.me.open()});
    const react = (line, emoji, on) => chat.actions.react(chat.room, line.seq, emoji, on);
    this.emoji = new EmojiDialog();
    this.menu = new MessageMenu({
      react,
      moreEmoji: (line) => this.emoji.open((emoji) => react(line, emoji, true)),
      reply: (line) => this.composer.reply(line),
      edit: (line) => this.composer.edit(line),
      copy: ({message}) => copyText(message),
      select: ({seq}) => {
        this.selection.begin(seq);
        this.timeline.focusBox(seq);
      },
      forward: (line) => this.forward.open(line),
      pin: ({seq, pinned}) => chat.actions.pin(chat.room, seq, !pinned),
      remove: ({seq}) => confirm(texts.removeThis) && chat.actions.remove(chat.room, seq),
      earlier: (line) => this.earlier.open(line),
      order: (kind, person) => this.order.open(kind, person),
    });
    this.search = new SearchDialog(chat, (roomId, seq) => this.#goToMessage(roomId, seq));
    this.earlier = new EarlierDialog(chat);
    this.pins = new PinsDialog(chat, (roomId, seq) => this.#goToMessage(roomId, seq));
    this.forward = new ForwardDialog(chat, (roomId, text, files) => chat.sayIn(roomId, text, files));
    this.selection = new Selection({changed: () => this.timeline.show(), ended: () => this.#focusWriting(),
      copied: (count) => this.#complain({what: 'copied', about: count})});
    // The button goes with the line, and the focus with it.
    const toWriting = (act) => (ids) => {
      act(ids);
      this.#focusWriting();
    };
    const unsent = {sayAgain: toWriting((ids) => chat.sayAgain(ids)), discard: toWriting((ids) => chat.discard(ids))};
    this.unsent = new Unsent(unsent);
    this.timeline = new Timeline(chat, {react, menu: (button, line) => this.menu.open(button, line, this.#may(line)), ...unsent}, this.selection);
    this.composer = new Composer({
      say: (text, replyTo) => this.#say(text, replyTo),
      edit: (seq, text, refused) => {
        const {room} = chat;
        return chat.actions.edit(room, seq, text, () => chat.room === room && refused());
      },
      editLast: () => this.#editLast(),
      typing: (on) => chat.room && chat.typing.tell(chat.room.id, on),
      get uploads() {
        return chat.uploads;
      },
      pickEmoji: (picked) => this.emoji.open(picked),
      takeBack: () => this.#takeBack(),
      tooManyFiles: () => this.#complain({what: 'tooManyFiles'}),
    });
    this.writers = make('p', {class: 'writers', role: 'status', dir: 'auto'});
    // What changes each second is not read out each second.
    this.paceLeft = make('span', {'aria-live': 'off'});
    this.pace = make('p', {class: 'pace', role: 'status', hidden: true}, make('span', {text: texts.tooQuick}), ' ', this.paceLeft);
    this.silence = make('p', {class: 'silence', role: 'status', hidden: true});
    this.personMenu = new PersonMenu(chat, {open: (id) => this.#goTo(id), notice: (what, about, more) => this.#complain({what, about, why: more}),
      order: (kind, person) => this.order.open(kind, person)});
    this.order = new OrderDialog(chat);
    this.orderList = new OrderList(chat);
    this.people = new People((button, person) => this.personMenu.open(button, person));
    this.about = new AboutRoom(chat, {pickEmoji: (picked) => this.emoji.open(picked), leave: () => this.#leave(), showOrder: () => this.orderList.open()});
    this.door = new Door(chat);
    this.erase = new EraseDialog(chat, () => forget('erased'));
    this.me = new MeDialog(chat, {pickEmoji: (picked) => this.emoji.open(picked), forget: () => forget('forgotten'), erase: () => this.erase.open()});
    this.idle = new IdleWatch((idle) => chat.presence.setIdle(idle));
    this.title = make('h2', {tabindex: '-1'});
    this.topic = make('p', {class: 'topic', dir: 'auto'});
    this.toPeople = make('a', {class: 'icon-button to-people', 'aria-label': texts.people, title: texts.people}, icon('users'));
    this.find = make('button', {type: 'button', class: 'icon-button', 'aria-label': texts.search, title: texts.search, onclick: () => this.search.open()}, icon('search'));
    this.toPins = make('button', {type: 'button', class: 'icon-button', 'aria-label': texts.pinnedHere, title: texts.pinnedHere, onclick: () => this.pins.open()}, icon('pin'));
    this.toAbout = make('button', {type: 'button', class: 'icon-button', 'aria-label': texts.aboutRoom, title: texts.aboutRoom, 'aria-haspopup': 'dialog',
      onclick: () => this.about.open()}, icon('info'));
    this.leave = make('button', {type: 'button', class: 'icon-button leave', 'aria-label': texts.leaveRoom, title: texts.leaveRoom, onclick: () => this.#leave()}, icon('out'));
    this.noticeText = make('span');
    this.notice = make('div', {class: 'complaint', role: 'alert', hidden: true}, icon('alert'), this.noticeText,
      make('button', {type: 'button', class: 'icon-button', 'aria-label': texts.close, onclick: () => (this.notice.hidden = true)}, icon('close')));
    this.header = make('header', {},
      make('a', {class: 'icon-button back', href: '#', 'aria-label': texts.back, title: texts.back}, icon('back')),
      make('div', {class: 'titles'}, this.title, this.topic), this.toPins, this.find, this.toPeople, this.toAbout, this.leave);
    this.element = make('div', {class: 'chat'},
      make('a', {class: 'skip', href: '#writing', text: texts.toWriting, onclick: (event) => {
        event.preventDefault();
        this.#focusWriting();
      }}),
      this.rooms.element,
      make('main', {ondragover: (event) => this.#over(event), ondrop: (event) => this.#dropped(event)},
        this.header, this.notice, this.door.hint, this.timeline.element, this.writers, this.selection.element, this.unsent.element, this.pace, this.silence, this.composer.element),
      this.people.element, ...this.#dialogs.map(({element}) => element));
  }

  get #dialogs() {
    return [this.dialog, this.menu, this.personMenu, this.about, this.door, this.me, this.emoji, this.search, this.pins, this.earlier, this.forward, this.order, this.orderList, this.erase];
  }

  #may(line) {
    const {room, obstacle, rooms} = this.chat;
    const known = rooms.get(room?.id);
    const {archived, deleteAt} = settingsOf(known ?? {});
    const {own, deleted, senderId} = line;
    const mayWrite = Boolean(known) && !obstacle && !archived && !deleteAt && !mutedIn(known) && !deleted;
    // Who speaks without entering is in no list of people; a hook goes by the settings of its room.
    const mayOrder = Boolean(known) && !obstacle && !own && !isBot(senderId) && !isErasedPerson(senderId) && isOver(known, room.people.get(senderId) ?? {});
    return {mayWrite, mayRemove: mayWrite && (own || keepsOrder(known)), maySeeEarlier: Boolean(known) && showsEarlier(known, line), mayOrder};
  }

  /// Why nobody, or not this person, writes in the open room; undefined when they may.
  #silenceOf(room) {
    const {archived, readOnly, deleteAt} = settingsOf(room);
    if (deleteAt) return texts.deletedState(minuteTime(deleteAt));
    if (archived) return texts.archivedState;
    const muted = mutedIn(room);
    if (muted) return mutedWords(muted);
    return readOnly && !keepsOrder(room) ? texts['room is read-only'] : undefined;
  }

  #newRoom() {
    const {chat} = this;
    this.dialog.open();
    const people = new Map();
    const add = (some) => {
      for (const person of some) if (person.id !== chat.me.id && !isBot(person.id)) people.set(person.id, {...person, avatar: chat.known.avatar(person.id)});
      this.dialog.candidates = [...people.values()];
    };
    add(chat.room?.people.values() ?? []);
    chat.questions.people('lobby', add); // where everybody comes by
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
    this.idle.begin();
    this.chat.addEventListener('change', () => this.#soon(), {signal});
    this.chat.addEventListener('notice', ({detail}) => this.#complain(detail), {signal});
    addEventListener('hashchange', () => this.#moved(), {signal});
    addEventListener('pagehide', () => this.#keepDraft(), {signal});
    addEventListener('focus', () => this.#soon(), {signal});
    addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.selection.isOn && !document.querySelector('dialog[open]')) return this.selection.end();
      if (event.key !== 'f' || !event.ctrlKey || !event.shiftKey) return undefined;
      event.preventDefault();
      return this.search.open();
    }, {signal});
    if (!readAddress(location.hash).id && isWide()) history.replaceState(null, '', roomAddress('lobby'));
    this.#moved();
  }

  end() {
    this.#keepDraft();
    this.#ended.abort();
    this.idle.end();
    this.people.end();
    clearTimeout(this.#muteEnds);
    for (const {element} of this.#dialogs) if (element.open) element.close();
    this.chat.dropUploads();
  }

  /// What stands where one writes; where nothing can be written, what was said.
  #focusWriting() {
    if (this.composer.element.hidden) this.timeline.scroller.focus();
    else this.composer.focus();
  }

  #goTo(id) {
    location.hash = roomAddress(id);
  }

  #moved() {
    const {id, people} = readAddress(location.hash);
    const isAnother = id !== this.chat.room?.id;
    if (isAnother) {
      this.#keepDraft();
      this.#begun.set(this.chat.room?.id, this.composer.putAside());
      this.selection.end();
      // They are about what was said, and who is, in the room that is left.
      for (const {element} of [this.menu, this.personMenu, this.emoji]) if (element.open) element.close();
      this.chat.open(id);
      this.composer.draft = id ? ofThisTab.getItem(draftKey(id)) ?? '' : '';
      this.composer.takeUp(this.#begun.get(id));
    }
    this.element.dataset.pane = !id ? 'rooms' : people ? 'people' : 'room';
    this.#show();
    if (isAnother && id && isWide() && !people) this.#focusWriting();
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

  #takeBack() {
    const taken = this.chat.undo.undo();
    if (taken) this.composer.bringBack(taken);
  }

  #leave() {
    if (!this.chat.connection.isOnline) return;
    this.#keepDraft(); // one may come back
    this.chat.leaveRoom();
    location.hash = '';
    this.rooms.focus(); // the button is gone, and the focus with it
  }

  /// Nobody tells when one may speak again.
  #waitFor(time) {
    clearTimeout(this.#muteEnds);
    if (time) this.#muteEnds = setTimeout(() => this.#soon(), Math.min(time - Date.now() + 50, 2 ** 31 - 1));
  }

  #complain({what, about, why, again, order, group}) {
    // What went well comes late, and is no reason to hide what did not.
    if (what === 'forwarded' && !this.notice.hidden && !this.notice.classList.contains('news')) return;
    const isNews = news.includes(what) || (what === 'ordered' && !order.isMine) || (what === 'invitedAll' && group.failed.length === 0);
    const more = why && !isNews ? hostWords(why, again) : why;
    const said = () => (group ? groupNews(group) : order ? orderNews(order.event, order.room, order.isMine) : about ? texts[what](about, more) : texts[what]);
    setText(this.noticeText, said());
    this.notice.classList.toggle('news', isNews);
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
    setText(this.title, known ? roomHeadline(known) : '');
    setText(this.topic, known?.topic ?? '');
    const isOpen = Boolean(room) && !chat.obstacle;
    this.header.hidden = !room;
    setText(this.writers, isOpen ? texts.writing(chat.typing.names.map(shownName)) : '');
    const silence = isOpen ? this.#silenceOf(known) : undefined;
    this.people.element.hidden = this.toPins.hidden = this.toPeople.hidden = this.toAbout.hidden = !isOpen;
    this.leave.hidden = !isOpen || isForTwo(known);
    const hadFocus = this.composer.element.contains(document.activeElement);
    this.composer.element.hidden = !isOpen || Boolean(silence);
    if (hadFocus && this.composer.element.hidden) this.#focusWriting();
    this.silence.hidden = !silence;
    setText(this.silence, silence ?? '');
    this.composer.setRoom(known ? (isForTwo(known) ? texts.writeToPerson : texts.writeTo)(title) : '');
    if (room) this.toPeople.href = readAddress(location.hash).people ? roomAddress(room.id) : peopleAddress(room.id);
    this.rooms.show(chat);
    this.timeline.show();
    const {left} = chat.pace;
    this.pace.hidden = left === 0;
    setText(this.paceLeft, left > 0 ? texts.hostGoesOn(duration(left * 1000)) : '');
    this.unsent.show(isOpen ? chat.waiting() : []);
    this.composer.show(chat.undo.isPossible);
    this.people.show(chat);
    this.about.show();
    this.door.show();
    this.order.show();
    this.orderList.show();
    this.earlier.show();
    this.#waitFor(known && mutedIn(known)?.until);
    this.me.show();
    this.erase.show();
    if (isOpen && room.isIn) chat.unread.seen(room.id, room.log.gap() ? 0 : room.log.last, this.timeline.seen);
  }
}
