// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText} from '../dom.js';
import {icon} from '../icons.js';
import {duration, hostWords, texts} from '../texts.js';

/// How the connection is, while it is not as it should be: what, since when, when it is tried again.
export class Strip {
  #state;
  #clock;

  constructor(tryNow) {
    this.what = make('strong');
    // What changes each second is not read out each second.
    this.when = make('span', {'aria-live': 'off'});
    this.button = make('button', {type: 'button', text: texts.tryNow, onclick: tryNow});
    this.element = make('div', {class: 'strip', role: 'status', hidden: true}, icon('offline'),
      make('p', {}, this.what, ' ', this.when), this.button);
  }

  /// `wasIn`: there is a chat to show; else only one's own attempts to come in.
  show(state, wasIn) {
    this.#state = state;
    const shown = wasIn && ['connecting', 'waiting'].includes(state.kind);
    this.element.hidden = !shown;
    clearInterval(this.#clock);
    if (!shown) return;
    setText(this.what, state.why ? hostWords(state.why) : texts.offline);
    this.button.disabled = state.kind !== 'waiting';
    this.#tick();
    this.#clock = setInterval(() => this.#tick(), 1000);
  }

  hide() {
    clearInterval(this.#clock);
    this.element.hidden = true;
  }

  #tick() {
    const {since, nextTry} = this.#state;
    const next = nextTry ? texts.nextTry(duration(Math.max(1000, nextTry - Date.now()))) : texts.tryingNow;
    setText(this.when, `${texts.offlineFor(duration(Math.max(1000, Date.now() - since)))} · ${next} · ${texts.keptMeanwhile}`);
  }
}
