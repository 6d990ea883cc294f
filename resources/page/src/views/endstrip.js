// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText} from '../dom.js';
import {icon} from '../icons.js';
import {clockTime, duration, texts} from '../texts.js';

/// That the Madang one is in closes, when and why; and afterwards that it did.
export class EndStrip {
  #end;
  #clock;

  constructor() {
    this.what = make('strong');
    // What changes each second is not read out each second.
    this.when = make('span', {'aria-live': 'off'});
    this.why = make('span', {class: 'why'});
    this.element = make('div', {class: 'end-strip', role: 'status', hidden: true}, icon('offline'),
      make('p', {}, this.what, ' ', this.when, ' ', this.why));
  }

  /// `end` as HostEnd has it.
  show(end) {
    this.#end = end;
    this.element.hidden = !end;
    clearInterval(this.#clock);
    if (!end) return;
    setText(this.what, end.isOver ? texts.hostClosedAt(clockTime(end.at)) : texts.hostCloses);
    setText(this.why, end.why);
    this.#tick();
    if (!end.isOver) this.#clock = setInterval(() => this.#tick(), 1000);
  }

  #tick() {
    const left = this.#end.at - Date.now();
    setText(this.when, this.#end.isOver ? '' : left > 0 ? texts.hostClosesIn(duration(left)) : texts.hostClosesNow);
  }
}
