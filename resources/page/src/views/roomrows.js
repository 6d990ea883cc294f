// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of the form about a room, and the fields that are made of more than one.
import {make, setText} from '../dom.js';
import {pauses, usualCounts, mostDays, mostMessages} from '../roomsettings.js';
import {texts} from '../texts.js';

const options = (texted) => Object.entries(texted).map(([value, text]) => make('option', {value, text}));

/// A row: a field for who may change it, words for the others.
export class Row {
  #isFresh = true; // nothing was written here yet
  #was; // what the room had when it was shown last

  /// @param {{value: any, element: Element, focused: Element}} field `focused` is what the label is for
  constructor(label, field) {
    this.field = field;
    this.told = make('span', {class: 'told', dir: 'auto'});
    this.element = make('div', {class: 'fact'}, make('label', {for: field.focused.id, text: label}), field.element, this.told);
  }

  /// What the room has comes into the field, unless the person has written something else there. True
  /// when they have, and the room has something new.
  show({value, may, told}) {
    this.element.hidden = !may && !told;
    this.field.element.hidden = !may;
    this.told.hidden = may;
    setText(this.told, told ?? '');
    const isUntouched = this.#isFresh || this.field.value === this.#was;
    const isNews = !isUntouched && this.#was !== value && this.field.value !== value;
    this.#was = value;
    this.#isFresh = false;
    if (isUntouched || !may) this.field.value = value;
    return isNews && may;
  }

  /// What is written there is forgotten when the room is shown next.
  forget() {
    this.#isFresh = true;
  }
}

/// One line of text.
export class TextField {
  constructor(id, {beside, ...properties} = {}) {
    this.focused = make('input', {id, autocomplete: 'off', ...properties});
    this.element = make('span', {class: 'beside'}, this.focused, beside);
  }
  get value() {
    return this.focused.value;
  }
  set value(value) {
    if (this.focused.value !== value) this.focused.value = value;
  }
}

/// One of some. @param {Object<string, string>} texted value → text
export class ChoiceField {
  constructor(id, texted) {
    this.focused = make('select', {id}, ...options(texted));
    this.element = make('span', {class: 'beside'}, this.focused);
  }
  get value() {
    return this.focused.value;
  }
  set value(value) {
    this.focused.value = value;
  }
}

/// Seconds between two messages; one that is not offered is added when the room has it.
export class PauseField extends ChoiceField {
  constructor(id) {
    super(id, Object.fromEntries(pauses.map((seconds) => [seconds, texts.pauseOf(seconds)])));
  }
  get value() {
    return super.value;
  }
  set value(value) {
    if (![...this.focused.options].some((option) => option.value === value))
      this.focused.append(...options({[value]: texts.pauseOf(Number(value))}));
    super.value = value;
  }
}

/// What is kept: "forever", "days 30", "messages 1000", "nothing"; or with what is no number.
export class KeepField {
  constructor(id) {
    this.focused = make('select', {id, onchange: () => this.#chosen()},
      ...options({forever: texts.keepForever, days: texts.keepDays, messages: texts.keepMessages, nothing: texts.keepNothing}));
    this.count = make('input', {id: `${id}-count`, type: 'number', min: 1, step: 1, inputmode: 'numeric'});
    this.unit = make('span', {'aria-hidden': 'true'});
    this.many = make('span', {class: 'many'}, this.count, this.unit);
    this.element = make('span', {class: 'beside'}, this.focused, this.many);
  }

  #chosen() {
    this.count.value = usualCounts[this.focused.value] ?? '';
    this.#showCount();
  }
  #showCount() {
    const isDays = this.focused.value === 'days';
    this.many.hidden = !(this.focused.value in usualCounts);
    this.count.max = isDays ? mostDays : mostMessages;
    this.count.setAttribute('aria-label', isDays ? texts.factCountOfDays : texts.factCountOfMessages);
    setText(this.unit, isDays ? texts.days : texts.messages);
  }

  get value() {
    const keep = this.focused.value;
    return keep in usualCounts ? `${keep} ${Number(this.count.value) || 0}` : keep;
  }
  set value(value) {
    if (this.value === value && !this.count.validity.badInput) return this.#showCount();
    const [keep, count = ''] = value.split(' ');
    this.focused.value = keep;
    this.count.value = count;
    return this.#showCount();
  }
}

/// A room's password, which nobody is told: undefined when it stays, false when it goes, or the new one.
export class PasswordField {
  #has; // whether the room has one

  constructor(id, longest) {
    this.focused = make('select', {id, onchange: () => {
      this.#showText();
      if (!this.text.hidden) this.text.focus();
    }});
    this.text = make('input', {id: `${id}-text`, type: 'password', maxlength: longest, autocomplete: 'new-password', 'aria-label': texts.newPassword,
      placeholder: texts.newPassword});
    this.element = make('span', {class: 'beside'}, this.focused, this.text);
  }

  #showText() {
    this.text.hidden = this.focused.value !== 'another';
    if (this.text.hidden) this.text.value = '';
  }

  /// Whether the room has a password now.
  show(has) {
    if (has === this.#has) return;
    this.#has = has;
    const chosen = this.focused.value;
    this.focused.replaceChildren(...options(has
      ? {stays: texts.passwordStays, another: texts.passwordAnother, goes: texts.passwordGoes}
      : {stays: texts.passwordNone, another: texts.passwordSet}));
    if (chosen === 'another') this.focused.value = chosen;
    this.#showText();
  }

  get value() {
    return {stays: undefined, goes: false, another: this.text.value}[this.focused.value];
  }
  set value(value) {
    if (value !== undefined) return;
    this.focused.value = 'stays';
    this.#showText();
  }
}
