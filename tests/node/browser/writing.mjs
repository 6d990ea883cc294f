// SPDX-License-Identifier: GPL-3.0-or-later
// Korean, as an input method writes it: composition that Enter may end, and Enter that sends.
import assert from 'node:assert/strict';
import {Observer, withHost} from './hosts.mjs';
import {Person} from './people.mjs';

class InputMethod {
  constructor(devtools) {
    this.devtools = devtools;
  }
  /// What stands under the cursor, not yet committed.
  compose(text) {
    return this.devtools.send('Input.imeSetComposition', {text, selectionStart: text.length, selectionEnd: text.length});
  }
  commit(text) {
    return this.devtools.send('Input.insertText', {text});
  }
  async key(key, windowsVirtualKeyCode, text) {
    const event = {key, code: 'Enter', windowsVirtualKeyCode};
    await this.devtools.send('Input.dispatchKeyEvent', {type: text ? 'keyDown' : 'rawKeyDown', ...event, ...(text && {text})});
    await this.devtools.send('Input.dispatchKeyEvent', {type: 'keyUp', ...event});
  }
  /// The Enter that ends a syllable, as the page gets it from the input method.
  enterOfItsOwn() {
    return this.key('Process', 229);
  }
  enter() {
    return this.key('Enter', 13, '\r');
  }
  /// A new line without a key before it, as some browsers give it behind a composition.
  bareNewLine() {
    return this.devtools.send('Input.dispatchKeyEvent', {type: 'char', text: '\r', key: 'Enter', windowsVirtualKeyCode: 13});
  }
}

async function composition({browser, binary}) {
  await withHost(binary, {}, async (host) => {
    const guest = await Person.enter(browser, host, '민준');
    const observer = await Observer.watch(host);
    const {page} = guest;
    const method = new InputMethod(await guest.context.newCDPSession(page));
    const field = () => page.inputValue('#writing');
    const talks = () => observer.heard.filter(({type}) => type === 'TALK').map(({message}) => message);
    await page.focus('#writing');

    // Syllable by syllable; the last one is still being composed when Enter comes.
    for (const [steps, syllable] of [[['ㅇ', '아', '안'], '안'], [['ㄴ', '녀', '녕'], '녕']]) {
      for (const step of steps) await method.compose(step);
      await method.commit(syllable);
    }
    for (const step of ['ㅎ', '하']) await method.compose(step);
    assert.equal(await field(), '안녕하');
    await method.enterOfItsOwn();
    assert.equal(await field(), '안녕하', 'the Enter of the input method sends nothing');
    await method.key('Enter', 13); // marked as composing, with the code of Enter
    assert.equal(await field(), '안녕하', 'nor does an Enter within the composition');
    await method.commit('하');
    await method.key('Enter', 229); // the same, from a browser that has ended the composition before
    assert.equal(await field(), '안녕하', 'nor does one that is the input method\'s by its code');
    await method.enter();
    await guest.sees('안녕하');
    assert.equal(await field(), '');

    // Two keys for one press, the first of them composing: sent once, and no new line is left.
    await method.compose('요');
    await method.enterOfItsOwn();
    await method.commit('요');
    await method.enter();
    await guest.sees('요');
    assert.equal(await field(), '');

    // No key behind the composition, only the new line.
    await method.compose('네');
    await method.enterOfItsOwn();
    await method.commit('네');
    await method.bareNewLine();
    await guest.sees('네');
    assert.equal(await field(), '');

    // A burst of them is sent once each.
    await method.commit('끝');
    await Promise.all([method.enter(), method.enter()]);
    await guest.sees('끝');
    await observer.say('이제 모두');
    await guest.sees('이제 모두');
    await guest.until(() => observer.count('이제 모두') === 1, 'the room has all');
    assert.deepEqual(talks(), ['안녕하', '요', '네', '끝', '이제 모두']);
    await observer.close();
    await guest.leave();
  });
}

export const withInputMethods = {composition};
