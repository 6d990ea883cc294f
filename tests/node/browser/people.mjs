// SPDX-License-Identifier: GPL-3.0-or-later
// People in Chromium: each in a browser profile of their own, on the page that the host serves.
import assert from 'node:assert/strict';
import {accessSync, constants} from 'node:fs';
import {delimiter, join} from 'node:path';
import {chromium} from 'playwright-core';

export const PATIENCE = 120_000; // ms; far more than a busy machine needs

function find(program) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, program);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // the next one
    }
  }
  return undefined;
}

/// Chromium; undefined where there is none.
export async function launch() {
  const executablePath = find('chromium') ?? find('chromium-browser');
  if (!executablePath) return undefined;
  const asRoot = process.getuid?.() === 0;
  return chromium.launch({executablePath, chromiumSandbox: !asRoot, timeout: PATIENCE});
}

export class Person {
  /// Opens the page; `options` are those of a browser context, and
  /// `path` behind the host's address, `before` a script that runs before the page's own.
  static async arrive(browser, host, name, {path = '/', before, ...options} = {}) {
    const context = await browser.newContext({locale: 'ko-KR', timezoneId: 'Asia/Seoul',
      viewport: {width: 1280, height: 800}, ...options});
    context.setDefaultTimeout(PATIENCE);
    const person = new Person(context, host, name, path);
    if (before) await context.addInitScript(before);
    await person.openTab();
    return person;
  }

  constructor(context, host, name, path) {
    Object.assign(this, {context, host, name, path, faults: [], requests: [], sockets: []});
  }

  async openTab() {
    const page = await this.context.newPage();
    this.page = page;
    page.on('pageerror', (error) => this.faults.push(error.stack));
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) this.faults.push(message.text());
    });
    page.on('request', (request) => this.requests.push(new URL(request.url()).pathname));
    page.on('websocket', (socket) => this.sockets.push(new URL(socket.url()).pathname));
    page.on('dialog', (dialog) => {
      if (this.agrees) return dialog.accept();
      this.faults.push(`a dialog: ${dialog.message()}`);
      return dialog.dismiss();
    });
    await page.goto(this.host.page + this.path.slice(1));
  }

  /// From then on the page reaches its host only while `isOpen()`; what is connected stays so.
  async reachWhile(isOpen) {
    await this.page.routeWebSocket(/ws-stomp/, (socket) => (isOpen() ? socket.connectToServer() : socket.close()));
    await this.page.route('**/ws-stomp/**', (route) => (isOpen() ? route.continue() : route.abort()));
  }

  async join({password} = {}) {
    const {page} = this;
    await page.fill('#name', this.name);
    if (password) await page.fill('#password', password);
    await page.press(password ? '#password' : '#name', 'Enter');
    await this.isIn();
    return this;
  }
  static async enter(browser, host, name, options) {
    return (await Person.arrive(browser, host, name, options)).join();
  }

  /// In, connected, and in the room that is open.
  async isIn() {
    await this.page.waitForSelector('.strip', {state: 'hidden'});
    await this.page.waitForSelector('.rooms li', {state: 'attached'});
    if ((await this.page.locator('.composer:visible').count()) > 0)
      await this.page.waitForSelector(`.people li.here:has(.aside)`, {state: 'attached'});
  }

  async say(text) {
    await this.page.fill('#writing', text);
    await this.page.press('#writing', 'Enter');
  }

  /// What is in sight, without what waits: as it was said, in order.
  said() {
    return this.page.locator('.talk:not(:has(.mark)) .text').allTextContents();
  }
  waiting() {
    return this.page.locator('.talk:has(.mark.waiting, .mark.sending) .text').allTextContents();
  }
  /// Waits until that is in sight and stored.
  async sees(text) {
    await this.until(async () => (await this.said()).includes(text), `${this.name} sees "${text.slice(0, 80)}"`);
  }

  /// Looks again and again.
  async until(condition, what) {
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      if (await condition()) return;
      if (Date.now() > deadline)
        throw new Error(`waited in vain until ${what}; the page shows:\n${await this.page.locator('body').innerText().then((text) => text.slice(-1500))}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /// The page did nothing that its host forbids, and nothing failed in it.
  async leave() {
    assert.deepEqual(this.faults, [], `${this.name}'s page`);
    await this.context.close();
  }
}
