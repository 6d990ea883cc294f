// SPDX-License-Identifier: GPL-3.0-or-later
import {RoomLog} from './roomlog.js';
import {allOf, isChange, isMessage, isOrdered, isPerson, isReaction, isTyping} from './wirechecks.js';

const onEntry = 50;
const page = 50;
const largestPage = 200;
/// A larger hole is not filled: what is before it is forgotten, and asked for when somebody scrolls there.
const largestHole = 400;
const mostKept = 1500;
const keptWhenMany = 1000;
const mostPages = 25; // on the way to what somebody searched for

const room = (id, rest = '') => `/chat/room/${id}${rest}`;

/// The room that is open: what was said there and who is there, over all sessions with the host.
/// Calls `changed` when there is something new to show, with the messages or people that came.
export class Room {
  log = new RoomLog();
  /** @type {Map<string, object>} by id */
  people = new Map();
  isLoading = false;
  hasAll = false; // the first session has brought what there is
  #leave = []; // what ends the subscriptions of this session
  #unhear = () => {}; // the one to what is said
  #notLetIn;
  isIn = false; // the host has let us in, in this session
  #floor = 0; // the host keeps nothing up to this sequence
  #giveUp = () => {}; // what is being loaded
  #hasNoPages = false; // the host refuses them
  #revision; // no change before this one was missed
  #isAsking = false; // for those that were
  #turn = 0; // how often it was begun

  /// @param {() => string} me one's own id
  /// @param {(event: {id: string, name: string, on: boolean}) => void} typing
  /// @param {(event: object) => void} ordered somebody was sent out, or banned
  constructor(id, connection, {changed, me, typing, ordered}) {
    Object.assign(this, {id, connection, changed, me, typing, ordered});
  }

  /// A session has begun. `newest`: the sequence the host is at, where it says so. `isGuarded`: only who
  /// belongs to the room hears what is said there. `notLetIn` gets the host's words, and in how many ms it may be
  /// tried again, if it may.
  begin(sender, {newest, isGuarded, password}, notLetIn) {
    this.end();
    const turn = ++this.#turn;
    this.#notLetIn = notLetIn;
    // Less than we hold: another host than last time, or one that lost its log.
    if (newest !== undefined && newest < this.log.last) this.#forget();
    if (!isGuarded) this.#hear();
    this.connection.send('/app/chat/message', {type: 'ENTER', roomId: this.id, sender, stays: true, ...(password && {password})}, {
      // Behind the replay, which was asked for before.
      stored: () => {
        if (turn !== this.#turn) return;
        this.isIn = true;
        if (isGuarded) this.#hear();
        else this.#hasAll();
      },
      // Of a password before this one the answer may still be on its way.
      refused: (why, wait) => turn === this.#turn && notLetIn(why, wait),
    });
  }

  #hasAll() {
    this.hasAll = true;
    this.changed();
  }

  #hear() {
    const {connection, id} = this;
    const notLetIn = this.#notLetIn;
    this.#leave = [
      connection.subscribe(`/topic${room(id, '/events')}`, (event) => this.#happened(event), {}, notLetIn),
      () => this.#unhear(),
    ];
    this.#listen();
    connection.ask(`/app${room(id, '/members')}`, ({members}) => {
      const people = allOf(members, isPerson);
      this.people = new Map(people.map((person) => [person.id, person]));
      this.changed(people);
      if (this.isIn) this.#hasAll();
    }, {}, notLetIn);
    this.#askChanges();
  }

  /// The session is over, or the room is closed.
  end() {
    for (const leave of this.#leave) leave();
    this.#leave = [];
    this.isLoading = false;
    this.#isAsking = false;
    this.isIn = false;
    this.#giveUp();
  }

  /// From the last that is here, which comes again and so tells whether this is still the same log.
  #listen() {
    const {last} = this.log;
    this.#unhear = this.connection.subscribe(`/topic${room(this.id)}`, (message) => this.#heard([message]),
      last ? {since: last - 1} : {last: onEntry}, this.#notLetIn);
  }

  /// What is here is of another log than what the host has now.
  #startOver() {
    this.#isAsking = false;
    this.#forget();
    this.#unhear();
    this.#listen();
    this.#askChanges();
  }

  #forget() {
    this.log = new RoomLog();
    this.#revision = undefined;
  }

  /// Whether there is something before the oldest that can be asked for.
  get hasOlder() {
    return this.log.hasOlder && !this.isCut && !this.#hasNoPages;
  }
  /// Whether what was before the oldest is kept no longer.
  get isCut() {
    return this.#floor > 0 && this.log.first <= this.#floor + 1;
  }

  /// The host has let go of all up to `floor`, and so do we.
  keepFrom(floor = 0) {
    if (!Number.isSafeInteger(floor) || floor === this.#floor) return;
    this.#floor = floor;
    if (this.log.messages.length > 0 && this.log.first <= floor) this.log.forgetBefore(floor + 1);
  }

  /// Asks for what is before the oldest; `changed` comes when it is here.
  loadOlder() {
    if (this.isLoading || !this.hasOlder || !this.connection.isOnline) return;
    this.#load(this.log.first, page, () => {});
  }

  /// Asks for what is before the oldest until that message is here. False when it will not come.
  async loadTo(seq) {
    for (let pages = 0; this.log.first > seq && pages < mostPages; ++pages) {
      if (this.isLoading || !this.hasOlder || !this.connection.isOnline) return false;
      const {first} = this.log;
      await new Promise((loaded) => this.#load(first, largestPage, loaded, loaded));
      if (this.log.first === first) return false;
    }
    return this.log.of(seq) !== undefined;
  }

  /// For whoever looks at the newest: keeps the log from growing for ever.
  shorten() {
    if (this.log.messages.length > mostKept) this.log.keepNewest(keptWhenMany);
  }

  #heard(messages) {
    const fresh = allOf(messages, isMessage);
    if (this.#add(fresh)) this.#fill();
    this.changed(fresh);
  }

  #add(messages) {
    const fits = this.log.add(messages);
    if (!fits) this.#startOver();
    return fits;
  }

  #fill() {
    const gap = this.log.gap();
    if (!gap || this.isLoading) return;
    if (gap.missing > largestHole || this.#hasNoPages) {
      this.log.forgetBefore(gap.before);
      return;
    }
    // One more, which is here: it has to be the same.
    this.#load(gap.before, Math.min(gap.missing + 1, largestPage), () => {
      const left = this.log.gap();
      if (left?.before === gap.before) this.log.forgetBefore(gap.before); // the host does not have it
      this.#fill();
    });
  }

  #load(before, limit, loaded, failed = () => {}) {
    this.isLoading = true;
    this.#giveUp = failed;
    this.changed();
    this.connection.ask(`/app${room(this.id, '/history')}`, ({messages}) => {
      this.isLoading = false;
      const fresh = allOf(messages, isMessage);
      if (this.#add(fresh)) loaded();
      else failed();
      this.changed(fresh);
    }, {before, limit}, () => {
      failed();
      this.isLoading = false;
      this.#hasNoPages = true; // asking again would end each session
      this.changed();
    });
  }

  #happened(event) {
    if (isChange(event)) this.#change(event.message);
    else if (isReaction(event)) this.#react(event);
    else if (isTyping(event)) this.typing(event);
    else if (isOrdered(event)) this.ordered(event);
    else this.#person(event);
  }

  #change(message) {
    if (this.log.replace(message, {isEvent: true})) this.changed([message]);
    this.#reach(message.revision);
  }

  #react(event) {
    if (this.log.react(event, event.id === this.me())) this.changed();
    this.#reach(event.revision);
  }

  /// Knows all changes up to that one, or asks for those that were missed.
  #reach(revision) {
    if (this.#revision === undefined || !(revision > this.#revision)) return;
    if (revision === this.#revision + 1) this.#revision = revision;
    else this.#askChanges();
  }

  /// Without a revision to begin at, what is here is newer than the one that is answered.
  #askChanges() {
    if (this.#isAsking) return;
    this.#isAsking = true;
    const since = this.#revision;
    this.connection.ask(`/app${room(this.id, '/changes')}`, ({revision, messages, more}) => {
      this.#isAsking = false;
      if (!Number.isSafeInteger(revision)) return;
      const fresh = allOf(messages, isMessage).filter((message) => this.log.replace(message));
      if (fresh.length > 0) this.changed(fresh);
      const further = since === undefined || revision > since;
      if (further) this.#revision = Math.max(this.#revision ?? 0, revision);
      if (more && further) this.#askChanges();
    }, since === undefined ? {} : {since}, () => {}); // refused: then all stays as it came
  }

  #person(event) {
    if (!isPerson(event)) return;
    if (event.here || event.member) this.people.set(event.id, event);
    else this.people.delete(event.id);
    this.changed([event]);
  }
}
