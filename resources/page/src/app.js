// SPDX-License-Identifier: GPL-3.0-or-later
import {Chat} from './chat.js';
import {isAwaited, isErased} from './connection.js';
import {HostEnd} from './hostend.js';
import {forgetInvitation, takeInvitation} from './invitation.js';
import {forgetAll, forgetIdentity, lasting, ofThisTab, remember} from './storage.js';
import {language, texts} from './texts.js';
import {ChatView} from './views/chatview.js';
import {EndStrip} from './views/endstrip.js';
import {JoinView} from './views/joinview.js';
import {Strip} from './views/strip.js';

/// sockjs-client's names; others are not listened to.
const transports = ['websocket', 'xhr-streaming', 'eventsource', 'xhr-polling'];

/// Told to the other tabs: this browser has forgotten who one is, or ("erased" and an id) who one of us was.
const forgottenKey = 'madang.forgotten';

/// The page: somebody who wants to come in, or somebody who is in.
export class App {
  constructor(body) {
    this.body = body;
    const asked = new URLSearchParams(location.search).get('transport');
    this.transport = transports.includes(asked) ? asked : undefined;
  }

  start() {
    document.documentElement.lang = language;
    document.title = texts.madang;
    takeInvitation(ofThisTab, location, history);
    this.strip = new Strip(() => this.chat?.connection.tryNow());
    this.join = new JoinView((who) => this.comeIn(who), () => this.goOut());
    this.endStrip = new EndStrip();
    this.body.append(this.endStrip.element, this.strip.element, this.join.element);
    addEventListener('online', () => this.chat?.connection.tryNow());
    document.addEventListener('visibilitychange', () => document.hidden || this.chat?.connection.tryNow());
    addEventListener('storage', ({storageArea, key, newValue}) => {
      if (storageArea !== lasting) return;
      if (key === forgottenKey && newValue) this.#forgottenElsewhere(newValue);
      else this.chat?.storageChanged(key);
    });
    // Who was in stays in over a reload of this tab, under the name one has in this tab.
    const name = ofThisTab.getItem('madang.name') ?? lasting.getItem('madang.name') ?? '';
    if (ofThisTab.getItem('madang.in') && name)
      this.comeIn({name, passcode: ofThisTab.getItem('madang.passcode') ?? undefined}, true);
    else this.join.show(name);
  }

  /// `again`: one was in before, so what waits can be shown before the host answers.
  comeIn(who, again = false) {
    this.chat?.stop();
    this.who = who;
    const chat = new Chat({...who, transport: this.transport, storage: lasting});
    this.chat = chat;
    const hostEnd = new HostEnd(chat.connection);
    hostEnd.addEventListener('change', () => this.chat === chat && this.endStrip.show(hostEnd.end));
    chat.connection.addEventListener('online', () => this.chat === chat && this.showChat());
    chat.connection.addEventListener('state', () => this.chat === chat && this.showState());
    chat.addEventListener('out', ({detail}) => {
      if (this.chat !== chat) return;
      if (isErased(detail.why)) this.forget('erased'); // by another tab or device
      else this.showJoin(detail);
    });
    if (again && chat.me.id) this.showChat();
    else this.join.wait();
    chat.start();
  }

  showState() {
    const {state} = this.chat.connection;
    this.strip.show(state, Boolean(this.view));
    if (this.view || state.kind !== 'waiting') return;
    if (isAwaited(state.why)) this.join.isAwaited();
    else this.join.noAnswerYet();
  }

  showChat() {
    if (this.chat.connection.isOnline) forgetInvitation(ofThisTab);
    if (this.view) return;
    const {name, login, passcode} = this.who;
    if (!login) {
      for (const storage of [lasting, ofThisTab]) remember(storage, 'madang.name', name);
      // The password of the Madang, which all its guests share. That of an account is kept nowhere.
      remember(ofThisTab, 'madang.in', '1');
      if (passcode) remember(ofThisTab, 'madang.passcode', passcode);
    }
    this.view = new ChatView(this.chat, {goOut: () => this.goOut(), forget: (why) => this.forget(why)});
    this.join.element.remove();
    this.body.append(this.view.element);
    this.view.begin();
    this.showState();
  }

  /// Takes away all that this browser keeps, in all its tabs; or, when the host has erased who one was, what
  /// it keeps of that one: somebody else may use it, too.
  /// @param {"forgotten" | "erased"} why which is said then
  forget(why) {
    const {me} = this.chat;
    this.#leaveNothing(why, me);
    remember(lasting, forgottenKey, `${why} ${Date.now()} ${me.id}`);
    lasting.removeItem(forgottenKey);
  }

  #forgottenElsewhere(said) {
    const [why, , id] = said.split(' ');
    if (why !== 'erased') this.#leaveNothing('forgotten');
    else if (this.chat && this.chat.me.id === id) this.#leaveNothing('erased', this.chat.me);
  }

  #leaveNothing(why, me) {
    const wasIn = this.chat !== undefined;
    this.chat?.stop();
    if (wasIn) this.showJoin();
    if (why === 'erased') forgetIdentity(lasting, me);
    else forgetAll(lasting);
    forgetAll(ofThisTab);
    if (!wasIn) return; // what is said there already stays
    history.replaceState(null, '', '#');
    this.join.show('', {said: texts[why]});
  }

  goOut() {
    this.chat.stop();
    this.showJoin();
  }

  /// `why`: what the host said when it did not let one in; `again`: when one may try again.
  showJoin({why, again} = {}) {
    const {name, login, passcode} = this.who;
    this.chat = undefined;
    this.view?.end();
    this.view?.element.remove();
    this.view = undefined;
    ofThisTab.removeItem('madang.in');
    ofThisTab.removeItem('madang.passcode');
    if (why === 'this invitation is over') forgetInvitation(ofThisTab);
    document.title = texts.madang;
    this.strip.hide();
    this.endStrip.show(undefined);
    this.body.append(this.join.element);
    this.join.show(login ?? name, {account: Boolean(login), why, again, tried: Boolean(passcode)});
  }
}
