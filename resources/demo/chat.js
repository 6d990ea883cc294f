// SPDX-License-Identifier: GPL-3.0-or-later
// The page of the time-stamped chat: {from, text} is said, {from, text, time} is heard.
import {element, query, say, show, stompOver, translate, words} from './src/page.js';

translate();
const client = stompOver('/chat');
const lost = () => {
  element('send').disabled = true;
  say(words('The connection is lost.', '연결이 끊겼습니다.'));
};
client.connect({}, () => {
  say(words('Connected.', '연결되었습니다.'));
  client.subscribe('/topic/messages', (message) => {
    const {from, text, time} = JSON.parse(message.body);
    show(`[${time}] ${from}: ${text}`);
  });
  element('send').disabled = false;
}, lost, lost);

element('from').value = query.get('name') ?? '';
element('talk').addEventListener('submit', (event) => {
  event.preventDefault();
  client.send('/app/chat', {}, JSON.stringify({from: element('from').value, text: element('text').value}));
  element('text').value = '';
});
