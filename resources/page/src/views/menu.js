// SPDX-License-Identifier: GPL-3.0-or-later
import {make} from '../dom.js';
import {icon} from '../icons.js';

/// What one may choose from, beside the button that asked for it. A `<dialog>` keeps the focus, closes
/// on Escape, and gives the focus back.
export class Menu {
  constructor(label) {
    this.list = make('ul');
    this.card = make('div', {class: 'card'}, this.list);
    this.element = make('dialog', {class: 'menu', 'aria-label': label, onclick: ({target}) => target === this.element && this.element.close(),
      onkeydown: (event) => this.#key(event)}, this.card);
  }

  /// @param {[string, string, () => void][]} entries a drawing, a text, what it does; false is left out
  open(button, entries) {
    this.list.replaceChildren(...entries.filter(Boolean).map(([drawing, text, act]) =>
      make('li', {}, make('button', {type: 'button', class: `quiet ${drawing}`, onclick: () => this.choose(act)}, icon(drawing), make('span', {text})))));
    this.element.showModal();
    this.#place(button);
    this.element.querySelector('button:not([hidden])')?.focus();
  }

  choose(act) {
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
