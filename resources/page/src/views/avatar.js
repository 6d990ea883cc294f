// SPDX-License-Identifier: GPL-3.0-or-later
import {avatarClass, initials} from '../avatar.js';
import {make} from '../dom.js';

/// The name stands beside it, so it says nothing to a screen reader.
export const avatar = (id, name) =>
  make('span', {class: avatarClass(id), 'aria-hidden': 'true', text: initials(name)});
