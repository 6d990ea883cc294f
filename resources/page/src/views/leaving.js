// SPDX-License-Identifier: GPL-3.0-or-later
import {make} from '../dom.js';
import {texts} from '../texts.js';

/// The ways to leave nothing behind: in this browser, or on the host as well.
export class Leaving {
  /// @param {{waiting: () => number, forget: () => void, erase: () => void}} doing waiting: how many messages would be lost
  constructor(doing) {
    const button = (className, text, onclick) => make('button', {type: 'button', class: className, text, onclick});
    this.element = make('section', {class: 'leaving'}, make('h3', {text: texts.leavingTitle}),
      make('p', {class: 'hint', text: texts.forgetMore}),
      button('forget', texts.forget, () => confirm(texts.forgetAsk(doing.waiting())) && doing.forget()),
      make('p', {class: 'hint', text: texts.eraseMore}),
      button('delete erase', `${texts.erase}…`, () => doing.erase()));
  }
}
