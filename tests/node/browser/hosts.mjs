// SPDX-License-Identifier: GPL-3.0-or-later
// A host for a scenario, and who watches its rooms from outside the browser.
import {StompJs} from '../clients.mjs';
import {Host, run} from '../protocol/host.mjs';

/// A machine may be so busy that pages beat late; that is no fault.
const PATIENT = ['--heart-beat-margin', '100', '--pong-seconds', '600', '--connect-seconds', '600'];

/// Runs the scenario against a host of its own, and stops that in order.
export async function withHost(binary, {args = [], ...options}, scenario) {
  const host = await Host.start(binary, [...PATIENT, ...args], options);
  host.page = host.url.replace(/^ws/, 'http').replace(/ws-stomp$/, '');
  try {
    await scenario(host);
  } catch (error) {
    error.message += `\nthe host said: ${host.errors.slice(-2000)}`;
    await host.stop();
    throw error;
  }
  const code = await host.stop();
  if (code !== 0) throw new Error(`the host ended with ${code}: ${host.errors}`);
}

export const account = (binary, name, password, role = 'member') => run(binary, ['user', 'add', name, role], `${password}\n`);

/// A stompjs client of its own that hears all of a room from its beginning.
export class Observer {
  heard = [];

  static async watch(host, {roomId = 'lobby', headers = {name: '관찰자'}} = {}) {
    const observer = new Observer();
    observer.roomId = roomId;
    observer.client = new StompJs(host.url);
    await observer.client.connect(headers);
    await observer.client.subscribe(`/topic/chat/room/${roomId}`,
      (frame) => observer.heard.push(JSON.parse(frame.body)), {since: 0});
    return observer;
  }
  say(message) {
    const {roomId} = this;
    return this.client.send('/app/chat/message', JSON.stringify({type: 'TALK', roomId, message}));
  }
  count(text) {
    return this.heard.filter(({message}) => message === text).length;
  }
  get newest() {
    return this.heard.at(-1)?.seq ?? 0;
  }
  close() {
    return this.client.close();
  }
}
