// SPDX-License-Identifier: GPL-3.0-or-later
// The page of the greeting: connects and disconnects by a button, says a name, shows who is greeted.
import {element, say, show, stompOver, translate, words} from './src/page.js';

let client = null;

/// The host escapes the name for pages that insert it as HTML; this one inserts text.
function textOf(html) {
  return new DOMParser().parseFromString(html, 'text/html').body.textContent;
}

function setConnected(connected) {
  element('connect').disabled = connected;
  element('disconnect').disabled = element('send').disabled = !connected;
  say(connected ? words('Connected.', '연결되었습니다.') : words('Not connected.', '연결되지 않았습니다.'));
}

translate();
setConnected(false);
element('connect').addEventListener('click', () => {
  client = stompOver('/gs-guide-websocket');
  const lost = () => setConnected(false);
  client.connect({}, () => {
    setConnected(true);
    client.subscribe('/topic/greetings', (greeting) => show(textOf(JSON.parse(greeting.body).content)));
  }, lost, lost);
});
element('disconnect').addEventListener('click', () => client?.disconnect());
element('hello').addEventListener('submit', (event) => {
  event.preventDefault();
  client.send('/app/hello', {}, JSON.stringify({name: element('name').value}));
});
