// SPDX-License-Identifier: GPL-3.0-or-later
// What all demos share: two languages, a log, and SockJS by the transport that the address names.

const korean = navigator.language.toLowerCase().startsWith('ko');
export const query = new URLSearchParams(location.search);
export const element = (id) => document.getElementById(id);

/// The words of the browser's language.
export const words = (english, inKorean) => (korean ? inKorean : english);

export function translate() {
  if (!korean) return;
  document.documentElement.lang = 'ko';
  for (const each of document.querySelectorAll('[data-ko]')) each.textContent = each.dataset.ko;
  for (const each of document.querySelectorAll('[data-ko-label]'))
    each.setAttribute('aria-label', each.dataset.koLabel);
  const title = document.querySelector('h1')?.textContent;
  if (title) document.title = `마당: ${title}`;
}

/// A line of the log, always as text: whatever others say, it is no HTML here.
export function show(text, kind = '') {
  const line = document.createElement('li');
  line.textContent = text;
  line.className = kind;
  const log = element('log');
  const atEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 8;
  log.append(line);
  if (atEnd) log.scrollTop = log.scrollHeight;
}

export function say(state) {
  element('state').textContent = state;
}

/// ?transport=xhr-streaming has SockJS use that one.
export function openSockJs(path) {
  const transport = query.get('transport');
  return new window.SockJS(path, null, transport ? {transports: transport} : {});
}

/// A STOMP client at that endpoint, made as those programs make theirs.
export function stompOver(path) {
  const client = window.Stomp.over(() => openSockJs(path));
  client.debug = () => {};
  return client;
}
