// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText} from '../dom.js';
import {refusalWords, minuteTime, texts} from '../texts.js';

const states = ['online', 'away', 'dnd'];
const minute = 60 * 1000;
/// After how long a status goes: minutes, until the day is over, or never.
const ends = ['never', '30', '60', '240', 'today'];

function endOf(choice, kept) {
  if (choice === 'kept') return kept;
  if (choice === 'today') return new Date().setHours(24, 0, 0, 0);
  return choice === 'never' ? undefined : Date.now() + Number(choice) * minute;
}

/// How others see that one can be reached, and a line of one's own.
export class PresenceForm {
  #busy = false;
  #shown; // {state, text, end, until} as open() showed them; `until` of the status there is

  constructor(chat) {
    this.chat = chat;
    this.state = make('select', {id: 'me-state'});
    this.text = make('input', {id: 'me-status', maxlength: 100, autocomplete: 'off', dir: 'auto'});
    this.end = make('select', {id: 'me-status-end'});
    this.status = make('p', {class: 'hint', role: 'status'});
    this.error = make('p', {class: 'error', role: 'alert'});
    const field = (label, element) => make('div', {class: 'fact'}, make('label', {for: element.id, text: label}), element);
    this.element = make('form', {class: 'presence-form', novalidate: true, onsubmit: (event) => {
      event.preventDefault();
      this.#set();
    }},
    make('h3', {text: texts.howReached}),
    field(texts.stateLabel, this.state), field(texts.statusLabel, this.text), field(texts.statusEnd, this.end),
    this.status, this.error, make('p', {class: 'buttons'}, make('button', {type: 'submit', text: texts.save})));
  }

  open() {
    const {reach: {status, statusUntil}, chosen} = this.chat.presence;
    this.#busy = false;
    const isKnown = states.includes(chosen);
    this.state.replaceChildren(...(isKnown ? [] : [make('option', {value: '', text: texts.asItIs})]),
      ...states.map((state) => make('option', {value: state, text: texts.stateName(state)})));
    this.state.value = isKnown ? chosen : '';
    this.text.value = status;
    const choices = [...(statusUntil ? ['kept'] : []), ...ends];
    this.end.replaceChildren(...choices.map((choice) =>
      make('option', {value: choice, text: choice === 'kept' ? texts.statusKept(minuteTime(statusUntil)) : texts.statusEnds(choice)})));
    this.end.value = choices[0];
    this.#shown = {...this.#fields, until: statusUntil};
    this.#tell('');
  }

  /// Something may be new.
  show() {
    if (!this.#busy || this.chat.connection.isOnline) return;
    this.#busy = false;
    this.#tell('', texts.offline);
  }

  #tell(said, problem = '') {
    setText(this.status, said);
    setText(this.error, problem);
  }

  get #fields() {
    return {state: this.state.value, text: this.text.value, end: this.end.value};
  }

  /// Only what is another than it was shown: the rest may be another by now.
  get #chosen() {
    const {state, text, end} = this.#fields;
    const shown = this.#shown;
    const isAnotherText = text !== shown.text || (end !== shown.end && text.trim() !== '');
    return {...(state !== shown.state && {state}), ...(isAnotherText && {text, until: endOf(end, shown.until)})};
  }

  #set() {
    if (this.#busy) return;
    const answered = (...said) => {
      this.#busy = false;
      this.#tell(...said);
    };
    const chosen = this.#chosen;
    if (Object.keys(chosen).length === 0) {
      this.#tell(texts.saved);
      return;
    }
    const now = {...this.#fields, until: 'until' in chosen ? chosen.until : this.#shown.until};
    this.#busy = this.chat.presence.choose(chosen, {
      stored: () => {
        this.#shown = now;
        answered(texts.saved);
      },
      refused: (why, wait) => answered('', texts.notSaved(refusalWords(why, wait))),
    });
    if (this.#busy) this.#tell(texts.saving);
    else this.#tell('', texts.offline);
  }
}
