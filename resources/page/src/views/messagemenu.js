// SPDX-License-Identifier: GPL-3.0-or-later
import {make} from '../dom.js';
import {icon} from '../icons.js';
import {usualEmoji} from '../reactions.js';
import {shownName, texts} from '../texts.js';
import {allOf, isFile} from '../wirechecks.js';
import {Menu} from './menu.js';

/// What one may do with a message, beside the button that asked for it.
export class MessageMenu {
  #menu = new Menu(texts.actions);

  /// @param {Object<string, (line: object) => void>} doing react(line, emoji, on), moreEmoji, reply, edit, copy, pin, remove, select, forward, earlier, order(kind, person)
  constructor(doing) {
    this.doing = doing;
    this.emoji = make('p', {class: 'emoji', role: 'group', 'aria-label': texts.react});
    this.#menu.card.prepend(this.emoji);
  }

  get element() {
    return this.#menu.element;
  }

  /// @param {{mayWrite: boolean, mayRemove: boolean, maySeeEarlier: boolean, mayOrder: boolean}} may
  open(button, line, may) {
    const {doing} = this;
    const mine = new Set((line.reactions ?? []).filter(({mine: is}) => is).map(({emoji}) => emoji));
    this.emoji.replaceChildren(...usualEmoji.map((emoji) => make('button', {type: 'button', class: 'quiet', text: emoji, 'aria-pressed': String(mine.has(emoji)),
      onclick: () => this.#menu.choose(() => doing.react(line, emoji, !mine.has(emoji)))})),
    make('button', {type: 'button', class: 'quiet icon-button', title: texts.moreEmoji, 'aria-label': texts.moreEmoji, onclick: () => this.#menu.choose(() => doing.moreEmoji(line))}, icon('react')));
    this.emoji.hidden = !may.mayWrite;
    this.#menu.open(button, [
      may.mayWrite && ['reply', texts.reply, () => doing.reply(line)],
      line.own && may.mayWrite && ['edit', texts.edit, () => doing.edit(line)],
      line.message && ['copy', texts.copyText, () => doing.copy(line)],
      line.message && ['select', texts.chooseMore, () => doing.select(line)],
      (line.message || allOf(line.files, isFile).length > 0) && ['forward', `${texts.forward}…`, () => doing.forward(line)],
      may.mayWrite && ['pin', line.pinned ? texts.unpin : texts.pin, () => doing.pin(line)],
      may.maySeeEarlier && ['clock', `${texts.earlier}…`, () => doing.earlier(line)],
      may.mayRemove && ['trash', texts.remove, () => doing.remove(line)],
      ...(may.mayOrder ? [['mute', 'mute'], ['ban', 'ignore']].map(([kind, drawing]) =>
        [drawing, `${texts.orderTitle(kind, shownName(line.sender))}…`, () => doing.order(kind, {id: line.senderId, name: line.sender})]) : []),
    ]);
  }
}
