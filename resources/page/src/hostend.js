// SPDX-License-Identifier: GPL-3.0-or-later
const topic = '/topic/chat/host';
const longestWhy = 200;
const longestIn = 24 * 3600 * 1000; // ms

/// What the host says of its end; undefined for what says nothing of it.
export function endOf(said, now = Date.now()) {
  const why = typeof said?.why === 'string' ? said.why.slice(0, longestWhy) : '';
  if (said?.type === 'STOPPED') return {why, at: now, isOver: true};
  if (said?.type !== 'STOPPING') return undefined;
  const left = Number.isFinite(said.in) ? Math.min(Math.max(said.in, 0), longestIn) : 0;
  return {why, at: now + left, isOver: false};
}

/// Whether the host closes soon, or has closed, and why: `end` is {why, at, isOver}, or undefined while it stays.
/// A "change" event tells of another one.
export class HostEnd extends EventTarget {
  end;

  constructor(connection) {
    super();
    connection.addEventListener('online', () => {
      this.#set(undefined); // it says so again, if it is so
      connection.subscribe(topic, (said) => this.#set(endOf(said)));
    });
  }

  #set(end) {
    if (!end && !this.end) return;
    this.end = end;
    this.dispatchEvent(new Event('change'));
  }
}
