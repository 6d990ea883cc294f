// SPDX-License-Identifier: GPL-3.0-or-later
import {Connection} from './connection.js';
import {connectHeaders, httpHeaders} from './credentials.js';
import {Delivery} from './delivery.js';
import {Identity} from './identity.js';
import {Ignored} from './ignored.js';
import {invitation} from './invitation.js';
import {Inviting} from './inviting.js';
import {KnownPeople} from './knownpeople.js';
import {MentionNames} from './mentions.js';
import {Outbox} from './outbox.js';
import {Pace} from './pace.js';
import {OwnPresence} from './presence.js';
import {randomId} from './randomid.js';
import {Questions} from './questions.js';
import {Receipts} from './receipts.js';
import {Removals} from './removals.js';
import {Reopening} from './reopening.js';
import {Room} from './room.js';
import {RoomActions} from './roomactions.js';
import {RoomMaking} from './roommaking.js';
import {isForTwo} from './roomoftwo.js';
import {RoomOrders} from './roomorders.js';
import {Rooms} from './rooms.js';
import {isClosed, rulingOf} from './roomsettings.js';
import {SendUndo} from './sendundo.js';
import {ofThisTab} from './storage.js';
import {roomTitle, shownName} from './texts.js';
import {Typing} from './typing.js';
import {Unread} from './unread.js';
import {Uploads} from './uploads.js';
import {againAt} from './waits.js';
import {isOrdered, isRoom} from './wirechecks.js';

/// JSON of a message with this text at most; the host takes 1 MiB unless told otherwise.
const mostBytes = 900000;

const banned = 'banned from this room'; // in the host's words

/// One person in one Madang: the session, the rooms, the room that is open, and what waits to be sent.
/// The views call this and listen to `change` (something is to be shown anew), `notice` (detail: what
/// the person should hear of, {text, …}) and `out` (one is not let in; detail: {why, again?}, the host's words and when one may try again).
export class Chat extends EventTarget {
  /** @type {Rooms & Map<string, {roomId: string, name: string, topic: string, seq: number, here: number}>} */
  rooms = new Rooms();
  /** @type {Room | undefined} */
  room;
  hostName = '';
  known = new KnownPeople();
  /** Whether one may ban people from all of the host. */
  ownsHost = false;
  /** Turns whenever somebody comes to the door of a room, or was answered. */
  doorTurn = 0;
  #passwords = new Map(); // room id → what one says at its door, once
  #closedTo = new Map(); // room id → {why, again?}: why it did not let us in, and when it may be tried again
  #reopening = new Reopening(() => this.#tryAgain());
  #hasRooms = false; // of this session
  #roomsAsked = 0; // 1: the list is asked for, 2: and will be again
  #hasToldNotKept = false;
  #isStopped = false;
  #mentionNames = new MentionNames();
  #mentionKey = '';
  #newUploads;
  #uploads = new Map(); // room id → Uploads

  /// @param {{name: string, login?: string, passcode?: string, transport?: string, storage: Storage}} who
  constructor({name, login, passcode, transport, storage}) {
    super();
    this.login = login;
    this.identity = new Identity(storage, ofThisTab, login);
    this.connection = new Connection({transport, headers: () => connectHeaders(this, passcode, invitation(ofThisTab))});
    this.delivery = new Delivery(new Outbox(storage), this.connection, () => this.#changed(), (why) => this.#notice('notDone', 'delete', why));
    this.me = {id: this.identity.user, name: login || name, guest: !login};
    this.typing = new Typing(this.connection, () => this.#changed());
    this.ignored = new Ignored(storage);
    this.unread = new Unread(this.connection, () => this.#changed(), this.ignored);
    this.presence = new OwnPresence(this.connection, () => this.#changed());
    this.pace = new Pace(this.connection, () => this.#changed());
    this.receipts = new Receipts(this.connection, () => this.#changed());
    const notice = (...what) => this.#notice(...what);
    this.actions = new RoomActions(this.connection, notice);
    this.undo = new SendUndo(this.delivery, () => this.#changed());
    this.questions = new Questions(this.connection);
    this.orders = new RoomOrders(this.connection, notice);
    this.inviting = new Inviting(this.orders, (group) => this.#invitedAll(group));
    this.making = new RoomMaking({connection: this.connection, rooms: this.rooms, orders: this.orders, notice});
    this.#newUploads = () => new Uploads({headers: () => httpHeaders(this, passcode), changed: () => this.#changed()});
    this.connection.addEventListener('online', (event) => this.#online(event));
    this.connection.addEventListener('state', () => this.#stateChanged());
    this.connection.addEventListener('tooslow', () => this.#notice('too slow'));
  }

  start() {
    this.identity.settle(() => this.#isStopped || this.connection.start());
  }
  stop() {
    this.#isStopped = true;
    this.undo.forget();
    this.room?.end();
    this.connection.stop();
  }

  /// The files that go with what is being written in the open room; they stay with it.
  get uploads() {
    const id = this.room?.id ?? '';
    if (!this.#uploads.has(id)) this.#uploads.set(id, this.#newUploads());
    return this.#uploads.get(id);
  }
  /// Those of all rooms.
  dropUploads() {
    for (const uploads of this.#uploads.values()) uploads.clear();
  }

  get me() {
    return this.delivery.me;
  }
  set me(me) {
    this.delivery.me = me;
  }

  /// Another tab changed what this browser keeps; undefined: all of it.
  storageChanged(key) {
    if (!key || Outbox.has(key) || Removals.has(key)) this.delivery.lookAgain();
    if (key && !Ignored.has(key)) return;
    this.ignored.lookAgain();
    this.unread.ask();
    this.#changed();
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
    if (login) this.known.addAccount(this.me.name);
    this.ownsHost = false;
    if (login) this.questions.me(({role}) => {
      this.ownsHost = role === 'owner';
      this.#changed();
    });
    ++this.doorTurn; // who knows what was missed
    this.connection.subscribe('/topic/chat/rooms', (room) => this.#roomChanged(room, false));
    this.connection.subscribe('/user/queue/chat/rooms', (room) => this.#roomChanged(room, true), {}, () => {});
    this.connection.subscribe('/user/queue/chat/invitations', (told) => this.#invited(told), {}, () => {});
    this.connection.subscribe('/user/queue/chat/order', (event) => isOrdered(event) && this.#ordered(event, true), {}, () => {});
    this.#askRooms();
    this.unread.begin();
    this.receipts.begin();
    this.presence.begin();
    this.pace.begin();
    this.delivery.begin();
    this.#changed();
  }

  #stateChanged() {
    const {state} = this.connection;
    if (state.kind !== 'online') {
      this.room?.end();
      this.#hasRooms = false;
      this.#roomsAsked = 0;
      this.making.end();
      this.inviting.end();
      this.delivery.end();
      this.pace.end();
      this.typing.clear();
      this.unread.end();
    }
    if (state.kind === 'refused') this.dispatchEvent(new CustomEvent('out', {detail: {why: state.why, again: state.again}}));
    this.#changed();
  }

  /// However often it is wanted, one question at a time.
  #askRooms() {
    this.#roomsAsked = Math.min(2, this.#roomsAsked + 1);
    if (this.#roomsAsked > 1) return;
    const answered = () => {
      const isAgain = this.#roomsAsked > 1;
      this.#roomsAsked = 0;
      if (isAgain) this.#askRooms();
    };
    this.connection.ask('/app/chat/rooms', ({rooms}) => {
      answered();
      const before = [...this.rooms.keys()];
      this.rooms.reset(rooms);
      for (const id of before) if (!this.rooms.has(id)) this.unread.forget(id);
      const isFirst = !this.#hasRooms;
      this.#hasRooms = true;
      if (this.room && isFirst) this.#enter();
      this.#changed();
    }, {}, (why, wait) => {
      answered();
      this.#notice('notDone', 'rooms', why, wait);
    });
  }

  /// As everybody was told, or (`isOwn`) we alone.
  #roomChanged(room, isOwn) {
    if (room?.gone === true) {
      // One that becomes private is gone for everybody, and still there for who is in it.
      if (!isOwn && this.#mayBelongTo(room.roomId)) return this.#askRooms();
      this.rooms.delete(room.roomId);
      this.unread.forget(room.roomId);
      return this.#changed();
    }
    if (!isRoom(room)) return undefined;
    const isNew = !this.rooms.has(room.roomId);
    this.rooms.hear(room, isOwn);
    if (this.room?.id === room.roomId) {
      this.room.keepFrom(room.floor);
      if (isNew) this.#enter();
    } else if (isNew && isForTwo(room)) {
      this.unread.watch(room.roomId, {since: room.seq});
    }
    this.making.look();
    return this.#changed();
  }

  /// Of a public room the host does not say whether one is its member.
  #mayBelongTo(id) {
    const room = this.rooms.get(id);
    return Boolean(room && (room.role || room.invited || this.room?.id === id || this.unread.has(id)));
  }

  #invited({type, room, by, byName}) {
    if (!isRoom(room)) return;
    const name = shownName(byName ?? '');
    if (type === 'INVITED' && !this.ignored.has(by)) this.#notice('invited', name, roomTitle(room));
    if (type === 'REJECTED') {
      if (this.#closedTo.has(room.roomId)) this.#closedTo.set(room.roomId, {why: 'members only'});
      this.#notice('rejected', roomTitle(room));
    }
    if (type === 'KNOCKED' || type === 'ANSWERED') {
      ++this.doorTurn;
      if (this.rooms.has(room.roomId)) this.rooms.hear(room, true);
      if (type === 'KNOCKED' && this.room?.id !== room.roomId && !this.ignored.has(by)) this.#notice('knocked', name, roomTitle(room));
      this.#changed();
    }
    if (type !== 'ADMITTED') return;
    this.#mayEnter(room.roomId);
  }

  /// What became of those whom one has chosen for a room.
  #invitedAll({roomId, ...group}) {
    const room = this.rooms.get(roomId) ?? {roomId, name: roomId};
    this.dispatchEvent(new CustomEvent('notice', {detail: {what: 'invitedAll', group: {...group, title: roomTitle(room)}}}));
  }

  /// Something was done to keep order, to oneself or to somebody in the open room.
  #ordered(event, isMine) {
    const {action, roomId, user, until} = event;
    if (!isMine && user === this.me.id) return; // one is told so oneself
    const room = this.rooms.get(roomId) ?? {roomId, name: roomId};
    this.dispatchEvent(new CustomEvent('notice', {detail: {what: 'ordered', order: {event, room, isMine}}}));
    if (!isMine) return;
    if (action === 'SENT-OUT') this.#putOut(roomId, {why: 'sent out of this room'});
    if (action === 'BANNED') this.#putOut(roomId, {why: banned, again: until});
    if (action === 'UNBANNED' && this.#closedTo.get(roomId)?.why === banned) this.#mayEnter(roomId);
    this.#changed();
  }

  /// The host hears nothing of ours there any more, nor do we of the others.
  #putOut(roomId, closed) {
    this.#closedTo.set(roomId, closed);
    this.unread.forget(roomId);
    this.rooms.left(roomId);
    if (this.room?.id === roomId) this.room.end();
  }

  #mayEnter(roomId) {
    this.#closedTo.delete(roomId);
    if (this.room?.id !== roomId) return;
    this.unread.open = roomId; // it was forgotten when one was put out
    this.#enter();
  }

  /// When the open room may be tried again, where the host has said so.
  get #opensAt() {
    const {why, again} = this.#closedTo.get(this.room?.id) ?? {};
    return why === banned ? rulingOf(this.rooms.get(this.room.id)?.banned ?? {until: again}).until : again;
  }

  /// What kept one out of the open room is over by now.
  #tryAgain() {
    const id = this.room?.id;
    const {why} = this.#closedTo.get(id) ?? {};
    if (!why) return;
    // A password is not guessed by itself: it is asked for again.
    if (why === 'too many wrong passwords') this.#closedTo.set(id, {why: 'wrong password'});
    else if (this.connection.isOnline) this.#mayEnter(id);
    else this.#closedTo.delete(id);
    if (why === banned && this.connection.isOnline) this.#askRooms(); // which say it of more than this one
    this.#changed();
  }

  /// Tries the open room again, with that password where it needs one.
  enterWith(password) {
    if (!this.room || !this.connection.isOnline) return;
    if (password) this.#passwords.set(this.room.id, password);
    this.unread.open = this.room.id;
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
      ordered: (event) => event.roomId === id && this.#ordered(event, false),
      typing: (event) => event.id === this.me.id || this.ignored.has(event.id) || this.typing.heard(event),
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
    const known = this.rooms.get(room.id);
    room.keepFrom(known.floor);
    const password = this.#passwords.get(room.id);
    this.#passwords.delete(room.id);
    room.begin(this.me.name, {newest: known.seq, isGuarded: !known.role && isClosed(known), password}, (why, wait) => {
      this.#closedTo.set(room.id, {why, again: againAt(wait)});
      this.#changed();
    });
  }

  /// Why nobody can write in the open room: {what: "noSuchRoom"} or {what: "closed", why, again?}, `again`
  /// when it may be tried again. Undefined when one can, or it is not known.
  get obstacle() {
    const {room} = this;
    if (!room) return undefined;
    if (this.#closedTo.has(room.id)) return {what: 'closed', ...this.#closedTo.get(room.id)};
    // No Madang is without a room; where there is none the host has not said.
    return this.rooms.size > 0 && !this.rooms.has(room.id) ? {what: 'noSuchRoom'} : undefined;
  }

  /// Membership ends, with a notice to the others.
  leaveRoom() {
    if (!this.room || !this.connection.isOnline) return;
    this.uploads.clear();
    this.connection.send('/app/chat/message', {type: 'LEAVE', roomId: this.room.id, sender: this.me.name});
    this.unread.forget(this.room.id);
    this.rooms.left(this.room.id);
    this.open(undefined);
  }

  ignore(id, on) {
    this.ignored.set(id, on);
    this.unread.ask();
    this.#changed();
  }

  isTooLong(text) {
    return new TextEncoder().encode(JSON.stringify(text)).length > mostBytes;
  }

  /// Writes it down and sends it, now or when the host is back.
  say(text, more) {
    const sent = {id: randomId(), roomId: this.room.id, text, replyTo: more?.replyTo};
    this.typing.tell(this.room.id, false);
    // Its files could not be brought back.
    if (more?.files?.length > 0) this.undo.forget();
    else this.undo.noteSent(sent);
    if (this.delivery.say(text, {...more, id: sent.id}) || this.#hasToldNotKept) return;
    this.#hasToldNotKept = true;
    this.#notice('notKept');
  }
  /// The same in another room than the open one, of which nobody sees what becomes of it.
  sayIn(roomId, text, files = []) {
    const room = this.rooms.get(roomId) ?? {roomId, name: roomId};
    const to = {title: roomTitle(room), isPerson: isForTwo(room)};
    const told = {stored: () => this.#notice('forwarded', to), refused: (why, wait) => this.#notice('notForwarded', to, why, wait)};
    if (!this.delivery.say(text, {roomId, files, told})) this.#notice('notKept');
    else if (!this.connection.isOnline) this.#notice('willForward', to);
  }
  sayAgain(ids) {
    for (const id of ids) this.delivery.sayAgain(id);
  }
  discard(ids) {
    for (const id of ids) this.delivery.discard(id);
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

  /// `fresh`: the messages and people that the open room did not have before.
  #heard(fresh = []) {
    for (const one of fresh) this.known.saw(one);
    const mine = fresh.findLast(({id, here}) => here !== undefined && id === this.me.id);
    if (mine) this.presence.heard(mine);
    for (const {type, senderId} of fresh) if (type) this.typing.over(senderId);
    this.#nameTheOther(fresh);
    if (this.room?.isIn) this.receipts.want(this.room.id);
    this.delivery.heard();
    this.#changed();
  }

  /// A conversation of two is called like the other one, also when they have another name now.
  #nameTheOther(fresh) {
    const room = this.rooms.get(this.room?.id);
    if (!isForTwo(room)) return;
    const other = fresh.find(({id, here, name}) => here !== undefined && id !== this.me.id && name);
    if (other) this.rooms.hear({...room, name: other.name}, true);
  }

  /// `wait`: ms, where the host says when it may be asked again.
  #notice(what, about, why, wait) {
    this.dispatchEvent(new CustomEvent('notice', {detail: {what, about, why, again: againAt(wait)}}));
  }
  #changed() {
    this.#reopening.wait(this.#isStopped ? undefined : this.#opensAt);
    this.dispatchEvent(new Event('change'));
  }
}
