// SPDX-License-Identifier: GPL-3.0-or-later
// What belongs to a message beside its words: what it answers to, its files, its reactions.
import {make} from '../dom.js';
import {icon} from '../icons.js';
import {shownName, sizeOf, texts} from '../texts.js';
import {allOf, isAnswered, isFile, isReacted} from '../wirechecks.js';

/// Whether the host shows files of that type, and does not only give them away.
export const isPicture = (type) => ['image/png', 'image/jpeg', 'image/gif', 'image/webp'].includes(type);

export const fileAddress = ({token, name}) => `/files/${token}/${encodeURIComponent(name || 'file')}`;

const small = 256 * 1024; // bytes that are shown as they are: a moving GIF moves

/// A picture, as its small copy where it is large. A host that makes none has the picture itself.
export function pictureOf({token, name, size}, alt) {
  const whole = fileAddress({token, name});
  const image = make('img', {src: size > small ? `${whole}?thumbnail` : whole, alt, loading: 'lazy', decoding: 'async'});
  if (size > small) image.addEventListener('error', () => { image.src = whole; }, {once: true});
  return image;
}

/// What it answers to; a press leads there.
export function answered({replyTo}, goTo) {
  if (!isAnswered({senderId: '', ...replyTo})) return undefined;
  const {seq, sender, excerpt, isIgnored} = replyTo;
  return make('button', {type: 'button', class: 'answered', title: texts.toAnswered, onclick: () => goTo(seq)},
    icon('reply'), make('strong', {dir: 'auto', text: shownName(sender)}),
    make('span', {dir: 'auto', class: !excerpt && 'gone', text: isIgnored ? texts.ignoredWords : excerpt || texts.noWords}));
}

function fileOf({token, name, type, size}) {
  const href = fileAddress({token, name});
  const shown = name || texts.file;
  if (isPicture(type))
    return make('li', {}, make('a', {class: 'picture', href, target: '_blank', rel: 'noopener', title: shown},
      pictureOf({token, name, size}, shown)));
  return make('li', {}, make('a', {class: 'file', href, download: shown}, icon('file'),
    make('span', {class: 'name', dir: 'auto', text: shown}), make('span', {class: 'aside', text: sizeOf(size)})));
}

export function files(line) {
  const all = line.deleted ? [] : allOf(line.files, isFile);
  return all.length > 0 && make('ul', {class: 'files', 'aria-label': texts.files}, ...all.map(fileOf));
}

/// A press adds one's own, or takes it back.
export function reactions(line, react) {
  const all = allOf(line.reactions, isReacted);
  return all.length > 0 && make('ul', {class: 'reactions', 'aria-label': texts.reactions}, ...all.map(({emoji, count, names, mine}) => {
    const who = texts.reactedBy(names.map(shownName), count - names.length);
    return make('li', {}, make('button', {
      type: 'button', 'aria-pressed': String(Boolean(mine)), title: who, 'aria-label': `${emoji} ${count}: ${who}`, onclick: () => react(line, emoji, !mine),
    }, make('span', {text: emoji}), make('span', {text: count})));
  }));
}

/// What makes these look different.
export const looksOf = ({replyTo, files: some, reactions: others}) => [replyTo, some, others];
