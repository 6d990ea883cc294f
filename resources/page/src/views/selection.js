// SPDX-License-Identifier: GPL-3.0-or-later
import {copyText, make, setText} from '../dom.js';
import {excerptOf} from '../lines.js';
import {copiedText} from '../passing.js';
import {shownName, texts} from '../texts.js';

/// Several messages of the open room are chosen, to be copied as text: a box before each, and over the
/// field what can be done with them. A press with Shift chooses all between the last one and this.
export class Selection {
  #chosen; // sequences; undefined: nothing is being chosen
  #last; // sequence that was pressed last
  #lines = []; // that can be chosen

  /// @param {{changed: () => void, copied: (count: number) => void, ended: () => void}} doing
  constructor(doing) {
    this.doing = doing;
    this.count = make('span', {role: 'status'});
    this.copy = make('button', {type: 'button', class: 'main', text: texts.copyChosen, onclick: () => this.#copy()});
    this.element = make('div', {class: 'selection', role: 'group', 'aria-label': texts.chooseMessages, hidden: true}, this.count, this.copy,
      make('button', {type: 'button', class: 'quiet', text: texts.cancel, onclick: () => this.end()}));
  }

  get isOn() {
    return this.#chosen !== undefined;
  }

  /// With that message.
  begin(seq) {
    this.#chosen = new Set([seq]);
    this.#last = seq;
    this.doing.changed();
  }
  end() {
    if (!this.isOn) return;
    this.#chosen = undefined;
    this.doing.changed();
    this.doing.ended();
  }

  /// Puts boxes before those of the lines that can be chosen, and takes them away.
  /// @param {Element} list whose children are the lines
  show(list, lines) {
    list.classList.toggle('selecting', this.isOn);
    this.#lines = this.isOn ? lines.filter(({kind, seq, deleted, message}) => kind === 'talk' && seq !== undefined && !deleted && message) : [];
    const seqs = new Set(this.#lines.map(({seq}) => seq));
    lines.forEach((line, at) => this.#showBox(list.children[at], line, seqs.has(line.seq)));
    for (const seq of this.#chosen ?? []) if (!seqs.has(seq)) this.#chosen.delete(seq);
    this.element.hidden = !this.isOn;
    const count = this.#chosen?.size ?? 0;
    setText(this.count, this.isOn ? texts.chosenCount(count) : '');
    this.copy.disabled = count === 0;
  }

  #showBox(element, line, isWanted) {
    let box = element.querySelector(':scope > .pick');
    if (!isWanted) return box?.remove();
    if (!box) {
      box = make('input', {type: 'checkbox', class: 'pick', 'aria-label': `${shownName(line.sender)}: ${excerptOf(line)}`,
        onclick: ({shiftKey}) => this.#press(line.seq, box.checked, shiftKey)});
      element.prepend(box);
    }
    box.checked = this.#chosen.has(line.seq);
    return undefined;
  }

  /// The box of that message.
  focus(list, seq) {
    list.querySelector(`[data-key="m${seq}"] > .pick`)?.focus({preventScroll: true});
  }

  #press(seq, on, isRange) {
    const [from, to] = isRange ? [Math.min(seq, this.#last), Math.max(seq, this.#last)] : [seq, seq];
    for (const line of this.#lines) {
      if (line.seq < from || line.seq > to) continue;
      if (on) this.#chosen.add(line.seq);
      else this.#chosen.delete(line.seq);
    }
    this.#last = seq;
    this.doing.changed();
  }

  #copy() {
    const chosen = this.#lines.filter(({seq}) => this.#chosen.has(seq));
    copyText(copiedText(chosen.map((line) => ({...line, sender: shownName(line.sender)}))));
    this.end();
    this.doing.copied(chosen.length);
  }
}
