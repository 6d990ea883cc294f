// SPDX-License-Identifier: GPL-3.0-or-later
// A TCP connection with the face of a browser's WebSocket, for clients that know no other.
import net from 'node:net';

export class TcpSocket {
  static CONNECTING = 0;
  static OPEN = 1;
  static CLOSING = 2;
  static CLOSED = 3;
  OPEN = TcpSocket.OPEN;
  protocol = '';
  readyState = TcpSocket.CONNECTING;

  constructor({host, port}) {
    this.url = `tcp://${host}:${port}`;
    this.socket = net.connect(port, host);
    this.socket.setEncoding('utf8'); // never half a character
    this.socket.on('connect', () => {
      this.readyState = TcpSocket.OPEN;
      this.onopen?.({});
    });
    this.socket.on('data', (data) => this.onmessage?.({data}));
    this.socket.on('error', () => {}); // 'close' follows
    this.socket.on('close', () => {
      this.readyState = TcpSocket.CLOSED;
      this.onclose?.({code: 1000, reason: '', wasClean: true});
    });
  }
  send(data) {
    this.socket.write(data);
  }
  close() {
    this.readyState = TcpSocket.CLOSING;
    this.socket.end();
  }
  terminate() {
    this.socket.destroy();
  }
}
