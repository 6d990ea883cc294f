// SPDX-License-Identifier: GPL-3.0-or-later
// What was said in a room, as one text: as `madang-host export --format text` writes it (docs/export.md), but
// for the files, of which the names alone are there.
import {allOf, isFile, isMessage} from './wirechecks.js';

const page = 200; // messages asked for at once
const mostLetters = 50_000_000; // of a text; the newest are there then
const two = (number) => String(number).padStart(2, '0');

/// "2026-11-22 18:02:09", by this computer's clock.
export function exportTime(time) {
  const date = new Date(time);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`;
}

/// On one line, whatever stands in it.
const plainLine = (text) => text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ');
/// On lines that begin with blanks, so that nothing in them looks like another message.
const plainLines = (text) => text.split('\n').map((line) => `    ${plainLine(line)}\n`).join('');

/// @param words the texts of the page
export function exportedMessage(message, words) {
  const {seq, time, type, sender, guest, replyTo, deleted, edited, pinned, files} = message;
  const head = `[${exportTime(time)}] #${seq} `;
  const name = plainLine(sender);
  if (type !== 'TALK') return `${head}${(type === 'ENTER' ? words.entered : words.left)(name, 0)}\n`;
  const marks = [guest && words.guest, Number.isSafeInteger(replyTo?.seq) && words.exportAnswers(replyTo.seq),
    deleted ? words.exportDeleted : edited && words.edited, pinned && words.pinned].filter(Boolean);
  const names = deleted ? [] : allOf(files, isFile).map((file) => `    [${plainLine(file.name)}]\n`);
  return `${head}${name}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}\n${deleted || !message.message ? '' : plainLines(message.message)}${names.join('')}`;
}

/// Fetches all of a room from its newest message back, page by page, while the session lasts.
export class RoomExport {
  #pages = []; // of text, the newest first
  #letters = 0;
  #count = 0;
  #kept = 0; // messages that are in the text
  #isOver = false;

  /// @param {{message: (message: object) => string, end?: (count: number) => string}} format what is written of each, and below so many
  /// @param {{fetched: (count: number) => void, done: (text: string, isCut: boolean) => void, failed: (why?: string, wait?: number) => void}} heard
  constructor(connection, format, heard) {
    Object.assign(this, {connection, format, heard});
  }

  /// @param {string} head above the messages
  begin(roomId, head, newest) {
    this.roomId = roomId;
    this.head = head;
    this.#ask(newest + 1);
  }

  /// Nothing more is heard of it.
  stop() {
    this.#isOver = true;
    this.#pages = [];
  }

  #ask(before) {
    this.connection.ask(`/app/chat/room/${this.roomId}/history`, ({messages}) => this.#isOver || this.#take(allOf(messages, isMessage), before),
      {before, limit: page}, (why, wait) => {
        if (this.#isOver) return;
        this.stop();
        this.heard.failed(why, wait);
      });
  }

  #take(messages, before) {
    const older = messages.filter(({seq}) => seq > 0 && seq < before).sort((one, other) => one.seq - other.seq);
    const text = older.map((message) => this.format.message(message)).join('');
    this.#count += older.length;
    this.#letters += text.length;
    const isCut = this.#letters > mostLetters;
    if (!isCut) {
      this.#pages.push(text);
      this.#kept += older.length;
    }
    this.heard.fetched(this.#count);
    if (older.length > 0 && older[0].seq > 1 && !isCut) return this.#ask(older[0].seq);
    const whole = [this.head, ...this.#pages.reverse(), this.format.end?.(this.#kept) ?? ''].join('');
    this.stop();
    return this.heard.done(whole, isCut);
  }
}
