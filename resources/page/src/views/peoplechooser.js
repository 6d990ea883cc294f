// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText, showLines} from '../dom.js';
import {fold} from '../names.js';
import {language, shownName, texts} from '../texts.js';
import {avatar} from './avatar.js';

const order = new Intl.Collator(language);
const mostShown = 100;
const mostChosen = 50;

/// Several people, chosen from a list that one can search.
export class PeopleChooser {
  #people = []; // {id, name, guest, avatar}
  #chosen = new Map(); // id → person

  /// @param {{id: string, label: string}} field
  constructor({id, label}) {
    this.find = make('input', {id, type: 'search', autocomplete: 'off', maxlength: 64, placeholder: texts.findPerson, 'aria-label': texts.findPerson,
      oninput: () => this.#show(), onkeydown: (event) => this.#key(event)});
    this.list = make('ul', {'aria-label': label});
    this.status = make('p', {class: 'hint', role: 'status'});
    this.element = make('fieldset', {class: 'chooser'}, make('legend', {text: label}), this.find, this.list, this.status);
  }

  /// @param {{id: string, name: string, guest: boolean, avatar?: object}[]} people whom one may choose; who was chosen stays it
  set people(people) {
    this.#people = [...people].sort((one, other) => order.compare(one.name, other.name));
    this.#show();
  }

  /// {id, name} of each, in the order in which they were chosen.
  get chosen() {
    return [...this.#chosen.values()].map(({id, name}) => ({id, name}));
  }

  clear() {
    this.#chosen.clear();
    this.find.value = '';
    this.people = [];
  }

  #matches() {
    const wanted = fold(this.find.value);
    return this.#people.filter(({name}) => fold(name).includes(wanted));
  }

  /// Enter takes the only one that is found, and makes no room.
  #key(event) {
    if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    const found = this.#matches().filter(({id}) => !this.#chosen.has(id));
    if (this.find.value.trim() === '' || found.length !== 1) return;
    this.#choose(found[0], true);
    this.find.value = '';
    this.#show();
  }

  #choose(person, on) {
    if (!on) this.#chosen.delete(person.id);
    else if (this.#chosen.size < mostChosen) this.#chosen.set(person.id, person);
  }

  /// Who is chosen is shown, whatever is searched for.
  #show() {
    const found = new Set(this.#matches().slice(0, mostShown));
    const lines = [...new Set([...this.#people, ...this.#chosen.values()])].filter((person) => found.has(person) || this.#chosen.has(person.id));
    const unique = [...new Map(lines.map((person) => [person.id, person])).values()];
    showLines(this.list, unique.map((person) => ({person, key: person.id, look: JSON.stringify([person.name, person.guest])})), ({person}) => this.#line(person));
    for (const child of this.list.children) child.querySelector('input').checked = this.#chosen.has(child.dataset.key);
    const count = this.#chosen.size;
    const hidden = this.#matches().length - found.size;
    setText(this.status, [this.#people.length === 0 ? texts.nobodyToInvite : texts.chosenPeople(count, mostChosen), hidden > 0 && texts.moreAtTheDoor(hidden)].filter(Boolean).join(' '));
  }

  #line(person) {
    const {id, name, guest} = person;
    const box = make('input', {type: 'checkbox', onchange: () => {
      this.#choose(person, box.checked);
      this.#show();
    }});
    return make('li', {}, make('label', {}, box, make('span', {class: 'place small'}, avatar(id, name, person.avatar)),
      make('span', {class: 'name', dir: 'auto', text: shownName(name)}), guest && make('span', {class: 'badge', text: texts.guest})));
  }
}
