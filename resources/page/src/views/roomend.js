// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText} from '../dom.js';
import {settingsOf} from '../roomsettings.js';
import {minuteTime, roomTitle, texts} from '../texts.js';

/// Whether a room is archived or about to be deleted, for everybody; archive and delete, and back, for
/// who may.
export class RoomEnd {
  #room;

  /// @param {(order: (orders: object, id: string, answers: object) => boolean) => void} order
  constructor(order) {
    this.order = order;
    this.archivedText = make('p', {class: 'hint'});
    this.archive = make('button', {type: 'button', class: 'archive', onclick: () => this.#archive()});
    this.deletedText = make('p', {class: 'hint'});
    this.remove = make('button', {type: 'button', onclick: () => this.#remove()});
    this.element = make('section', {class: 'end'}, make('h3', {text: texts.factEnd}), this.archivedText, this.archive, this.deletedText, this.remove);
  }

  show(room, may) {
    this.#room = room;
    const {archived, deleteAt} = settingsOf(room);
    setText(this.archivedText, archived ? texts.archivedState : texts.archiveHint);
    setText(this.archive, archived ? texts.openAgain : texts.archive);
    setText(this.deletedText, deleteAt ? texts.deletedState(minuteTime(deleteAt)) : texts.deleteHint);
    setText(this.remove, deleteAt ? texts.restore : texts.deleteRoom);
    this.remove.className = deleteAt ? 'restore' : 'delete';
    this.archivedText.classList.toggle('warning', archived);
    this.deletedText.classList.toggle('warning', Boolean(deleteAt));
    this.archivedText.hidden = !archived && !may.archive;
    this.archive.hidden = !may.archive;
    this.deletedText.hidden = !deleteAt && !may.end;
    this.remove.hidden = !may.end;
    this.element.hidden = this.archivedText.hidden && this.deletedText.hidden;
  }

  #archive() {
    const archived = !settingsOf(this.#room).archived;
    this.order((orders, id, answers) => orders.change(id, {archived}, answers));
  }

  #remove() {
    if (settingsOf(this.#room).deleteAt) return this.order((orders, id, answers) => orders.restore(id, answers));
    return confirm(texts.deleteRoomAsk(roomTitle(this.#room))) && this.order((orders, id, answers) => orders.remove(id, answers));
  }
}
