// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setAttribute, setText} from '../dom.js';
import {wantEmoji, withEmoji} from '../emoji.js';
import {icon} from '../icons.js';
import {mentionsEverybody} from '../mentions.js';
import {texts} from '../texts.js';

/// Where one writes. Enter sends, Shift+Enter is a new line.
///
/// An input method has its own Enter, which ends a syllable: that one never sends. What comes of it
/// differs. Some browsers give a keydown marked as composing (or with the code 229) and then a
/// plain one; some give only the first, and then the new line itself. So both the plain key and the new
/// line that nobody asked for by Shift mean "send", and whichever comes first takes the text with it.
export class Composer {
  #shift = false;

  /// @param {(text: string) => boolean} say false: the text stays
  constructor(say) {
    this.say = say;
    this.text = make('textarea', {
      id: 'writing', rows: 1, enterkeyhint: 'send', autocomplete: 'off',
      onkeydown: (event) => this.#key(event), onkeyup: (event) => (this.#shift = event.shiftKey),
      onbeforeinput: (event) => this.#newLine(event), oninput: () => this.#changed(),
      onblur: () => (this.#shift = false),
    });
    this.button = make('button', {type: 'submit', class: 'main', 'aria-label': texts.send}, icon('send'),
      make('span', {text: texts.send}));
    this.element = make('form', {class: 'composer', onsubmit: (event) => {
      event.preventDefault();
      this.#send();
      this.text.focus();
    }}, this.text, this.button);
    this.#changed();
  }

  setRoom(title) {
    const hint = title ? texts.writeTo(title) : '';
    setAttribute(this.text, 'placeholder', hint);
    setAttribute(this.text, 'aria-label', hint || texts.message);
  }

  get draft() {
    return this.text.value;
  }
  set draft(text) {
    this.text.value = text;
    this.#changed();
  }

  focus() {
    this.text.focus();
  }

  #key(event) {
    this.#shift = event.shiftKey;
    if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return;
    if (event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#send();
  }

  #newLine(event) {
    const isLine = event.inputType === 'insertLineBreak' || event.inputType === 'insertParagraph';
    if (!isLine || event.isComposing || this.#shift) return;
    event.preventDefault();
    this.#send();
  }

  #send() {
    if (mentionsEverybody(this.text.value) && !confirm(texts.callAll)) return;
    if (this.text.value.trim() === '' || !this.say(withEmoji(this.text.value.replace(/\s+$/, '')))) return;
    this.draft = '';
  }

  #changed() {
    if (this.text.value.includes(':')) wantEmoji();
    this.button.disabled = this.text.value.trim() === '';
    this.text.style.height = 'auto';
    this.text.style.height = `${Math.min(this.text.scrollHeight, innerHeight * 0.4)}px`;
  }
}
