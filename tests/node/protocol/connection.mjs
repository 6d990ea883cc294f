// SPDX-License-Identifier: GPL-3.0-or-later
// One client over a bare WebSocket: sends bytes as they are told, hands out frames as they come.
import WebSocket from 'ws';
import { Mismatch, splitFrame } from './document.mjs';

const PATIENCE = 60_000;

function describe({ command, headers, body }) {
  return `${command} ${JSON.stringify(Object.fromEntries(headers))} ${body.slice(0, 200)}`;
}

function withoutBeats(bytes) {
  const begin = bytes.findIndex((octet) => octet !== 10);
  return begin < 0 ? bytes.subarray(bytes.length) : bytes.subarray(begin);
}

/// Frames of one kind, in the order they came.
class Line {
  frames = [];
  waiting = [];
  ended = undefined;

  put(frame) {
    const next = this.waiting.shift();
    if (next) next.resolve(frame);
    else this.frames.push(frame);
  }

  end(why) {
    this.ended = why;
    for (const { reject } of this.waiting.splice(0)) reject(new Mismatch(why));
  }

  async next(where) {
    if (this.frames.length > 0) return this.frames.shift();
    if (this.ended) throw new Mismatch(`${where}: ${this.ended}`);
    return new Promise((resolve, reject) => {
      const fail = ({ message }) => reject(new Mismatch(`${where}: ${message}`));
      this.waiting.push({ resolve, reject: fail });
    });
  }
}

export class Connection {
  static async open(url) {
    const socket = new WebSocket(url, ['v12.stomp']);
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    return new Connection(socket);
  }

  constructor(socket) {
    this.socket = socket;
    // Where a RECEIPT stands among other frames is not promised, so each kind has its own line.
    this.lines = { receipts: new Line(), others: new Line() };
    this.closed = new Promise((resolve) =>
      socket.once('close', (code, reason) => {
        this.closeCode = code;
        const unread = this.unread().map(describe).join(', ') || 'nothing';
        const why = `the host closed with ${code} ${reason}; not read yet: ${unread}`;
        for (const line of Object.values(this.lines)) line.end(why);
        resolve(code);
      }));
    socket.on('message', (bytes) => this.take(bytes));
  }

  lineOf(command) {
    return command === 'RECEIPT' ? this.lines.receipts : this.lines.others;
  }

  unread() {
    return [...this.lines.receipts.frames, ...this.lines.others.frames];
  }

  /// A message of the host holds whole frames, or a heart-beat.
  take(bytes) {
    let rest = withoutBeats(bytes);
    while (rest.length > 0) {
      const head = rest.subarray(0, rest.indexOf('\n\n') + 2);
      const { command, headers } = splitFrame(head.toString('utf8'), 'the host');
      const length = headers.get('content-length');
      const end = length === undefined ? rest.indexOf(0, head.length) : head.length + Number(length);
      this.lineOf(command).put({ command, headers, body: rest.toString('utf8', head.length, end) });
      rest = withoutBeats(rest.subarray(end + 1));
    }
  }

  send(wire) {
    this.socket.send(wire + '\0');
  }

  /// The next frame that came or comes: a RECEIPT if that is the command, else one that is none.
  async frame(command, where) {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Mismatch(`${where}: no ${command} came; not read yet: ` +
        (this.unread().map(describe).join(', ') || 'nothing'))), PATIENCE);
    });
    try {
      return await Promise.race([this.lineOf(command).next(where), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async closeWith(code, where) {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Mismatch(`${where}: the host did not close`)), PATIENCE);
    });
    const actual = await Promise.race([this.closed, late]);
    clearTimeout(timer);
    if (actual !== code) throw new Mismatch(`${where}: the host closed with ${actual}, not ${code}`);
  }

  /// Throws when the host has sent anything that nobody asked for.
  async expectNothingMore(name) {
    if (!this.closeCode) {
      this.send('SEND\ndestination:/topic/fence\nreceipt:fence\n\n');
      const receipt = await this.frame('RECEIPT', name);
      if (receipt.headers.get('receipt-id') !== 'fence') this.lines.receipts.frames.unshift(receipt);
    }
    const unread = this.unread();
    if (unread.length > 0)
      throw new Mismatch(`${name} got what is not documented: ${unread.map(describe).join(', ')}`);
  }

  end() {
    this.socket.terminate();
  }
}
