// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setAttribute, setText} from '../dom.js';
import {wantEmoji, withEmoji} from '../emoji.js';
import {icon} from '../icons.js';
import {excerptOf} from '../lines.js';
import {mentionsEverybody} from '../mentions.js';
import {shownName, texts} from '../texts.js';
import {Attachments} from './attachments.js';

/// Where one writes. Enter sends, Shift+Enter is a new line.
///
/// An input method has its own Enter, which ends a syllable: that one never sends. What comes of it
/// differs. Some browsers give a keydown marked as composing (or with the code 229) and then a
/// plain one; some give only the first, and then the new line itself. So both the plain key and the new
/// line that nobody asked for by Shift mean "send", and whichever comes first takes the text with it.
///
/// Above the text stands what it answers to, or that a message is being changed, and the files that go
/// with it; Escape takes away one after the other.
export class Composer {
  #shift = false;
  #hasTyped = false; // since the last message was sent
  #about; // {seq, sender, excerpt} that is answered, or {seq, sender, excerpt, kept} that is changed; `kept`: the draft before

  /// @param {{say: (text: string, replyTo?: object) => boolean, edit: (seq: number, text: string, refused: () => void) => boolean,
  ///   editLast: () => void, typing: (on: boolean) => void, uploads: import('../uploads.js').Uploads,
  ///   pickEmoji: (picked: (emoji: string) => void) => void, takeBack: () => void, tooManyFiles: () => void}} doing say and edit: false when the text has to stay
  constructor(doing) {
    this.doing = doing;
    this.attachments = new Attachments(() => doing.uploads);
    this.text = make('textarea', {
      id: 'writing', rows: 1, enterkeyhint: 'send', autocomplete: 'off',
      onkeydown: (event) => this.#key(event), onkeyup: (event) => (this.#shift = event.shiftKey),
      onbeforeinput: (event) => this.#newLine(event), onpaste: (event) => this.#pasted(event), oninput: () => {
        this.#hasTyped = true;
        doing.typing(this.text.value.trim() !== '');
        this.#changed();
      },
      onblur: () => (this.#shift = false),
    });
    this.button = make('button', {type: 'submit', class: 'main', 'aria-label': texts.send}, icon('send'),
      make('span', {text: texts.send}));
    this.undo = make('button', {type: 'button', class: 'quiet undo', hidden: true, 'aria-label': texts.takeBackWhat, title: texts.takeBackWhat,
      onclick: () => doing.takeBack()}, icon('undo'), make('span', {text: texts.takeBack}));
    this.chosen = make('input', {type: 'file', multiple: true, hidden: true, 'aria-hidden': 'true', tabindex: '-1', onchange: () => {
      this.attach(this.chosen.files);
      this.chosen.value = '';
    }});
    const tool = (drawing, text, act) => make('button', {type: 'button', class: 'icon-button tool', 'aria-label': text, title: text, onclick: act}, icon(drawing));
    this.clip = tool('clip', texts.attach, () => this.chosen.click());
    this.aboutText = make('span', {dir: 'auto'});
    this.about = make('p', {class: 'about', hidden: true}, this.aboutText,
      tool('close', texts.cancel, () => this.#stopAbout()));
    this.form = make('form', {class: 'composer', onsubmit: (event) => {
      event.preventDefault();
      this.#send();
      this.text.focus();
    }}, this.clip, this.chosen, this.text,
    this.undo, tool('smile', texts.emoji, () => doing.pickEmoji((emoji) => this.insert(emoji))), this.button);
    this.element = make('div', {class: 'writing'}, this.about, this.attachments.element, this.form);
    this.#changed();
  }

  setRoom(hint) {
    setAttribute(this.text, 'placeholder', hint);
    setAttribute(this.text, 'aria-label', hint || texts.message);
  }

  /// What is to be said; not what a message is being changed to.
  get draft() {
    return this.#about?.kept ?? this.text.value;
  }
  set draft(text) {
    this.text.value = text;
    this.#changed();
  }

  focus() {
    this.text.focus();
  }

  /// `line`: of the timeline.
  reply(line) {
    const {seq, sender, senderId} = line;
    this.#stopAbout();
    this.#about = {seq, sender, senderId, excerpt: excerptOf(line)};
    this.#showAbout();
  }
  edit(line) {
    const {seq, message, sender} = line;
    this.#stopAbout();
    this.#about = {seq, sender, excerpt: excerptOf(line), kept: this.text.value};
    this.draft = message;
    this.#showAbout();
  }

  /// What was begun belongs to the room that is being left; takeUp() goes on with it there.
  putAside() {
    const begun = this.#about && {...this.#about, text: this.text.value};
    this.#about = undefined;
    this.#showAbout(false);
    return begun;
  }
  /// Behind the draft of the room.
  takeUp(begun) {
    if (!begun) return;
    const {text, ...about} = begun;
    this.#about = about;
    if (this.#isEdit) this.draft = text;
    this.#showAbout(false);
  }

  /// What was taken back, before what was written since; an answer that was begun since stays one.
  bringBack({text, replyTo}) {
    if (this.#isEdit) this.#stopAbout();
    const since = this.text.value;
    this.draft = since ? `${text}\n${since}` : text;
    this.#about ??= replyTo;
    this.#showAbout();
  }

  /// Files, as they are dropped or chosen.
  attach(files) {
    if (files.length === 0 || this.#isEdit) return;
    if (!this.doing.uploads.add(files)) this.doing.tooManyFiles();
    this.focus();
  }

  insert(text) {
    const {selectionStart: from, selectionEnd: to, value} = this.text;
    this.#hasTyped = true;
    this.draft = value.slice(0, from) + text + value.slice(to);
    this.focus();
    this.text.setSelectionRange(from + text.length, from + text.length);
  }

  /// `canUndo`: what was sent last can be taken back.
  show(canUndo) {
    if (!canUndo && document.activeElement === this.undo) this.focus(); // it goes, and the focus with it
    this.undo.hidden = !canUndo;
    this.attachments.show();
    this.#changed();
  }

  get #isEdit() {
    return this.#about?.kept !== undefined;
  }

  #stopAbout() {
    const {kept} = this.#about ?? {};
    this.#about = undefined;
    if (kept !== undefined) this.draft = kept;
    this.#showAbout();
  }

  #showAbout(mayFocus = true) {
    this.about.hidden = !this.#about;
    this.clip.hidden = this.#isEdit;
    if (this.#about) setText(this.aboutText, this.#isEdit ? texts.editing(this.#about.excerpt) : texts.replying(shownName(this.#about.sender), this.#about.excerpt));
    if (mayFocus) this.focus();
  }

  #pasted(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0 || event.clipboardData.getData('text/plain')) return;
    event.preventDefault();
    this.attach(files);
  }

  #key(event) {
    this.#shift = event.shiftKey;
    if (event.key === 'Escape' && !event.isComposing && (this.#about || this.doing.uploads.files.length > 0)) {
      event.preventDefault();
      if (this.doing.uploads.files.length > 0) this.doing.uploads.clear();
      else this.#stopAbout();
      return;
    }
    if (this.#isUndo(event)) {
      event.preventDefault();
      this.doing.takeBack();
      return;
    }
    if (event.key === 'ArrowUp' && !event.isComposing && this.text.value === '' && !this.#about) {
      event.preventDefault();
      this.doing.editLast();
      return;
    }
    if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return;
    if (event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#send();
  }

  /// Ctrl+Z of a field in which nothing was typed since: it has nothing of its own to undo. With Hangul the
  /// key has another letter.
  #isUndo({key, code, ctrlKey, metaKey, shiftKey, isComposing}) {
    if (key !== 'z' && code !== 'KeyZ') return false;
    return (ctrlKey || metaKey) && !shiftKey && !isComposing && this.text.value === '' && !this.#hasTyped && !this.#isEdit && !this.undo.hidden;
  }

  #newLine(event) {
    const isLine = event.inputType === 'insertLineBreak' || event.inputType === 'insertParagraph';
    if (!isLine || event.isComposing || this.#shift) return;
    event.preventDefault();
    this.#send();
  }

  #send() {
    if (this.button.disabled) return;
    if (mentionsEverybody(this.text.value) && !confirm(texts.callAll)) return;
    const text = withEmoji(this.text.value.replace(/\s+$/, ''));
    if (this.#isEdit) {
      const {kept, ...about} = this.#about;
      // Refused, it is here again, unless something else was begun.
      const refused = () => this.#about || this.draft !== kept || this.takeUp({...about, kept, text});
      if (this.doing.edit(about.seq, text, refused)) this.#stopAbout();
      return;
    }
    const {seq, sender, senderId, excerpt} = this.#about ?? {};
    if (!this.doing.say(text, this.#about && {seq, sender, senderId, excerpt})) return;
    this.#about = undefined;
    this.#hasTyped = false;
    this.draft = '';
    this.#showAbout();
  }

  #changed() {
    if (this.text.value.includes(':')) wantEmoji();
    const {files, areComplete} = this.doing.uploads;
    const isEmpty = this.text.value.trim() === '' && (files.length === 0 || this.#isEdit);
    this.button.disabled = isEmpty || (!this.#isEdit && !areComplete);
    this.text.style.height = 'auto';
    this.text.style.height = `${Math.min(this.text.scrollHeight, innerHeight * 0.4)}px`;
  }
}
