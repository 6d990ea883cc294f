// SPDX-License-Identifier: GPL-3.0-or-later
// The page of the signalling: {type, sender, receiver, data} over a plain WebSocket. Who comes and goes
// is told by the host, which also says whose each message is.
import {element, say, show, translate, words} from './src/page.js';

const short = (id) => id.slice(0, 8);

function know(peer) {
  const list = element('receiver');
  if ([...list.options].some((each) => each.value === peer)) return;
  list.append(new Option(short(peer), peer));
}

function forget(peer) {
  for (const each of [...element('receiver').options]) if (each.value === peer) each.remove();
}

const news = {
  new: ({sender}) => {
    know(sender);
    show(words(`${short(sender)} came`, `${short(sender)} 님이 들어왔습니다`), 'notice');
  },
  close: ({sender}) => {
    forget(sender);
    show(words(`${short(sender)} went`, `${short(sender)} 님이 나갔습니다`), 'notice');
  },
};

translate();
const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/room`);
socket.onopen = () => {
  say(words('Connected.', '연결되었습니다.'));
  element('send').disabled = false;
};
socket.onclose = () => {
  say(words('The connection is lost.', '연결이 끊겼습니다.'));
  element('send').disabled = true;
};
socket.onmessage = ({data}) => {
  const message = JSON.parse(data);
  if (news[message.type]) return news[message.type](message);
  know(message.sender);
  show(`${short(message.sender)} → ${message.receiver === 'all' ? words('everybody', '모두') : words('you', '나')}: ${message.data}`);
};
element('talk').addEventListener('submit', (event) => {
  event.preventDefault();
  const receiver = element('receiver').value;
  const data = element('data').value;
  socket.send(JSON.stringify({type: 'message', receiver, data}));
  show(`${words('you', '나')} → ${receiver === 'all' ? words('everybody', '모두') : short(receiver)}: ${data}`);
  element('data').value = '';
});
