// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText} from '../dom.js';
import {allEmoji, searchEmoji, wantEmoji} from '../emoji.js';
import {texts} from '../texts.js';

const mostShown = 200;

/// Picks an emoji, by a word in English or Korean or by looking.
export class EmojiDialog {
  #picked;

  constructor() {
    this.query = make('input', {type: 'search', autocomplete: 'off', 'aria-label': texts.searchEmoji, placeholder: texts.searchEmoji, oninput: () => this.#show()});
    this.grid = make('div', {class: 'grid'});
    this.hint = make('p', {class: 'hint', role: 'status'});
    this.element = make('dialog', {class: 'emojis', 'aria-label': texts.emoji, onclick: ({target}) => target === this.element && this.element.close()},
      make('form', {class: 'card', method: 'dialog', onsubmit: (event) => {
        event.preventDefault();
        this.grid.querySelector('button')?.click();
      }}, this.query, this.hint, this.grid));
  }

  /// @param {(emoji: string) => void} picked
  async open(picked) {
    this.#picked = picked;
    this.query.value = '';
    this.#show();
    this.element.showModal();
    this.query.focus();
    await wantEmoji();
    this.#show();
  }

  #show() {
    const wanted = this.query.value.trim();
    const found = wanted ? searchEmoji(wanted, mostShown) : allEmoji(mostShown);
    setText(this.hint, found.length > 0 ? '' : wanted ? texts.noEmoji : texts.loadingEmoji);
    this.grid.replaceChildren(...found.map(({text, shortcodes}) => make('button', {
      type: 'button', class: 'quiet', text, title: `:${shortcodes[0]}:`, 'aria-label': shortcodes[0].replaceAll('_', ' '),
      onclick: () => {
        this.element.close();
        this.#picked(text);
      },
    })));
  }
}
