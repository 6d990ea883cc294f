// SPDX-License-Identifier: GPL-3.0-or-later
import {make} from '../dom.js';
import {icon} from '../icons.js';
import {usualEmoji} from '../reactions.js';
import {texts} from '../texts.js';

/// What one may do with a message, beside the button that asked for it. A `<dialog>` keeps the focus,
/// closes on Escape, and gives the focus back.
export class MessageMenu {
  /// @param {Object<string, (line: object) => void>} doing react(line, emoji, on), moreEmoji, reply, edit, copy, pin, remove
  constructor(doing) {
    this.doing = doing;
    this.emoji = make('p', {class: 'emoji', role: 'group', 'aria-label': texts.react});
    this.list = make('ul');
    this.element = make('dialog', {class: 'menu', 'aria-label': texts.actions, onclick: ({target}) => target === this.element && this.element.close(),
      onkeydown: (event) => this.#key(event)}, make('div', {class: 'card'}, this.emoji, this.list));
  }

  /// @param {{mayWrite: boolean, mayRemove: boolean}} may
  open(button, line, may) {
    const {doing} = this;
    const mine = new Set((line.reactions ?? []).filter(({mine: is}) => is).map(({emoji}) => emoji));
    this.emoji.replaceChildren(...usualEmoji.map((emoji) => make('button', {type: 'button', class: 'quiet', text: emoji, 'aria-pressed': String(mine.has(emoji)),
      onclick: () => this.#do(() => doing.react(line, emoji, !mine.has(emoji)))})),
    make('button', {type: 'button', class: 'quiet icon-button', title: texts.moreEmoji, 'aria-label': texts.moreEmoji, onclick: () => this.#do(() => doing.moreEmoji(line))}, icon('react')));
    this.emoji.hidden = !may.mayWrite;
    const entries = [
      may.mayWrite && ['reply', texts.reply, () => doing.reply(line)],
      line.own && may.mayWrite && ['edit', texts.edit, () => doing.edit(line)],
      line.message && ['copy', texts.copyText, () => doing.copy(line)],
      may.mayWrite && ['pin', line.pinned ? texts.unpin : texts.pin, () => doing.pin(line)],
      may.mayRemove && ['trash', texts.remove, () => doing.remove(line)],
    ].filter(Boolean);
    this.list.replaceChildren(...entries.map(([drawing, text, act]) =>
      make('li', {}, make('button', {type: 'button', class: `quiet ${drawing}`, onclick: () => this.#do(act)}, icon(drawing), make('span', {text})))));
    this.element.showModal();
    this.#place(button);
    this.element.querySelector('button:not([hidden])')?.focus();
  }

  #do(act) {
    this.element.close();
    act();
  }

  #place(button) {
    const beside = button.getBoundingClientRect();
    const {width, height} = this.element.getBoundingClientRect();
    const fit = (at, size, room) => Math.max(8, Math.min(at, room - size - 8));
    this.element.style.left = `${fit(beside.right - width, width, innerWidth)}px`;
    this.element.style.top = `${fit(beside.bottom + 4, height, innerHeight)}px`;
  }

  #key(event) {
    const step = {ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1}[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = [...this.element.querySelectorAll('button')].filter((button) => button.offsetParent);
    const at = buttons.indexOf(document.activeElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  }
}
