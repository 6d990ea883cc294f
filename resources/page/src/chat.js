// SPDX-License-Identifier: GPL-3.0-or-later
import {Connection} from './connection.js';
import {fold} from './names.js';
import {Outbox} from './outbox.js';
import {randomId} from './randomid.js';
import {Room} from './room.js';
import {remember} from './storage.js';

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
  #closedTo = new Map(); // room id → why it did not let us in
  #sent = new Map(); // id of a message → {state: "sending" or "accepted", entry}, in this session
  #wantedRoom; // {name, known}: to be opened when it appears
  #turn = 0;
  #hasRooms = false; // of this session

  /// @param {{name: string, login?: string, passcode?: string, transport?: string, storage: Storage}} who
  constructor({name, login, passcode, transport, storage}) {
    super();
    this.storage = storage;
    this.outbox = new Outbox(storage);
    this.login = login;
    // Who one was last time, so that what waits is shown before the host answers.
    this.me = {id: storage.getItem(login ? `madang.user.${login}` : 'madang.user') ?? '', name: login || name, guest: !login};
    this.connection = new Connection({transport, headers: () => this.#headers(passcode)});
    this.connection.addEventListener('online', ({detail}) => this.#online(detail));
    this.connection.addEventListener('state', () => this.#stateChanged());
    this.connection.addEventListener('tooslow', () => this.#notice('too slow'));
  }

  start() {
    this.connection.start();
  }
  stop() {
    this.room?.end();
    this.connection.stop();
  }

  #headers(passcode) {
    const headers = {host: location.host};
    if (passcode) headers.passcode = passcode;
    if (this.login) return {...headers, login: this.login};
    const token = this.storage.getItem('madang.guest-token');
    if (token) headers['guest-token'] = token;
    return {...headers, name: this.me.name};
  }

  #online(headers) {
    const {login} = this;
    if (headers['guest-token']) remember(this.storage, 'madang.guest-token', headers['guest-token']);
    remember(this.storage, login ? `madang.user.${login}` : 'madang.user', headers['user-id']);
    this.me = {id: headers['user-id'], name: headers['user-name'] ?? this.me.name, guest: !login};
    this.hostName = headers['host-name'] ?? '';
    if (login) this.accounts.add(fold(this.me.name));
    this.connection.subscribe('/topic/chat/rooms', (room) => this.#roomChanged(room));
    this.connection.ask('/app/chat/rooms', ({rooms}) => {
      this.rooms = new Map(rooms.map((room) => [room.roomId, room]));
      this.#hasRooms = true;
      if (this.room) this.#enter();
      this.#changed();
    });
    for (const entry of this.outbox.entries(this.me.id)) if (!entry.why) this.#send(entry);
    this.#changed();
  }

  #stateChanged() {
    const {state} = this.connection;
    if (state.kind !== 'online') {
      this.room?.end();
      this.#hasRooms = false;
      this.#sent.clear();
    }
    if (state.kind === 'refused') this.dispatchEvent(new CustomEvent('out', {detail: state.why}));
    this.#changed();
  }

  #roomChanged(room) {
    const isNew = !this.rooms.has(room.roomId);
    this.rooms.set(room.roomId, room);
    if (isNew && this.room?.id === room.roomId) this.#enter();
    const wanted = this.#wantedRoom;
    if (wanted && room.name === wanted.name && !wanted.known.has(room.roomId)) {
      this.#wantedRoom = undefined;
      wanted.made(room.roomId);
    }
    this.#changed();
  }

  /// Opens that room instead of the one that is open; undefined for none.
  open(id) {
    if (this.room?.id === id) return;
    this.room?.end();
    this.room = id ? new Room(id, this.connection, () => this.#heard()) : undefined;
    this.#closedTo.delete(id);
    if (this.room && this.connection.isOnline && this.#hasRooms) this.#enter();
    this.#changed();
  }

  #enter() {
    const {room} = this;
    // ENTER would make a room that does not exist, whatever address somebody was sent.
    if (this.#closedTo.has(room.id) || !this.rooms.has(room.id)) return;
    room.begin(this.me.name, this.rooms.get(room.id)?.seq, {
      entered: () => {},
      notLetIn: (why) => {
        this.#closedTo.set(room.id, why);
        this.#notice('notLetIn', room.id, why);
      },
    });
  }

  /// Membership ends, with a notice to the others.
  leaveRoom() {
    if (!this.room || !this.connection.isOnline) return;
    this.connection.send('/app/chat/message', {type: 'LEAVE', roomId: this.room.id, sender: this.me.name});
    this.open(undefined);
  }

  /// `made` is called with the new room's id.
  makeRoom(name, topic, made) {
    this.#wantedRoom = {name, made, known: new Set(this.rooms.keys())};
    this.connection.send('/app/chat/createroom', {name, topic}, {
      refused: (why) => {
        this.#wantedRoom = undefined;
        this.#notice('roomNotMade', name, why);
      },
    });
  }

  isTooLong(text) {
    return new TextEncoder().encode(JSON.stringify(text)).length > mostBytes;
  }

  /// Writes it down and sends it, now or when the host is back.
  say(text) {
    const entry = {id: randomId(), user: this.me.id, roomId: this.room.id, text, written: Date.now(), turn: ++this.#turn};
    if (!this.outbox.put(entry)) this.#notice('notKept');
    if (this.connection.isOnline) this.#send(entry);
    this.#changed();
  }

  sayAgain(id) {
    const entry = this.#entry(id);
    if (!entry) return;
    delete entry.why;
    this.outbox.put(entry);
    if (this.connection.isOnline) this.#send(entry);
    this.#changed();
  }

  discard(id) {
    this.outbox.remove(id);
    this.#sent.delete(id);
    this.#changed();
  }

  #entry(id) {
    return this.outbox.entries(this.me.id).find((entry) => entry.id === id);
  }

  #send(entry) {
    const {id, roomId, text} = entry;
    this.#sent.set(id, {state: 'sending', entry});
    this.connection.send('/app/chat/message', {type: 'TALK', roomId, sender: this.me.name, message: text, id}, {
      stored: () => {
        this.outbox.remove(id);
        // Until the room brings it, so that it does not blink.
        if (this.room?.id === roomId && !this.room.log.hasOwn(this.me.id, id)) this.#sent.set(id, {state: 'accepted', entry});
        else this.#sent.delete(id);
        this.#changed();
      },
      refused: (why) => {
        this.#sent.delete(id);
        this.outbox.put({...entry, why});
        this.#changed();
      },
    });
  }

  /// What is written and not in the log of the open room yet: entries with their `state`.
  waiting() {
    if (!this.room) return [];
    const kept = this.outbox.entries(this.me.id).map((entry) => ({
      ...entry, state: entry.why ? 'refused' : this.#sent.get(entry.id)?.state ?? 'waiting',
    }));
    const accepted = [...this.#sent.values()].filter(({state}) => state === 'accepted').map(({entry}) => ({...entry, state: 'accepted'}));
    return [...accepted, ...kept].filter(({id, roomId}) => roomId === this.room.id && !this.room.log.hasOwn(this.me.id, id));
  }

  /// Whether a guest goes by the name of somebody with an account.
  isImpostor(guest, name) {
    return Boolean(guest) && this.accounts.has(fold(name));
  }

  #heard() {
    const {room} = this;
    if (!room) return;
    for (const {guest, name} of room.people.values()) if (!guest) this.accounts.add(fold(name));
    for (const {guest, sender} of room.log.messages) if (!guest) this.accounts.add(fold(sender));
    for (const id of this.#sent.keys())
      if (this.#sent.get(id).state === 'accepted' && room.log.hasOwn(this.me.id, id)) this.#sent.delete(id);
    this.#changed();
  }

  #notice(what, about, why) {
    this.dispatchEvent(new CustomEvent('notice', {detail: {what, about, why}}));
  }
  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
