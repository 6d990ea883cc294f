// SPDX-License-Identifier: GPL-3.0-or-later
import {Connection} from './connection.js';
import {Delivery} from './delivery.js';
import {Identity} from './identity.js';
import {MentionNames} from './mentions.js';
import {fold, isBot} from './names.js';
import {Outbox} from './outbox.js';
import {Room} from './room.js';
import {RoomActions} from './roomactions.js';
import {roomIdLike} from './roomid.js';
import {ofThisTab} from './storage.js';
import {roomTitle, shownName} from './texts.js';
import {Typing} from './typing.js';
import {Unread} from './unread.js';
import {Uploads} from './uploads.js';
import {allOf, isHit, isMessage, isRoom} from './wirechecks.js';

/// JSON of a message with this text at most; the host takes 1 MiB unless told otherwise.
const mostBytes = 900000;

/// One person in one Madang: the session, the rooms, the room that is open, and what waits to be sent.
/// The views call this and listen to `change` (something is to be shown anew), `notice` (detail: what
/// the person should hear of, {text, …}) and `out` (one is not let in; detail: the host's words).
export class Chat extends EventTarget {
  /** @type {Map<string, {roomId: string, name: string, topic: string, seq: number, here: number}>} */
  rooms = new Map();
  /** @type {Room | undefined} */
  room;
  hostName = '';
  /** Names of accounts that were seen, folded: a guest of such a name is marked. */
  accounts = new Set();
  #passwords = new Map(); // room id → what one says at its door, once
  #closedTo = new Map(); // room id → why it did not let us in
  /** A room of ours, to be opened when it appears: its id, or which rooms were there before. */
  #making; // {id?, known, made, isStored}
  #hasRooms = false; // of this session
  #hasToldNotKept = false;
  #isStopped = false;
  #mentionNames = new MentionNames();
  #mentionKey = '';

  /// @param {{name: string, login?: string, passcode?: string, transport?: string, storage: Storage}} who
  constructor({name, login, passcode, transport, storage}) {
    super();
    this.login = login;
    this.identity = new Identity(storage, ofThisTab, login);
    this.connection = new Connection({transport, headers: () => this.#headers(passcode)});
    this.delivery = new Delivery(new Outbox(storage), this.connection, () => this.#changed());
    this.me = {id: this.identity.user, name: login || name, guest: !login};
    this.typing = new Typing(this.connection, () => this.#changed());
    this.unread = new Unread(this.connection, () => this.#changed());
    this.actions = new RoomActions(this.connection, (...what) => this.#notice(...what));
    this.uploads = new Uploads({headers: () => this.#credentials(passcode), changed: () => this.#changed()});
    this.connection.addEventListener('online', (event) => this.#online(event));
    this.connection.addEventListener('state', () => this.#stateChanged());
    this.connection.addEventListener('tooslow', () => this.#notice('too slow'));
  }

  start() {
    this.identity.settle(() => this.#isStopped || this.connection.start());
  }
  stop() {
    this.#isStopped = true;
    this.room?.end();
    this.connection.stop();
  }

  get me() {
    return this.delivery.me;
  }
  set me(me) {
    this.delivery.me = me;
  }

  /// Another tab changed what this browser keeps; undefined: all of it.
  storageChanged(key) {
    if (!key || Outbox.has(key)) this.delivery.lookAgain();
  }

  #headers(passcode) {
    const headers = {host: location.host};
    if (passcode) headers.passcode = passcode;
    if (this.login) return {...headers, login: this.login};
    return {...headers, ...this.identity.headers(), name: this.me.name};
  }

  /// The same over HTTP.
  #credentials(passcode) {
    const utf8 = (text) => String.fromCharCode(...new TextEncoder().encode(text));
    const {token} = this.identity;
    return {
      ...(passcode && {Authorization: `Basic ${btoa(utf8(`${this.login ?? ''}:${passcode}`))}`}),
      ...(!this.login && token && {'Guest-Token': token}),
    };
  }

  #online(event) {
    const {login} = this;
    const {detail: headers} = event;
    if (!this.identity.take(headers)) {
      event.stopImmediatePropagation();
      this.connection.stop();
      this.connection.start();
      return;
    }
    this.me = {id: headers['user-id'], name: headers['user-name'] ?? this.me.name, guest: !login};
    this.hostName = headers['host-name'] ?? '';
    if (login) this.accounts.add(fold(this.me.name));
    this.connection.subscribe('/topic/chat/rooms', (room) => this.#roomChanged(room));
    this.connection.subscribe('/user/queue/chat/rooms', (room) => this.#roomChanged(room), {}, () => {});
    this.connection.subscribe('/user/queue/chat/invitations', (told) => this.#invited(told), {}, () => {});
    this.connection.ask('/app/chat/rooms', ({rooms}) => {
      this.rooms = new Map(allOf(rooms, isRoom).map((room) => [room.roomId, room]));
      this.#hasRooms = true;
      if (this.room) this.#enter();
      this.#changed();
    }, {}, (why) => this.#notice('notDone', 'rooms', why));
    this.unread.begin();
    this.delivery.begin();
    this.#changed();
  }

  #stateChanged() {
    const {state} = this.connection;
    if (state.kind !== 'online') {
      this.room?.end();
      this.#hasRooms = false;
      this.#making = undefined;
      this.delivery.end();
      this.typing.clear();
      this.unread.end();
    }
    if (state.kind === 'refused') this.dispatchEvent(new CustomEvent('out', {detail: state.why}));
    this.#changed();
  }

  #roomChanged(room) {
    if (room?.gone === true) {
      this.rooms.delete(room.roomId);
      this.unread.forget(room.roomId);
      return this.#changed();
    }
    if (!isRoom(room)) return undefined;
    const isNew = !this.rooms.has(room.roomId);
    this.rooms.set(room.roomId, room);
    if (isNew && this.room?.id === room.roomId) this.#enter();
    this.#openMade();
    return this.#changed();
  }

  #invited({type, room, byName}) {
    if (!isRoom(room)) return;
    if (type === 'INVITED') this.#notice('invited', shownName(byName ?? ''), roomTitle(room));
    if (type === 'REJECTED') this.#notice('rejected', roomTitle(room));
    if (type !== 'ADMITTED') return;
    this.#closedTo.delete(room.roomId);
    if (this.room?.id === room.roomId) this.#enter();
  }

  /// Tries the open room again, with that password.
  enterWith(password) {
    if (!this.room || !this.connection.isOnline) return;
    this.#passwords.set(this.room.id, password);
    this.#closedTo.delete(this.room.id);
    this.#enter();
    this.#changed();
  }

  /// Opens that room instead of the one that is open; undefined for none.
  open(id) {
    if (this.room?.id === id) return;
    this.unread.open = id;
    if (this.room?.isIn) this.unread.watch(this.room.id);
    this.room?.end();
    this.typing.clear();
    this.room = id ? new Room(id, this.connection, {
      changed: (fresh) => this.#heard(fresh), me: () => this.me.id,
      typing: (event) => event.id === this.me.id || this.typing.heard(event),
    }) : undefined;
    this.delivery.room = this.room;
    this.#closedTo.delete(id);
    if (this.room && this.connection.isOnline && this.#hasRooms) this.#enter();
    if (id) this.unread.unwatch(id);
    this.#changed();
  }

  #enter() {
    const {room} = this;
    // ENTER would make a room that does not exist, whatever address somebody was sent.
    if (this.#closedTo.has(room.id) || !this.rooms.has(room.id)) return;
    const {seq, settings = {}, role} = this.rooms.get(room.id);
    const isGuarded = !role && Boolean(settings.visibility || settings.password || settings.approves || settings.locked);
    const password = this.#passwords.get(room.id);
    this.#passwords.delete(room.id);
    room.begin(this.me.name, {newest: seq, isGuarded, password}, (why) => {
      this.#closedTo.set(room.id, why);
      this.#changed();
    });
  }

  /// Why nobody can write in the open room: {what: "noSuchRoom"} or {what: "closed", why}. Undefined
  /// when one can, or it is not known.
  get obstacle() {
    const {room} = this;
    if (!room) return undefined;
    if (this.#closedTo.has(room.id)) return {what: 'closed', why: this.#closedTo.get(room.id)};
    // No Madang is without a room; where there is none the host has not said.
    return this.rooms.size > 0 && !this.rooms.has(room.id) ? {what: 'noSuchRoom'} : undefined;
  }

  /// Membership ends, with a notice to the others.
  leaveRoom() {
    if (!this.room || !this.connection.isOnline) return;
    this.connection.send('/app/chat/message', {type: 'LEAVE', roomId: this.room.id, sender: this.me.name});
    this.unread.forget(this.room.id);
    this.open(undefined);
  }

  /// `made` is called with the new room's id, unless the session ends before. One at a time.
  /// @param {{isPrivate?: boolean, password?: string}} how
  makeRoom(name, topic, how, made) {
    // Nobody guesses the id of a private room: the host makes it.
    const id = how.isPrivate ? undefined : roomIdLike(name, (taken) => this.rooms.has(taken));
    this.#making = {id, made, isStored: false, known: new Set(this.rooms.keys())};
    const settings = {...(how.isPrivate && {visibility: 'private'}), ...(how.password && {password: how.password})};
    const room = {...(id && {roomId: id}), name, topic, ...(Object.keys(settings).length > 0 && {settings})};
    this.connection.send('/app/chat/createroom', room, {
      stored: () => {
        this.#making.isStored = true;
        this.#openMade();
      },
      refused: (why) => {
        this.#making = undefined;
        this.#notice('roomNotMade', name, why);
      },
    });
  }
  get isMakingRoom() {
    return this.#making !== undefined;
  }

  #openMade() {
    const {made, isStored, known} = this.#making ?? {};
    if (!isStored) return;
    const isMade = (room) => room.role === 'owner' && !known.has(room.roomId);
    const id = this.#making.id ?? [...this.rooms.values()].find(isMade)?.roomId;
    if (!this.rooms.has(id)) return;
    this.#making = undefined;
    made(id);
  }

  isTooLong(text) {
    return new TextEncoder().encode(JSON.stringify(text)).length > mostBytes;
  }

  /// Writes it down and sends it, now or when the host is back.
  say(text, more) {
    this.typing.tell(this.room.id, false);
    if (this.delivery.say(text, more) || this.#hasToldNotKept) return;
    this.#hasToldNotKept = true;
    this.#notice('notKept');
  }
  sayAgain(id) {
    this.delivery.sayAgain(id);
  }
  discard(id) {
    this.delivery.discard(id);
  }

  /// What is written and not in the log of the open room yet.
  waiting() {
    return this.delivery.waiting();
  }

  /// Who may be mentioned in the open room.
  get mentionNames() {
    const names = [this.me.name, ...[...(this.room?.people.values() ?? [])].map(({name}) => name)].filter(Boolean);
    const key = names.join('\n');
    if (key !== this.#mentionKey) {
      this.#mentionKey = key;
      this.#mentionNames = new MentionNames(names);
    }
    return this.#mentionNames;
  }

  /// Calls `found` with {hits, next}, or undefined when the host does not search. `asked` has the headers
  /// of a search.
  search(asked, found) {
    if (!this.connection.isOnline) return found(undefined);
    return this.connection.ask('/app/chat/search', ({hits, next}) => found({hits: allOf(hits, isHit), next}), asked, () => found(undefined));
  }

  /// Calls `found` with what is pinned in the open room.
  pins(found) {
    if (!this.room || !this.connection.isOnline) return;
    this.connection.ask(`/app/chat/room/${this.room.id}/pins`, ({messages}) => found(allOf(messages, isMessage)), {}, () => found([]));
  }

  /// Whether a guest goes by the name of somebody with an account.
  isImpostor(guest, name) {
    return Boolean(guest) && this.accounts.has(fold(name));
  }

  /// `fresh`: the messages and people that the open room did not have before.
  #heard(fresh = []) {
    for (const {guest, sender, senderId, name} of fresh) if (!guest && !isBot(senderId)) this.accounts.add(fold(sender ?? name));
    for (const {type, senderId} of fresh) if (type) this.typing.over(senderId);
    this.delivery.heard();
    this.#changed();
  }

  #notice(what, about, why) {
    this.dispatchEvent(new CustomEvent('notice', {detail: {what, about, why}}));
  }
  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
