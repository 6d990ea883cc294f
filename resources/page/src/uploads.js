// SPDX-License-Identifier: GPL-3.0-or-later
import {Upload} from 'tus-js-client';
import {againAt, waitOf} from './waits.js';

const mostFiles = 10; // of a message
const chunk = 4 * 1024 * 1024; // bytes a request
/// Statuses that may be others by and by.
const mayGoOn = [408, 409, 423, 429, 503];
const longestTimer = 2 ** 31 - 1; // ms
const pauses = [0, 1000, 3000, 5000, 10000, 20000]; // ms before trying again

/// Files on their way to the host, for the message that is being written. What was cut goes on where
/// it was.
export class Uploads {
  /** @type {{name: string, size: number, sent: number, token?: string, error?: string, again?: number}[]} again: when it goes on, in ms since 1970 */
  files = [];
  #uploads = new Map(); // file → Upload
  #timers = new Map(); // file → timer until it goes on

  /// @param {{headers: () => Object<string, string>, changed: () => void}} options
  constructor({headers, changed}) {
    Object.assign(this, {headers, changed});
  }

  get areComplete() {
    return this.files.every(({token}) => token);
  }

  /// As many as a message takes; false when some were left out.
  add(blobs) {
    const fits = [...blobs].slice(0, mostFiles - this.files.length);
    for (const blob of fits) {
      const file = {name: blob.name || 'file', size: blob.size, type: blob.type, sent: 0, blob};
      this.files.push(file);
      this.#begin(file);
    }
    this.changed();
    return fits.length === blobs.length;
  }

  #begin(file) {
    let token;
    const upload = new Upload(file.blob, {
      endpoint: '/files', chunkSize: chunk, retryDelays: pauses, headers: this.headers(), storeFingerprintForResuming: false,
      metadata: {filename: file.name, filetype: file.type || 'application/octet-stream'},
      onAfterResponse: (request, response) => {
        token = response.getHeader('Madang-File-Token') ?? token;
      },
      // What the host refuses it refuses again; what was cut, or comes too often, may go on: when it says so,
      // where it does.
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0;
        return status === 0 || (mayGoOn.includes(status) && this.#againOf(error) === undefined);
      },
      onProgress: (sent) => {
        file.sent = sent;
        this.changed();
      },
      onSuccess: async () => {
        // An empty file has no request with a last byte, whose answer would have it.
        file.token = token ?? (await this.#tokenAt(upload.url));
        file.sent = file.size;
        if (!file.token) file.error = 'lost';
        this.changed();
      },
      onError: (error) => {
        const again = this.#againOf(error);
        if (again) this.#goOn(file, again);
        else file.error = this.#reasonOf(error);
        this.changed();
      },
    });
    this.#uploads.set(file, upload);
    upload.start();
  }

  /// When the host lets it go on, where it says so.
  #againOf({originalResponse: answer}) {
    return mayGoOn.includes(answer?.getStatus()) ? againAt(waitOf(answer.getHeader('Retry-After'))) : undefined;
  }

  #goOn(file, again) {
    file.again = again;
    this.#timers.set(file, setTimeout(() => {
      this.#timers.delete(file);
      this.again(file);
    }, Math.min(again - Date.now(), longestTimer)));
  }

  async #tokenAt(address) {
    const headers = {...this.headers(), 'Tus-Resumable': '1.0.0'};
    const answer = await fetch(address, {method: 'HEAD', headers}).catch(() => undefined);
    return answer?.headers.get('Madang-File-Token') ?? undefined;
  }

  #reasonOf(error) {
    const answer = error.originalResponse;
    if (!answer) return 'lost';
    try {
      return JSON.parse(answer.getBody()).error || `${answer.getStatus()}`;
    } catch {
      return answer.getBody().trim().slice(0, 200) || `${answer.getStatus()}`;
    }
  }

  /// Goes on where it was.
  again(file) {
    file.error = undefined;
    file.again = undefined;
    this.#uploads.get(file).start();
    this.changed();
  }

  /// The host forgets it, too.
  remove(file) {
    this.files = this.files.filter((other) => other !== file);
    clearTimeout(this.#timers.get(file));
    this.#timers.delete(file);
    this.#uploads.get(file)?.abort(true).catch(() => {}); // by itself after a day, then
    this.#uploads.delete(file);
    this.changed();
  }

  /// They are in a message now. Gives what it says of them.
  take() {
    const taken = this.files.map(({token, name, type, size}) => ({token, name, type, size}));
    this.#uploads.clear();
    this.files = [];
    this.changed();
    return taken;
  }

  clear() {
    for (const file of [...this.files]) this.remove(file);
  }
}
