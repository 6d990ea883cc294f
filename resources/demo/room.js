// SPDX-License-Identifier: GPL-3.0-or-later
// The page of a chat room: comes in with a notice, talks, and when the connection is lost tries again
// six times, ten seconds apart. ?wait=200 waits so many milliseconds instead; ?room= and ?name= come in
// at once.
import {element, query, say, show, stompOver, translate, words} from './src/page.js';

const ATTEMPTS = 6;
const wait = Number(query.get('wait') ?? 10_000);
const NAME = 'madang.demo.sender';
let client;
let attempts = 0;
let roomId;
let sender;

function setConnected(connected) {
  element('message').disabled = element('send').disabled = !connected;
}

function hear({type, sender: from, message}) {
  const notice = type === 'ENTER' || type === 'LEAVE';
  show(`${notice ? '[알림]' : from} : ${message}`, notice ? 'notice' : '');
}

function send(type, message) {
  client.send('/app/chat/message', {}, JSON.stringify({type, roomId, sender, message}));
}

function connect() {
  client = stompOver('/websc');
  const ended = {told: false}; // an ERROR and the close behind it are one loss
  const lost = () => {
    if (ended.told) return;
    ended.told = true;
    setConnected(false);
    if (attempts++ >= ATTEMPTS) {
      say(words('The connection is lost. Reload the page to try again.',
        '연결이 끊겼습니다. 다시 시도하려면 페이지를 새로 고치세요.'));
      return;
    }
    say(words(`Connection lost; attempt ${attempts} of ${ATTEMPTS} in ${wait / 1000} s.`,
      `연결이 끊겼습니다. ${wait / 1000}초 뒤 재연결 (${attempts}/${ATTEMPTS})`));
    setTimeout(connect, wait);
  };
  client.connect({}, () => {
    say(words(`Connected to ${roomId}.`, `${roomId}에 연결되었습니다.`));
    client.subscribe(`/topic/chat/room/${roomId}`, (message) => hear(JSON.parse(message.body)));
    send('ENTER', '');
    setConnected(true);
    element('message').focus();
  }, lost, lost);
}

function join() {
  sender = element('name').value.trim();
  roomId = element('room').value.trim();
  if (!sender || !roomId) return;
  localStorage.setItem(NAME, sender);
  element('join').hidden = true;
  connect();
}

translate();
element('name').value = query.get('name') ?? localStorage.getItem(NAME) ?? '';
element('room').value = query.get('room') ?? 'lobby';
element('join').addEventListener('submit', (event) => {
  event.preventDefault();
  join();
});
element('talk').addEventListener('submit', (event) => {
  event.preventDefault();
  const input = element('message');
  if (!input.value || input.disabled) return;
  send('TALK', input.value);
  input.value = '';
});
if (query.has('room') && query.has('name')) join();
