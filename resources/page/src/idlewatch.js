// SPDX-License-Identifier: GPL-3.0-or-later

const patience = 10 * 60 * 1000; // ms, as in the desktop program
const events = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'];

/// Knows when nobody has used this page for a while, whether it is in sight or not.
export class IdleWatch {
  #last = Date.now();
  #timer;
  #isIdle = false;
  #used = () => this.#use();
  #shown = () => document.hidden || this.#use();

  /// @param {(idle: boolean) => void} changed
  constructor(changed) {
    this.changed = changed;
  }

  begin() {
    for (const name of events) addEventListener(name, this.#used, {passive: true, capture: true});
    document.addEventListener('visibilitychange', this.#shown);
    this.#last = Date.now();
    this.#look();
  }
  end() {
    clearTimeout(this.#timer);
    for (const name of events) removeEventListener(name, this.#used, {capture: true});
    document.removeEventListener('visibilitychange', this.#shown);
  }

  #use() {
    this.#last = Date.now(); // the timer looks at it
    if (!this.#isIdle) return;
    this.#isIdle = false;
    this.changed(false);
    this.#look();
  }

  #look() {
    clearTimeout(this.#timer);
    const left = this.#last + patience - Date.now();
    if (left > 0) {
      this.#timer = setTimeout(() => this.#look(), Math.min(left, patience)); // a clock may be set back
      return;
    }
    this.#isIdle = true;
    this.changed(true);
  }
}
