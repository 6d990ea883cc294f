// SPDX-License-Identifier: GPL-3.0-or-later
// What a message says, as elements: made one by one from our own nodes, never from markup.
import {make} from '../dom.js';
import {fold} from '../names.js';
import {parseMessage} from '../messagetree.js';

const elements = {p: 'p', q: 'blockquote', ul: 'ul', li: 'li', b: 'strong', i: 'em', s: 's', c: 'code', hr: 'hr'};

function link([, address, ...nodes], how) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return how.all(nodes);
  }
  const isKnown = ['http:', 'https:', 'mailto:', 'madang:'].includes(url.protocol);
  return isKnown
    ? [make('a', {href: url.href, target: '_blank', rel: 'noopener noreferrer nofollow', title: address}, ...how.all(nodes))]
    : how.all(nodes);
}

function code([, language, text]) {
  return make('pre', {tabindex: '0'}, language !== '' && make('span', {class: 'language', text: language}), make('code', {text}));
}

/// @param me {name} whom a mention calls
function elementsOf(nodes, me) {
  const how = {all: (some) => elementsOf(some, me)};
  return nodes.flatMap((node) => {
    if (typeof node === 'string') return [node];
    const [name, ...rest] = node;
    if (name === 'br') return ['\n']; // what is copied has it, too
    if (name === 'a') return link(node, how);
    if (name === 'code') return [code(node)];
    if (name === '@') {
      const meansMe = rest[0] === '' || (me?.name && fold(rest[0]) === fold(me.name));
      return [make(meansMe ? 'mark' : 'span', {class: 'mention', text: rest[1]})];
    }
    if (name === 'ol') return [make('ol', {start: String(rest[0])}, ...how.all(rest.slice(1)))];
    return elements[name] ? [make(elements[name], {}, ...how.all(rest))] : [];
  });
}

/// @param names {MentionNames} who may be mentioned
export const messageWords = (text, names, me) => elementsOf(parseMessage(text, names), me);
