// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText} from '../dom.js';
import {excerptOf} from '../lines.js';
import {mentionsEverybody} from '../mentions.js';
import {forwardedText} from '../passing.js';
import {maySpeakIn} from '../roomsettings.js';
import {roomHeadline, roomTitle, shownName, texts} from '../texts.js';
import {allOf, isFile} from '../wirechecks.js';

const longestComment = 4000;
const mostFiles = 10; // of a message

/// Says a message of the open room in another room again, as a quote, with its files and words of one's own.
///
/// The files are not sent anew: the host lets whoever knows them name them in another message.
export class ForwardDialog {
  #said; // {sender, room, text, files}

  /// @param {(roomId: string, text: string, files: object[]) => void} forward
  constructor(chat, forward) {
    this.chat = chat;
    this.quote = make('p', {class: 'quote', dir: 'auto'});
    this.files = make('p', {class: 'hint forward-files', dir: 'auto'});
    this.room = make('select', {id: 'forward-room'});
    this.comment = make('textarea', {id: 'forward-comment', rows: 3, maxlength: longestComment});
    this.where = make('p', {}, make('label', {for: 'forward-room', text: texts.forwardTo}), this.room);
    this.words = make('p', {}, make('label', {for: 'forward-comment', text: texts.forwardComment}), this.comment);
    this.error = make('p', {class: 'error', role: 'alert'});
    this.send = make('button', {type: 'submit', class: 'main', text: texts.forward});
    this.element = make('dialog', {class: 'forward', 'aria-labelledby': 'forward-title'},
      make('form', {class: 'card', method: 'dialog', onsubmit: (event) => {
        event.preventDefault();
        this.#forward(forward);
      }},
      make('h2', {id: 'forward-title', tabindex: '-1', text: texts.forward}), this.quote, this.files, this.where, this.words, this.error,
      make('p', {class: 'buttons'}, this.send,
        make('button', {type: 'button', class: 'quiet', text: texts.cancel, onclick: () => this.element.close()}))));
  }

  /// @param line of the timeline
  open(line) {
    const {rooms, room} = this.chat;
    const here = rooms.get(room?.id);
    if (!here) return;
    this.#said = {sender: shownName(line.sender), room: roomTitle(here), text: line.message, files: allOf(line.files, isFile).slice(0, mostFiles)};
    const others = [...rooms.values()].filter((one) => one.roomId !== room.id && maySpeakIn(one));
    this.room.replaceChildren(...others.map((one) => make('option', {value: one.roomId, text: roomHeadline(one)})));
    setText(this.quote, `${this.#said.sender}: ${excerptOf(line)}`);
    const names = this.#said.files.map(({name}) => name || texts.file);
    this.files.hidden = names.length === 0;
    setText(this.files, names.length > 0 ? texts.forwardFiles(names) : '');
    this.comment.value = '';
    this.where.hidden = this.words.hidden = this.send.hidden = others.length === 0;
    setText(this.error, others.length === 0 ? texts.nowhereToForward : '');
    this.element.showModal();
    if (others.length > 0) this.room.focus();
  }

  #forward(forward) {
    const text = forwardedText(this.#said, this.comment.value);
    if (!text || this.chat.isTooLong(text)) return setText(this.error, texts.forwardTooLong);
    const to = this.chat.rooms.get(this.room.value);
    if (!to || !maySpeakIn(to)) return setText(this.error, texts.nowhereToForward);
    if (mentionsEverybody(text) && !confirm(texts.callAll)) return undefined;
    this.element.close();
    forward(to.roomId, text, this.#said.files);
    return undefined;
  }
}
