// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText} from '../dom.js';
import {texts} from '../texts.js';

/// Over the field, when several messages of the open room wait or failed: what can be done with all.
export class Unsent {
  #stuck = [];

  /// @param {{sayAgain: (ids: string[]) => void, discard: (ids: string[]) => void}} doing
  constructor(doing) {
    this.text = make('span', {role: 'status'});
    const ids = (all) => all.map(({id}) => id);
    this.again = make('button', {type: 'button', text: texts.sendAllAgain,
      onclick: () => doing.sayAgain(ids(this.#stuck.filter(({state}) => state === 'refused')))});
    this.discard = make('button', {type: 'button', class: 'quiet', text: texts.discardAll, onclick: () => {
      const asked = ids(this.#stuck); // what comes meanwhile was not asked about
      if (confirm(texts.discardAllAsk(asked.length))) doing.discard(asked);
    }});
    this.element = make('div', {class: 'unsent', hidden: true}, this.text, this.again, this.discard);
  }

  /// @param {{id: string, state: string}[]} waiting of the open room
  show(waiting) {
    this.#stuck = waiting.filter(({state}) => state === 'refused' || state === 'waiting');
    const failed = this.#stuck.filter(({state}) => state === 'refused').length;
    this.element.hidden = this.#stuck.length < 2;
    this.again.hidden = failed === 0;
    setText(this.text, this.element.hidden ? '' : texts.unsent(failed, this.#stuck.length - failed));
  }
}
