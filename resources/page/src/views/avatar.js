// SPDX-License-Identifier: GPL-3.0-or-later
import {avatarClass, initials, inkOn} from '../avatar.js';
import {make} from '../dom.js';

/// The name stands beside it, so it says nothing to a screen reader.
/// @param {{emoji?: string, color?: string, file?: string}} [own] what they chose for themselves
export function avatar(id, name, own = {}) {
  const {emoji, color, file} = own;
  const place = make('span', {class: `${avatarClass(id)}${emoji ? ' with-emoji' : ''}`, 'aria-hidden': 'true', text: emoji ?? initials(name)});
  if (color) {
    place.style.backgroundColor = color;
    place.style.color = inkOn(color);
  }
  if (file) {
    const picture = make('img', {src: `/files/${file}/avatar`, alt: '', loading: 'lazy', decoding: 'async'});
    picture.addEventListener('error', () => picture.remove(), {once: true});
    place.append(picture);
  }
  return place;
}
