// SPDX-License-Identifier: GPL-3.0-or-later
import {make, showLines} from '../dom.js';
import {icon} from '../icons.js';
import {comingTime, hostWords, sizeOf, texts} from '../texts.js';
import {isPicture, pictureOf} from './messageextras.js';

/// The files of the message that is being written, on their way to the host.
export class Attachments {
  /// @param {() => import('../uploads.js').Uploads} uploads of the room that is open
  constructor(uploads) {
    this.uploads = uploads;
    this.element = make('ul', {class: 'attachments', 'aria-label': texts.files, hidden: true});
  }

  show() {
    const {files} = this.uploads();
    this.element.hidden = files.length === 0;
    showLines(this.element, files.map((file, at) => ({
      file, key: `${at}${file.name}${file.size}`, look: JSON.stringify([file.error, file.again, Boolean(file.token), Math.floor((file.sent / Math.max(1, file.size)) * 50)]),
    })), ({file}) => this.#line(file));
  }

  #line(file) {
    const state = file.error ? texts.notUploaded(file.error === 'lost' ? texts.offline : hostWords(file.error))
      : file.again ? texts.goesOnAt(comingTime(file.again))
      : file.token ? sizeOf(file.size) : texts.uploading(Math.floor((file.sent / Math.max(1, file.size)) * 100));
    return make('li', {class: file.error ? 'failed' : file.again && 'paused'},
      file.token && isPicture(file.type) ? pictureOf(file, '') : icon('file'),
      make('span', {class: 'name', dir: 'auto', text: file.name, title: file.name}), make('span', {class: 'aside', text: state}),
      !file.token && !file.error && !file.again && make('progress', {max: file.size || 1, value: file.sent, 'aria-label': file.name}),
      file.error && make('button', {type: 'button', class: 'quiet', text: texts.sendAgain, onclick: () => this.uploads().again(file)}),
      make('button', {type: 'button', class: 'icon-button', 'aria-label': texts.removeFile(file.name), title: texts.removeFile(file.name), onclick: () => this.uploads().remove(file)}, icon('close')));
  }
}
