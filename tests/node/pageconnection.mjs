// SPDX-License-Identifier: GPL-3.0-or-later
/// Takes down what is asked of it.
export class FakeConnection {
  isOnline = true;
  sent = [];
  asked = [];
  subscriptions = new Map();
  subscribe(destination, heard, headers, refused) {
    this.subscriptions.set(destination, {heard, headers, refused});
    return () => this.subscriptions.delete(destination);
  }
  ask(destination, replied, headers, refused) {
    this.asked.push({destination, replied, headers, refused});
  }
  send(destination, body, answers) {
    this.sent.push({destination, body, ...answers});
  }
  page() {
    return this.asked.splice(this.asked.findIndex(({destination}) => destination.endsWith('/history')), 1)[0];
  }
}
