// SPDX-License-Identifier: GPL-3.0-or-later

const fallbacks = ['xhr-streaming', 'eventsource', 'xhr-polling'];
const failuresToBelieve = 2; // once may be a host that was just coming back

/// By which transport to try next. WebSocket first; SockJS's others when WebSockets fail although the
/// host answers plain requests, because then something between keeps them out.
export class Doors {
  #blocked = 0;

  /// @param {string} [forced] a transport of sockjs-client, used alone
  constructor(forced) {
    this.forced = forced;
  }

  /// Transports of sockjs-client; undefined: a WebSocket of our own.
  next() {
    if (this.forced) return [this.forced];
    return this.#blocked >= failuresToBelieve ? fallbacks : undefined;
  }

  /// A WebSocket of our own never got through. `hostAnswers`: whether a plain request did, just now.
  failed(hostAnswers) {
    this.#blocked = hostAnswers ? this.#blocked + 1 : 0;
  }
}
