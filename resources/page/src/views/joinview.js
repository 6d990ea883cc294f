// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText} from '../dom.js';
import {hostWords, texts} from '../texts.js';

const longestName = 64;

/// "Come in": a name, and a password when the host asks for one.
export class JoinView {
  #account = false;
  #locked = false;
  #isWaiting = false;

  /// @param {(who: {name: string, login?: string, passcode?: string}) => void} comeIn
  /// @param {() => void} giveUp coming in
  constructor(comeIn, giveUp) {
    Object.assign(this, {comeIn, giveUp});
    this.title = make('h1', {text: texts.welcome});
    this.name = make('input', {id: 'name', autocomplete: 'nickname', maxlength: longestName, required: true, autocapitalize: 'off', spellcheck: 'false', 'aria-describedby': 'join-error'});
    this.nameLabel = make('label', {for: 'name'});
    this.password = make('input', {id: 'password', type: 'password', autocomplete: 'current-password', 'aria-describedby': 'join-error'});
    this.passwordLabel = make('label', {for: 'password'});
    this.passwordRow = make('p', {}, this.passwordLabel, this.password);
    this.error = make('p', {id: 'join-error', class: 'error', role: 'alert'});
    this.button = make('button', {type: 'submit', class: 'main'});
    this.other = make('button', {type: 'button', class: 'quiet', onclick: () => (this.#isWaiting ? this.giveUp() : this.#switch())});
    this.hint = make('p', {class: 'hint', text: texts.guestHint});
    this.element = make('main', {class: 'join'},
      make('form', {class: 'card', novalidate: true, onsubmit: (event) => this.#submit(event)},
        make('img', {src: '/icon.svg', alt: '', width: 48, height: 48}),
        this.title,
        make('p', {class: 'hint', text: texts.welcomeMore}),
        make('p', {}, this.nameLabel, this.name),
        this.passwordRow, this.error,
        make('p', {class: 'buttons'}, this.button, this.other),
        this.hint),
      make('footer', {}, make('a', {href: '/licenses.txt', text: texts.licences})));
    this.#lookUpName();
  }

  /// What this Madang is called; it is welcome without, too.
  async #lookUpName() {
    try {
      const {name} = await (await fetch('/host.json')).json();
      if (typeof name === 'string' && name) setText(this.title, name);
    } catch {
      // an older host
    }
  }

  show(name, {account = false, why, again, said, tried = false} = {}) {
    this.#account = account;
    this.name.value = name;
    this.password.value = '';
    let error = '';
    if (why === 'access refused') {
      if (!account) this.#locked = true;
      error = account ? texts.accountWrong : tried ? texts.passwordWrong : texts.passwordNeeded;
    } else if (why) {
      error = hostWords(why, again);
    } else if (said) {
      error = said;
    }
    this.#rest(error);
    (this.name.value && !this.passwordRow.hidden ? this.password : this.name).focus();
  }

  wait() {
    this.#isWaiting = true;
    setText(this.other, texts.cancel);
    this.button.disabled = true;
    setText(this.button, texts.comingIn);
    setText(this.error, '');
  }

  noAnswerYet() {
    setText(this.button, texts.comingIn);
    setText(this.error, texts.noAnswerYet);
  }

  /// Whoever hosts is asked; the page goes on by itself.
  isAwaited() {
    setText(this.button, texts.awaited);
    setText(this.error, texts.awaitedMore);
  }

  #rest(error) {
    this.#isWaiting = false;
    setText(this.nameLabel, this.#account ? texts.accountName : texts.yourName);
    setText(this.passwordLabel, this.#account ? texts.accountPassword : texts.password);
    setText(this.other, this.#account ? texts.asGuest : texts.withAccount);
    setText(this.button, texts.comeIn);
    this.name.setAttribute('autocomplete', this.#account ? 'username' : 'nickname');
    this.button.disabled = false;
    this.hint.hidden = this.#account;
    this.passwordRow.hidden = !this.#account && !this.#locked;
    setText(this.error, error);
  }

  #switch() {
    this.#account = !this.#account;
    this.#rest('');
    this.name.focus();
  }

  #submit(event) {
    event.preventDefault();
    if (this.#isWaiting) return;
    const name = this.name.value.replace(/\p{Cc}/gu, ' ').trim();
    if (!name) {
      this.#rest(texts.nameNeeded);
      this.name.focus();
      return;
    }
    const passcode = this.passwordRow.hidden ? undefined : this.password.value || undefined;
    this.comeIn(this.#account ? {name, login: name, passcode: passcode ?? ''} : {name, passcode});
  }
}
