// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText} from '../dom.js';
import {RoomExport, exportTime, exportedMessage} from '../roomexport.js';
import {messageRecord, recordsEnd, recordsHead} from '../roomrecords.js';
import {refusalWords, roomTitle, texts} from '../texts.js';

const untilSaved = 60_000; // ms that a browser has to begin

/// Above the messages, and how each is written.
const formats = {
  txt: (host, known) => ({
    type: 'text/plain;charset=utf-8',
    head: `${[roomTitle(known), known.topic, texts.exportHead(host, exportTime(Date.now()))].filter(Boolean).map((line) => line.replace(/\s+/g, ' ')).join('\n')}\n\n`,
    message: (message) => exportedMessage(message, texts),
  }),
  jsonl: (host, known) => ({type: 'application/json', head: recordsHead(host, known, Date.now()), message: messageRecord, end: recordsEnd}),
};

function save(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], {type}));
  const link = make('a', {href: address, download: name, hidden: true});
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), untilSaved);
}

/// Saves what was said in the open room, as a text or as what another host takes.
export class ExportButton {
  #export;

  constructor(chat) {
    this.chat = chat;
    // What changes with each page is not read out each time.
    this.count = make('span', {class: 'hint', 'aria-live': 'off'});
    this.status = make('span', {class: 'hint', role: 'status'});
    this.button = make('button', {type: 'button', class: 'export', text: texts.exportText, onclick: () => this.#begin('txt')});
    this.records = make('button', {type: 'button', class: 'export-records', text: texts.exportRecords, title: texts.exportRecordsMore, onclick: () => this.#begin('jsonl')});
    this.element = make('p', {class: 'row export-row'}, this.button, this.records, this.count, this.status);
  }

  /// The dialog was opened, or is over.
  reset() {
    this.#export?.stop();
    this.#export = undefined;
    setText(this.count, '');
    setText(this.status, '');
  }

  /// Something may be new.
  show() {
    if (!this.#export || this.chat.connection.isOnline) return;
    this.reset();
    setText(this.status, texts.offline);
  }

  /// @param {"txt" | "jsonl"} ending of the file's name
  #begin(ending) {
    const {chat} = this;
    const known = chat.rooms.get(chat.room?.id);
    if (!known || this.#export) return;
    if (!chat.connection.isOnline) return setText(this.status, texts.offline);
    const format = formats[ending](chat.hostName || texts.madang, known);
    const over = (said) => {
      this.#export = undefined;
      setText(this.count, '');
      setText(this.status, said);
    };
    this.#export = new RoomExport(chat.connection, format, {
      fetched: (count) => setText(this.count, texts.exportFetched(count)),
      failed: (why, wait) => over(texts.exportFailed(refusalWords(why, wait))),
      done: (text, isCut) => {
        save(`${known.roomId.replace(/[^\p{L}\p{N}_-]/gu, '-')}.${ending}`, text, format.type);
        over(isCut ? texts.exportCut : texts.saved);
      },
    });
    return this.#export.begin(known.roomId, format.head, Math.max(known.seq, chat.room.log.last));
  }
}
